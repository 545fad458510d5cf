import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import { openPlanStory } from './plans'
import { refundsOf } from './refunds'
import { ORIGINAL, PRICES, sessionDisagreements, sessionsOf } from './sessions'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from './story'

/** 签约计划, from the first session on: begun, used, billed and paid, one after the other. */
let story: Story
const sessions = sessionsOf(() => story)
const refunds = refundsOf(() => story)
let sign: SignView
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())
beforeEach(async () => {
  await story.forget()
  sign = await sessions.signed()
})
afterEach(async () => {
  story.sandbox.faults.clear()
  await story.settle(4)
  expect(sessionDisagreements(story)).toEqual([])
})

const fails = (no: number) => story.fails('orders', 'startSession', { signId: sign.signId, no }, CUSTOMER)
const refused = (no: number) => story.fails('console', 'startSession', { signId: sign.signId, no }, OPERATOR)
const there = () => story.sandbox.signPlans()[0]?.sessions ?? []

describe('the whole card', () => {
  it('three sessions are paid in their order, one is cancelled, the rest is cancelled by the customer', async () => {
    const first = await sessions.paid(sign, 1)
    expect(first).toMatchObject({ state: 'USER_PAID', outcome: 'paid', bill: { total: PRICES[0] } })
    const { order: second } = await sessions.start(sign, 2)
    expect(second).toMatchObject({
      state: 'USER_ACCEPTED',
      actions: ['detail'],
      name: sign.name,
      session: { signId: sign.signId, no: 2, of: 5 },
      preview: {
        fees: [{ name: '瑜伽课 第 2 次', amount: ORIGINAL }],
        discounts: [{ name: '计划优惠', description: '越练越便宜', amount: ORIGINAL - 8800 }],
        estimate: 8800,
        maxCharge: 8800,
      },
    })
    const ended = await sessions.cancelSession(second.orderId)
    expect(ended).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
    await sessions.paid(sign, 3)
    await sessions.paid(sign, 4, 5000)
    const seen = await sessions.get(sign)
    expect(seen).toMatchObject({ state: 'SIGNED', next: 5, paid: 9800 + 7800 + 5000 })
    expect(seen.sessions).toMatchObject([
      { state: 'USED', outcome: 'paid', billed: 9800, paid: 9800 },
      { state: 'SIGN_PLAN_DETAIL_CANCEL', outcome: 'cancelled' },
      { state: 'USED', paid: 7800 },
      { state: 'USED', paid: 5000 },
      { state: 'NOT_USED' },
    ])
    const cancelled = await sessions.cancel(sign)
    expect(cancelled).toMatchObject({ state: 'SIGN_PLAN_CANCEL', paid: 22_600, actions: [] })
    expect(cancelled.sessions[4]).toMatchObject({ state: 'SIGN_PLAN_DETAIL_CANCEL' })
    expect((await fails(5)).code).toBe('NOT_SIGNED')
    expect(there().map(({ state, paid }) => [state, paid])).toEqual([
      ['USED', 9800],
      ['SIGN_PLAN_DETAIL_CANCEL', null],
      ['USED', 7800],
      ['USED', 5000],
      ['NOT_USED', null],
    ])
    expect(sessions.creates()).toHaveLength(4)
  })

  it('is complete after its last session', async () => {
    for (const no of [1, 2, 3, 4, 5]) await sessions.paid(sign, no)
    const seen = await sessions.get(sign)
    expect(seen).toMatchObject({ state: 'COMPLETE', paid: 39_000, actions: [] })
    expect(seen).not.toHaveProperty('next')
  })

  it('is among the customer’s orders, session by session', async () => {
    const { orderId } = await sessions.used(sign, 1)
    const { items } = await story.call('orders', 'list', { filter: 'open' }, CUSTOMER)
    expect(items).toMatchObject([{ orderId, line: 'sign-plan', session: { no: 1 } }])
    const search = `${sign.signId}-1-1`
    const found = await story.call('console', 'list', { search }, OPERATOR)
    expect(found.items.map((one) => one.orderId)).toEqual([orderId])
    const none = await story.call('console', 'list', { search: `${sign.signId}-1-2` }, OPERATOR)
    expect(none.items).toEqual([])
  })
})

