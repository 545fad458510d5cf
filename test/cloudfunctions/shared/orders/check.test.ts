import type { OrderState } from '#domain/order'
import type { PendingAction } from '#domain/view'
import { check } from '../../../../cloudfunctions/shared/orders/check'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { aDesk, refuses, says, silence, tells, type Said } from './desk'
import { anOrder, aPending, T0 } from './fixtures'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const done = says({ out_order_no: 'any' })

/** A look at an order, so long after T0. */
async function look(order: OrderDocument, after: number, ...said: Said[]) {
  const test = aDesk([order], ...said)
  test.now = T0 + after
  const came = await check(test.desk, order)
  return { came, order: await test.stored(), calls: test.sent.map(({ call }) => call.action), test }
}

describe('a look at an order', () => {
  it('asks about it, stores what it learned, and counts the looks', async () => {
    const { came, order, calls } = await look(anOrder({ checks: 1 }), 6 * MINUTE, tells('CREATED'))
    expect(came).toBe('done')
    expect(calls).toEqual(['query'])
    expect(order).toMatchObject({ checks: 2, checkedAt: T0 + 6 * MINUTE, nextCheckAt: T0 + 21 * MINUTE })
  })

  it('that nothing came of puts the next one off as far as its count says', async () => {
    const order = anOrder({ state: 'USER_ACCEPTED', checks: 3 })
    expect((await look(order, MINUTE, tells('USER_ACCEPTED'))).order.nextCheckAt).toBe(T0 + 361 * MINUTE)
  })

  it('begins to count anew when something changed', async () => {
    const { order } = await look(anOrder({ checks: 3 }), MINUTE, tells('USER_ACCEPTED'))
    expect(order).toMatchObject({ state: 'USER_ACCEPTED', checks: 0, nextCheckAt: T0 + 2 * MINUTE })
  })

  it('asks about every attempt that is not proven over, and counts one look', async () => {
    const order = anOrder({ states: ['EXPIRED', 'REVOKED', 'CREATED'] })
    order.attempts = order.attempts.map((one) => (one.n === 1 ? { ...one, proven: 'EXPIRED' } : one))
    const answer: Said = (call) => tells(call.path.includes('_2&') ? 'REVOKED' : 'CREATED')
    const { test, order: after } = await look(order, MINUTE, answer)
    expect(test.sent.map(({ call }) => /out_order_no=\w+_(\d)/.exec(call.path)?.[1])).toEqual(['2', '3'])
    expect(after.checks).toBe(1)
  })

  it('asks about the attempt that something is pending for, although it is over', async () => {
    const order = anOrder({ states: ['REVOKED', 'CREATED'], pending: aPending('cancel', 1) })
    order.attempts = order.attempts.map((one) => (one.n === 1 ? { ...one, proven: 'REVOKED' } : one))
    const answer: Said = (call) => tells(call.path.includes('_1&') ? 'REVOKED' : 'CREATED')
    const { calls, order: after } = await look(order, 2 * MINUTE, answer)
    expect(calls).toEqual(['query', 'query'])
    expect(after).not.toHaveProperty('pending')
  })

  it('without an answer is not counted, and comes again within a quarter of an hour', async () => {
    const { order, came } = await look(anOrder({ state: 'USER_ACCEPTED', checks: 5 }), MINUTE, silence())
    expect(came).toBe('done')
    expect(order).toMatchObject({ checks: 5, nextCheckAt: T0 + 16 * MINUTE })
    expect(order).not.toHaveProperty('checkedAt')
  })

  it('goes on to the next attempt after silence about one', async () => {
    const order = anOrder({ states: ['EXPIRED', 'CREATED'], checks: 5 })
    const { order: after } = await look(order, MINUTE, silence(), tells('USER_ACCEPTED'))
    expect(after).toMatchObject({ state: 'USER_ACCEPTED' })
    const late = await look(
      anOrder({ states: ['EXPIRED', 'USER_ACCEPTED'], checks: 5 }),
      MINUTE,
      silence(),
      tells('USER_ACCEPTED'),
    )
    expect(late.order.nextCheckAt).toBe(T0 + 16 * MINUTE)
  })

  it('ends the run when WeChat Pay asks for fewer calls, and writes nothing', async () => {
    const order = anOrder({})
    const { came, test } = await look(order, MINUTE, refuses(429, 'FREQUENCY_LIMITED'))
    expect(came).toBe('busy')
    expect(test.store.takeBack()).toEqual([])
  })

  it('leaves an order alone that changed meanwhile', async () => {
    const order = anOrder({ pending: aPending('cancel') })
    const test = aDesk([{ ...order, version: 2 }], tells('CREATED'))
    test.now = T0 + 5 * MINUTE
    expect(await check(test.desk, order)).toBe('changed-meanwhile')
    expect(test.sent).toHaveLength(1)
  })
})

