import { change, isSame, save } from '../../../../cloudfunctions/shared/orders/change'
import { withAlert, type OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { aDesk } from './desk'
import { anOrder, T0 } from './fixtures'

const alerted = (order: OrderDocument): OrderDocument => withAlert(order, 'look')

describe('saving', () => {
  it('counts the version up and says when', async () => {
    const order = anOrder({})
    const test = aDesk([order])
    test.now = T0 + 5
    const saved = await save(test.desk, order, alerted(order))
    expect(saved).toEqual({ ...order, alerts: ['look'], version: 2, updatedAt: T0 + 5 })
    expect(await test.stored()).toEqual(saved)
  })

  it('is refused when somebody was faster', async () => {
    const order = anOrder({})
    const { desk, stored } = aDesk([{ ...order, version: 2 }])
    expect(await save(desk, order, alerted(order))).toBeUndefined()
    expect(await stored()).toEqual({ ...order, version: 2 })
  })
})

describe('a change that stays true', () => {
  it('is applied to what is there by now', async () => {
    const order = anOrder({})
    const { desk, stored } = aDesk([{ ...order, version: 3, alerts: ['other'] }])
    const changed = await change(desk, order, alerted)
    expect(changed).toMatchObject({ version: 4, alerts: ['other', 'look'] })
    expect(await stored()).toEqual(changed)
  })

  it('that changes nothing is not written', async () => {
    const order = anOrder({ alerts: ['look'] })
    const { desk, store } = aDesk([order])
    expect(await change(desk, order, (now) => ({ ...alerted(now) }))).toBe(order)
    expect(store.takeBack()).toEqual([])
  })

  it('gives up after five times: the order never held still', async () => {
    const order = anOrder({})
    const { desk, store } = aDesk([order])
    let tries = 0
    const restless = {
      ...desk,
      store: {
        ...desk.store,
        read: store.read.bind(store),
        compareAndSet: () => Promise.resolve(++tries < 0),
      },
    }
    await expect(change(restless, order, alerted)).rejects.toMatchObject({ code: 'STATE_CHANGED' })
    expect(tries).toBe(5)
  })

  it('of an order that is gone is told', async () => {
    const { desk } = aDesk([])
    await expect(change(desk, anOrder({}), alerted)).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
  })
})

it('two versions say the same when every field does', () => {
  const order = anOrder({})
  expect(isSame(order, { ...order })).toBe(true)
  expect(isSame(order, { ...order, checks: 1 })).toBe(false)
})