describe('refused, and nothing begins', () => {
  it('skipping one', async () => {
    expect((await fails(2)).code).toBe('SESSION_NOT_NEXT')
    expect((await refused(5)).code).toBe('SESSION_NOT_NEXT')
    expect(sessions.creates()).toEqual([])
  })

  it('while the last one is in use, then while it is not paid', async () => {
    const order = await sessions.used(sign, 1)
    expect((await fails(2)).code).toBe('SESSION_IN_USE')
    await sessions.complete(order)
    expect(await sessions.get(sign)).toMatchObject({ next: 2, waiting: 'unpaid' })
    expect((await refused(2)).code).toBe('SESSION_UNPAID')
    await story.pay(order)
    expect(await sessions.get(sign)).toMatchObject({ next: 2, actions: ['start', 'cancel'] })
    expect((await sessions.start(sign, 2)).order.state).toBe('USER_ACCEPTED')
  })

  it('one that is over', async () => {
    await sessions.paid(sign, 1)
    expect((await fails(1)).code).toBe('SESSION_NOT_NEXT')
    await sessions.used(sign, 2)
    expect((await fails(1)).code).toBe('SESSION_NOT_NEXT')
  })

  it('of somebody else: like none at all', async () => {
    const { signId } = sign
    const failure = await story.fails('orders', 'startSession', { signId, no: 1 }, STRANGER)
    expect(failure.code).toBe('SIGN_NOT_FOUND')
    const none = await story.fails('orders', 'startSession', { signId: 'f'.repeat(24), no: 1 }, CUSTOMER)
    expect(none.code).toBe('SIGN_NOT_FOUND')
    const visitor = await story.fails('console', 'startSession', { signId, no: 1 }, CUSTOMER)
    expect(visitor.code).toBe('NOT_OPERATOR')
    const { orderId } = await sessions.checkIn(sign, 1)
    for (const action of ['get', 'cancel', 'retry', 'reopen'] as const)
      expect((await story.fails('orders', action, { orderId }, STRANGER)).code).toBe('ORDER_NOT_FOUND')
  })

  it('a plan that is not signed, or whose time is over', async () => {
    const { sign: unsigned } = await sessions.sign(await sessions.create())
    const request = { signId: unsigned.signId, no: 1 }
    expect((await story.fails('orders', 'startSession', request, CUSTOMER)).code).toBe('NOT_SIGNED')
    await sessions.cancel(unsigned)
    await story.pass(91 * 86_400)
    expect((await fails(1)).code).toBe('NOT_SIGNED')
  })

  it('a plan that the customer ended in WeChat Pay, though nobody told us', async () => {
    story.sandbox.faults.add({ kind: 'notification-lost', times: 9 })
    await sessions.end(sign)
    expect((await refused(1)).code).toBe('NOT_SIGNED')
    expect(sessions.creates()).toEqual([])
  })

  it('ordering a plan’s offer', async () => {
    const failure = await story.fails('orders', 'create', story.wish(sign.offerId), CUSTOMER)
    expect(failure.code).toBe('UNKNOWN_OFFER')
  })
})

describe('two check-ins at once', () => {
  it('are one order, whoever they come from', async () => {
    const request = { signId: sign.signId, no: 1 }
    const answers = await Promise.all([
      story.ask('orders', 'startSession', request, CUSTOMER),
      story.ask('console', 'startSession', request, OPERATOR),
      story.ask('console', 'startSession', request, OPERATOR),
    ])
    const orders = answers.map((answer) => (answer.ok ? answer.data.order.orderId : answer.failure.code))
    expect(new Set(orders)).toEqual(new Set([sessions.orderOf(sign, 1)._id]))
    expect(sessions.creates()).toHaveLength(1)
    expect(story.sandbox.orders()).toHaveLength(1)
  })

  it('and a cancelling of the rest: the session goes on or never begins', async () => {
    const { signId } = sign
    const [started] = await Promise.all([
      story.ask('console', 'startSession', { signId, no: 1 }, OPERATOR),
      story.ask('orders', 'cancelSign', { signId }, CUSTOMER),
    ])
    await story.settle(4)
    const begun = story.sandbox.orders().length
    expect(begun).toBeLessThanOrEqual(1)
    if (started.ok) expect(begun).toBe(1)
  })
})

