import { ask, query } from '../../../../cloudfunctions/shared/orders/ask'
import { wasJustAsked } from '../../../../cloudfunctions/shared/orders/just-asked'
import { aDesk, refuses, silence, tells } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000

describe('a question', () => {
  it('is about one attempt, within the time that is left', async () => {
    const order = anOrder({ states: ['EXPIRED', 'CREATED'] })
    const { desk, sent } = aDesk([order], tells('EXPIRED'))
    await query(desk, order, 1)
    expect(sent).toEqual([{ call: expect.objectContaining({ method: 'GET' }) as unknown, deadline: 123_456 }])
    expect(sent[0]?.call.path).toContain(`out_order_no=${order._id}_1`)
  })

  it('brings facts and how far WeChat Pay’s clock is ahead', async () => {
    const order = anOrder({})
    const answer = { ...tells('USER_ACCEPTED', { finish_ticket: 't' }), skewMs: 700 }
    const { desk } = aDesk([order], answer)
    expect(await query(desk, order, 1)).toEqual({
      facts: { state: 'USER_ACCEPTED', raw: 'USER_ACCEPTED', finishTicket: 't' },
      skewMs: 700,
    })
  })

  it.each([
    [refuses(404, 'ORDER_NOT_EXIST'), { missing: true }],
    [refuses(404, 'RESOURCE_NOT_EXISTS'), { missing: true }],
  ])('%s proves that there is no such order', async (error, reply) => {
    expect(await query(aDesk([], error).desk, anOrder({}), 1)).toEqual(reply)
  })

  it.each([
    refuses(404, 'ORDER_NOT_EXIST', false),
    refuses(400, 'ORDER_NOT_EXIST'),
    refuses(404, 'NOT_FOUND'),
    refuses(429, 'FREQUENCY_LIMITED'),
    silence(),
  ])('%s proves nothing', async (error) => {
    expect(await query(aDesk([], error).desk, anOrder({}), 1)).toEqual({ silent: error })
  })

  it.each([new Error('a fault of ours'), Object.assign(new Error('odd'), { outcome: 7 })])(
    'an error that is none of WeChat Pay’s is not swallowed: %s',
    async (error) => {
      await expect(query(aDesk([], error).desk, anOrder({}), 1)).rejects.toBe(error)
    },
  )

  it('is remembered, so that nobody asks again at once', async () => {
    const order = { ...anOrder({}), _id: 'a'.repeat(24) }
    order.attempts = order.attempts.map((one) => ({ ...one, out_order_no: `${order._id}_${one.n}` }))
    expect(wasJustAsked(order, T0)).toBe(false)
    await query(aDesk([order], tells('CREATED')).desk, order, 1)
    expect(wasJustAsked(order, T0)).toBe(true)
  })
})

describe('asking', () => {
  it('stores what is new, when it was learned, and when to look next', async () => {
    const order = anOrder({})
    const { desk, stored } = aDesk([order], tells('USER_ACCEPTED'))
    const { order: asked, reply } = await ask(desk, order, 1)
    expect(asked).toMatchObject({
      state: 'USER_ACCEPTED',
      checkedAt: T0,
      nextCheckAt: T0 + MINUTE,
      version: 2,
    })
    expect(reply).toMatchObject({ facts: { state: 'USER_ACCEPTED' } })
    expect(await stored()).toEqual(asked)
  })

  it('stores nothing when nothing is new', async () => {
    const order = anOrder({})
    const told = await ask(aDesk([order], tells('CREATED')).desk, order, 1)
    const again = aDesk([told.order], tells('CREATED'))
    expect((await ask(again.desk, told.order, 1)).order).toBe(told.order)
    expect(again.store.takeBack()).toEqual([])
  })

  it('changes nothing after silence', async () => {
    const order = anOrder({})
    const { desk, store } = aDesk([order], silence())
    expect((await ask(desk, order, 1)).order).toBe(order)
    expect(store.takeBack()).toEqual([])
  })

  it('takes ORDER_NOT_EXIST as what it is', async () => {
    const order = anOrder({ state: 'CREATING', pending: aPending('create') })
    const test = aDesk([order], refuses(404, 'ORDER_NOT_EXIST'))
    test.now = T0 + MINUTE
    const { order: asked } = await ask(test.desk, order, 1)
    expect(asked.attempts[0]).toMatchObject({ state: 'CREATING', missingAt: T0 + MINUTE })
  })

  it('asks again when the order changed meanwhile: the answer may be the older one', async () => {
    const order = anOrder({})
    const test = aDesk(
      [order],
      async () => {
        await test.store.compareAndSet('orders', order, { ...order, alerts: ['meanwhile'] })
        return tells('USER_ACCEPTED')
      },
      tells('REVOKED'),
    )
    const { order: asked } = await ask(test.desk, order, 1)
    expect(asked).toMatchObject({ state: 'REVOKED', alerts: ['meanwhile'], version: 3 })
    expect(test.sent).toHaveLength(2)
  })

  it('gives up after three questions and shows what is stored', async () => {
    const order = anOrder({})
    let version = 1
    const test = aDesk([order], async () => {
      const now = await test.stored()
      await test.store.compareAndSet('orders', now, { ...now, checks: ++version })
      return tells('USER_ACCEPTED')
    })
    const { order: asked } = await ask(test.desk, order, 1)
    expect(test.sent).toHaveLength(3)
    expect(asked).toMatchObject({ state: 'CREATED', version: 4 })
  })
})