describe('a pending call', () => {
  const FROM = { cancel: 'CREATED', complete: 'USER_ACCEPTED', sync: 'FINISHED' } as const
  type Action = keyof typeof FROM
  const waiting = (action: PendingAction, state: OrderState) => anOrder({ state, pending: aPending(action) })

  it.each<[Action, Partial<OrderDocument>]>([
    ['cancel', { state: 'REVOKED' }],
    ['complete', { state: 'FINISHED', charged: 500 }],
    ['sync', { synced: true }],
  ])('%s is sent again, byte for byte, when nothing came of it', async (action, after) => {
    const before = waiting(action, FROM[action])
    const { came, order, calls, test } = await look(before, MINUTE, tells(FROM[action]), done)
    expect(came).toBe('done')
    expect(calls).toEqual(['query', action])
    expect(test.sent[1]?.call).toEqual(before.pending?.call)
    expect(order).toMatchObject(after)
    expect(order).not.toHaveProperty('pending')
  })

  it.each<[PendingAction, OrderState]>([
    ['cancel', 'USER_ACCEPTED'],
    ['complete', 'FINISHED'],
    ['complete', 'CREATED'],
    ['sync', 'USER_PAID'],
    ['sync', 'USER_ACCEPTED'],
    ['create', 'CREATED'],
  ])('%s is not sent again at %s', async (action, state) => {
    const order = waiting(action, action === 'create' ? 'CREATING' : FROM[action as Action])
    const { came, calls } = await look(order, MINUTE, tells(state))
    expect([came, ...calls]).toEqual(['done', 'query'])
  })

  it('is not sent again before its longest wait is over, nor after silence or a word nobody knows', async () => {
    const order = waiting('cancel', 'CREATED')
    expect(await look(order, MINUTE - 1, tells('CREATED'))).toMatchObject({ came: 'done', calls: ['query'] })
    expect((await look(order, MINUTE, silence())).calls).toEqual(['query'])
    expect((await look(order, MINUTE, tells('SOMETHING_NEW'))).calls).toEqual(['query'])
  })

  it('is stored with its new time before it is sent again', async () => {
    const order = waiting('complete', 'USER_ACCEPTED')
    const { order: after, came } = await look(order, 5 * MINUTE, tells('USER_ACCEPTED'), silence())
    expect(after.pending).toEqual({ ...order.pending, sentAt: T0 + 5 * MINUTE })
    expect(after.nextCheckAt).toBe(T0 + 6 * MINUTE)
    expect(came).toBe('done')
  })

  it('that somebody else takes up is not sent twice', async () => {
    const order = waiting('complete', 'USER_ACCEPTED')
    const test = aDesk([order], tells('USER_ACCEPTED'))
    test.now = T0 + MINUTE
    let saves = 0
    const { store } = test
    const desk = {
      ...test.desk,
      store: {
        ...test.desk.store,
        compareAndSet: ((...args) =>
          ++saves > 1 ? Promise.resolve(false) : store.compareAndSet(...args)) as typeof store.compareAndSet,
      },
    }
    expect(await check(desk, order)).toBe('changed-meanwhile')
    expect(test.sent).toHaveLength(1)
  })

  it('that is refused when it is sent again is for a person', async () => {
    const no = refuses(400, 'INVALID_REQUEST')
    const accepted = tells('USER_ACCEPTED')
    const { order } = await look(waiting('complete', 'USER_ACCEPTED'), MINUTE, accepted, no, accepted)
    expect(order.alerts).toEqual([expect.stringContaining('拒绝')])
  })

  it('that lowers a bill is sent again while WeChat Pay has the former bill, and by no other word', async () => {
    const bill = (total: number) => ({ fees: [], discounts: [], total })
    const pending = { ...aPending('modify'), bill: bill(300), before: 500 }
    const order = anOrder({ state: 'FINISHED', bill: bill(500), charged: 500, pending })
    const calls = async (...said: Said[]) => (await look(order, MINUTE, ...said, done)).calls
    expect(await calls(tells('FINISHED', { total_amount: 500 }))).toEqual(['query', 'modify'])
    expect(await calls(tells('FINISHED', { total_amount: 300 }))).toEqual(['query'])
    expect(await calls(tells('FINISHED'))).toEqual(['query'])
    expect(await calls(tells('USER_ACCEPTED', { total_amount: 500 }))).toEqual(['query'])
    const { before: _unknown, ...blind } = pending
    expect((await look({ ...order, pending: blind }, MINUTE, tells('FINISHED'), done)).calls).toEqual([
      'query',
    ])
  })

  it.each(['collect', 'message'] as const)('%s is never sent again', async (action) => {
    const order = anOrder({ state: 'FINISHED', pending: aPending(action) })
    expect((await look(order, MINUTE, tells('FINISHED'), done)).calls).toEqual(['query'])
  })

  it('that WeChat Pay is too busy for ends the run', async () => {
    const busy = refuses(429, 'FREQUENCY_LIMITED', false)
    const { came } = await look(waiting('cancel', 'CREATED'), MINUTE, tells('CREATED'), busy)
    expect(came).toBe('busy')
  })

  it('without a result for an hour is for a person, but a create', async () => {
    const at = async (action: PendingAction, state: OrderState, after: number) =>
      (await look(waiting(action, state), after, silence())).order.alerts
    expect(await at('complete', 'USER_ACCEPTED', HOUR - 1)).toEqual([])
    expect(await at('complete', 'USER_ACCEPTED', HOUR)).toEqual([expect.stringContaining('完结')])
    expect(await at('cancel', 'CREATED', HOUR)).toEqual([expect.stringContaining('取消')])
    expect(await at('sync', 'FINISHED', HOUR)).toEqual([expect.stringContaining('同步')])
    expect(await at('create', 'CREATING', HOUR)).toEqual([])
  })
})