describe('a session in use', () => {
  it('is left alone when the customer cancels the rest, and is billed as always', async () => {
    const order = await sessions.used(sign, 1)
    const ended = await sessions.cancel(sign)
    expect(ended).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
    expect(ended.sessions.map(({ state }) => state)).toEqual([
      'USING',
      ...(Array(4).fill('SIGN_PLAN_DETAIL_CANCEL') as string[]),
    ])
    expect(await story.look(order.orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
    await sessions.complete(order)
    await story.pay(order)
    expect(await story.look(order.orderId)).toMatchObject({ outcome: 'paid' })
    expect(await sessions.get(sign)).toMatchObject({ state: 'SIGN_PLAN_CANCEL', paid: 9800 })
  })

  it('is nothing that its customer ends or tries anew', async () => {
    const { orderId } = await sessions.used(sign, 1)
    expect((await story.get(orderId)).actions).toEqual(['detail'])
    for (const action of ['cancel', 'retry'] as const)
      expect((await story.fails('orders', action, { orderId }, CUSTOMER)).code).toBe('NOT_ALLOWED_NOW')
    const { launch, order } = await story.call('orders', 'reopen', { orderId }, CUSTOMER)
    expect([launch, order.state]).toEqual([undefined, 'USER_ACCEPTED'])
  })

  it('lives on after 65 minutes and after weeks', async () => {
    const { orderId } = await sessions.used(sign, 1)
    for (const minutes of [6, 30, 1440, 20 * 1440]) {
      await story.pass(minutes * 60)
      await story.reconcile()
    }
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
    expect(story.sandbox.requests().filter(({ path }) => path.endsWith('/cancel'))).toEqual([])
  })

  it('is announced: WeChat Pay tells the customer what is to come', async () => {
    const order = await sessions.used(sign, 1)
    const day = story.world.clock.now() + 86_400_000
    const told = { ...sessions.bill(order), kind: 'prepaid', day } as const
    const { order: seen } = await story.call('console', 'message', told, OPERATOR)
    expect(seen).toMatchObject({
      state: 'USER_ACCEPTED',
      messages: { prepaid: { result: 'sent', total: 9800 } },
    })
  })

  it('is never billed above what was signed', async () => {
    const order = await sessions.used(sign, 2 - 1)
    const failure = await story.fails('console', 'complete', sessions.bill(order, 9801), OPERATOR)
    expect(failure.code).toBe('OVER_LIMIT')
  })

  it('is paid without anybody’s hearing of it: the next look tells', async () => {
    const order = await sessions.used(sign, 1)
    await sessions.complete(order)
    story.sandbox.faults.add({ kind: 'notification-lost', times: 9 })
    await story.pay(order)
    expect((await sessions.start(sign, 2)).order.session?.no).toBe(2)
    expect(sessions.orderOf(sign, 1)).toMatchObject({ outcome: 'paid' })
  })

  it.each(['notification-late', 'notification-doubled', 'notification-reordered'] as const)(
    'is paid, and its notification comes so: %s',
    async (kind) => {
      const order = await sessions.used(sign, 1)
      await sessions.complete(order)
      story.sandbox.faults.add({ kind, on: 'PAYSCORE.USER_PAID', seconds: 600 })
      await story.pay(order)
      await story.pass(1200)
      await story.settle(2)
      expect(sessions.orderOf(sign, 1)).toMatchObject({ outcome: 'paid', bill: { total: 9800 } })
      expect(sessions.orderOf(sign, 1).events.filter(({ what }) => what === 'USER_PAID')).toHaveLength(1)
    },
  )
})

describe('a bill of a session that is not paid', () => {
  it('is given up: the next one may begin', async () => {
    const order = await sessions.used(sign, 1)
    await sessions.complete(order)
    const waive = { orderId: order.orderId, reason: '体验不佳', waive: true } as const
    const { order: waived } = await story.call('console', 'cancel', waive, OPERATOR)
    expect(waived).toMatchObject({ state: 'REVOKED', waived: 9800 })
    const seen = await sessions.get(sign)
    expect(seen).toMatchObject({ next: 2, paid: 0 })
    expect(seen.sessions[0]).toMatchObject({ state: 'SIGN_PLAN_DETAIL_CANCEL', billed: 9800 })
    expect((await sessions.start(sign, 2)).order.state).toBe('USER_ACCEPTED')
  })

  it('is lowered, collected and paid', async () => {
    const order = await sessions.used(sign, 1)
    await sessions.complete(order)
    const lower = { ...sessions.bill(order, 6000), reason: '迟到' }
    const { order: lowered } = await story.call('console', 'modify', lower, OPERATOR)
    expect(lowered).toMatchObject({ modified: { before: 9800 }, bill: { total: 6000 } })
    await story.pass(120)
    await story.call('console', 'collect', { orderId: order.orderId }, OPERATOR)
    await story.pay(order)
    expect(await sessions.get(sign)).toMatchObject({ next: 2, paid: 6000 })
  })

  it('is paid in cash: told WeChat Pay, and the next one may begin', async () => {
    const order = await sessions.used(sign, 1)
    await sessions.complete(order)
    const sync = { orderId: order.orderId, paidAt: story.world.clock.now() - 30_000, reason: '付了现金' }
    const { order: synced } = await story.call('console', 'sync', sync, OPERATOR)
    expect(synced.outcome).toBe('paidElsewhere')
    const seen = await sessions.get(sign)
    expect([seen.next, seen.sessions[0]]).toMatchObject([2, { state: 'USED', paid: 9800 }])
  })

  it('of nothing: over at once', async () => {
    const order = await sessions.used(sign, 1)
    expect(await sessions.complete(order, 0)).toMatchObject({ outcome: 'zero' })
    expect((await sessions.start(sign, 2)).order.state).toBe('USER_ACCEPTED')
  })
})

it('a paid session is refunded, in parts and never above what was paid', async () => {
  const { orderId } = await sessions.paid(sign, 1)
  await refunds.refund(orderId, 4000)
  const more = refunds.ask(orderId, 5801)
  expect((await story.fails('console', 'refund', more, OPERATOR)).code).toBe('REFUND_TOO_MUCH')
  await refunds.refund(orderId, 5800)
  for (const { out_refund_no } of refunds.there(orderId)) story.sandbox.actOnRefund(out_refund_no, 'succeed')
  await story.sandbox.whenIdle()
  expect(story.document(orderId).refunds?.map(({ state }) => state)).toEqual(['succeeded', 'succeeded'])
  expect((await sessions.get(sign)).sessions[0]).toMatchObject({ state: 'USED', paid: 9800 })
})
