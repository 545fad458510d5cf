import { sendPending } from '../../../../cloudfunctions/shared/orders/act'
import type { PendingAction } from '#domain/view'
import type { OrderState } from '#domain/order'
import { aDesk, refuses, silence, tells, unreached, type Said } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const FROM = {
  create: 'CREATING',
  cancel: 'CREATED',
  complete: 'USER_ACCEPTED',
  sync: 'FINISHED',
} as const satisfies Partial<Record<PendingAction, OrderState>>
type Action = keyof typeof FROM

/** An order with this intent, and what came of sending it. */
async function sending(action: Action, sendingAs: 'first' | 'again', ...said: Said[]) {
  const pending = aPending(action)
  const order = anOrder({ state: FROM[action], pending })
  const test = aDesk([order], ...said)
  test.now = T0 + 1000
  const acted = await sendPending(test.desk, order, pending, sendingAs)
  expect(await test.stored()).toEqual(acted.order)
  return { ...test, ...acted, before: order }
}

describe('no answer', () => {
  it('leaves the intent where it is, and says that the result is unknown', async () => {
    const error = silence()
    const { order, before, lost, refusal, log } = await sending('complete', 'first', error)
    expect(order).toEqual(before)
    expect([lost, refusal]).toEqual([error, undefined])
    expect(log).toEqual([['complete failed', { outcome: 'unknown', out_order_no: `${before._id}_1` }]])
  })

  it('an error of ours is not taken for one of WeChat Pay’s', async () => {
    const pending = aPending('cancel')
    const order = anOrder({ state: 'CREATED', pending })
    await expect(
      sendPending(aDesk([order], new TypeError('ours')).desk, order, pending, 'first'),
    ).rejects.toThrow(TypeError)
  })
})

describe('nothing sent', () => {
  it('gives the intent up the first time', async () => {
    const error = unreached()
    const { order, refusal } = await sending('complete', 'first', error)
    expect(refusal).toBe(error)
    expect(order).toMatchObject({
      state: 'USER_ACCEPTED',
      audit: [{ what: 'complete refused', at: T0 + 1000 }],
    })
    expect(order).not.toHaveProperty('pending')
    expect((await sending('create', 'first', error)).order.state).toBe('NOT_CREATED')
  })

  it('keeps it when the bytes may have been carried out before', async () => {
    const { order, before, refusal } = await sending('complete', 'again', unreached())
    expect([order, refusal]).toEqual([before, undefined])
  })
})

describe('refused', () => {
  const no = refuses(400, 'INVALID_REQUEST')

  it.each(['cancel', 'complete', 'sync'] as const)(
    'a %s is gone, and told to whoever waits',
    async (action) => {
      const { order, refusal, sent } = await sending(action, 'first', no, tells(FROM[action]))
      expect(refusal).toBe(no)
      expect(order).toMatchObject({ state: FROM[action], alerts: [] })
      expect(order.audit.at(-1)).toEqual({ at: T0 + 1000, by: 'customer', what: `${action} refused` })
      expect(order).not.toHaveProperty('pending')
      expect(sent.map(({ call }) => call.action)).toEqual([action, 'query'])
    },
  )

  it.each(['cancel', 'complete', 'sync'] as const)(
    'a %s that nobody waits for is for a person',
    async (action) => {
      const { order } = await sending(action, 'again', no, tells(FROM[action]))
      expect(order.alerts).toEqual([expect.stringContaining('拒绝')])
      expect(order).not.toHaveProperty('pending')
    },
  )

  it('a completion that already happened is done, and no refusal', async () => {
    const { order, refusal } = await sending(
      'complete',
      'first',
      no,
      tells('FINISHED', { total_amount: 500 }),
    )
    expect(order).toMatchObject({ state: 'FINISHED', charged: 500 })
    expect(refusal).toBeUndefined()
  })

  it('without an answer to the question the intent stays', async () => {
    const { order, before, refusal } = await sending('complete', 'first', no, silence())
    expect([order, refusal]).toEqual([before, undefined])
  })

  it('a first create that does not exist never came to be', async () => {
    const { order, refusal } = await sending('create', 'first', no, refuses(404, 'ORDER_NOT_EXIST'))
    expect(order).toMatchObject({ state: 'NOT_CREATED', filter: 'ended' })
    expect(refusal).toBe(no)
  })

  it('a first create whose order exists is shown as it is', async () => {
    const { order, refusal } = await sending('create', 'first', no, tells('CREATED'))
    expect(order.state).toBe('CREATED')
    expect(order).not.toHaveProperty('pending')
    expect(refusal).toBeUndefined()
  })

  it.each([401, 403])('a first create with %s was never read, and nobody asks', async (status) => {
    const error = refuses(status, 'SIGN_ERROR')
    const { order, refusal, sent } = await sending('create', 'first', error, tells('CREATED'))
    expect(order.state).toBe('NOT_CREATED')
    expect(refusal).toBe(error)
    expect(sent).toHaveLength(1)
  })

  it('a create sent again that does not exist keeps its intent: once is no proof', async () => {
    const { order, refusal } = await sending('create', 'again', no, refuses(404, 'ORDER_NOT_EXIST'))
    expect(order).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
    expect(refusal).toBeUndefined()
  })

  it('leaves an intent alone that somebody stored meanwhile', async () => {
    const pending = aPending('sync')
    const order = anOrder({ state: 'FINISHED', pending })
    const later = { ...pending, at: T0 + 9 }
    const test = aDesk([order], async () => {
      await test.store.compareAndSet('orders', order, { ...order, pending: later })
      return test.sent.length > 1 ? tells('FINISHED') : no
    })
    const { order: next } = await sendPending(test.desk, order, pending, 'first')
    expect(next.pending).toEqual(later)
  })
})