describe('an attempt that another one replaced', () => {
  const two = (more: Partial<OrderDocument> = {}) => anOrder({ states: ['EXPIRED', 'CREATED'], ...more })

  it('is cancelled when it is still to be confirmed', async () => {
    const { order, calls, test } = await look(two(), MINUTE, tells('CREATED'), tells('CREATED'), done)
    expect(calls).toEqual(['query', 'query', 'cancel'])
    expect(test.sent[2]?.call.path).toContain(`${order._id}_1/cancel`)
    expect(order.audit.at(-1)).toMatchObject({ by: 'reconcile', what: 'cancel', at: T0 + MINUTE })
    expect(order.attempts.map(({ state }) => state)).toEqual(['REVOKED', 'CREATED'])
    expect(order).toMatchObject({ state: 'CREATED', current: 2 })
  })

  it('that WeChat Pay is too busy to end ends the run; that it is silent about does not', async () => {
    const ending = async (said: Said) =>
      (await look(two(), MINUTE, tells('CREATED'), tells('CREATED'), said)).came
    expect(await ending(refuses(429, 'FREQUENCY_LIMITED', false))).toBe('busy')
    expect(await ending(silence())).toBe('done')
    expect(await ending(done)).toBe('done')
  })

  it('is left alone otherwise, and so is the current one', async () => {
    const { calls } = await look(two(), MINUTE, tells('EXPIRED'), tells('CREATED'))
    expect(calls).toEqual(['query', 'query'])
    expect((await look(anOrder({}), MINUTE, tells('CREATED'))).calls).toEqual(['query'])
  })

  it('waits while something is pending', async () => {
    const order = two({ pending: aPending('create', 2) })
    expect((await look(order, MINUTE, tells('CREATED'))).calls).toEqual(['query', 'query'])
  })
})

describe('an order of today’s WeChat Pay that nobody confirms', () => {
  const order = anOrder({ protocol: 'service-orders' })

  it('is ended after 65 minutes, and can be confirmed anew', async () => {
    const { calls, order: after } = await look(order, 65 * MINUTE, tells('CREATED'), done)
    expect(calls).toEqual(['query', 'cancel'])
    expect(after).toMatchObject({ state: 'REVOKED', retrying: true, lapsed: true })
    expect(after.audit.at(-1)).toMatchObject({ by: 'reconcile', what: 'lapse', note: '超时未确认' })
  })

  it('is left alone before, and when it was confirmed after all', async () => {
    expect((await look(order, 65 * MINUTE - 1, tells('CREATED'))).calls).toEqual(['query'])
    const accepted = tells('DOING', { state_description: 'USER_CONFIRM' })
    expect((await look(order, 65 * MINUTE, accepted)).calls).toEqual(['query'])
  })

  it('leaves no room to confirm anew where another attempt replaced it', async () => {
    const two = anOrder({ protocol: 'service-orders', states: ['CREATED', 'CREATED'] })
    const { order: after } = await look(two, MINUTE, tells('CREATED'), tells('CREATED'), done)
    expect(after.attempts[0]?.state).toBe('REVOKED')
    expect(after).not.toHaveProperty('lapsed')
    expect(after).not.toHaveProperty('retrying')
    expect(after.audit.at(-1)).toMatchObject({ what: 'cancel' })
  })
})
