import { orderIdOf } from '../../cloudfunctions/shared/orders/new-order'
import { ALL, type Action, diesEverywhere } from './dying'
import { agreeOnRefunds, refundsOf } from './refunds'
import { openBothStory, SERVICE, serviceOrders } from './service-orders'
import { differencesOf, productOfTests } from './products'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Every action on a service, and what the timer and notifications do about it; `dying.ts` says how. */
let story: Story
const wishes = new Map<string, ReturnType<Story['wish']>>()

const created = async (): Promise<string> => (await story.create()).order.orderId
const accepted = async (): Promise<string> => (await story.accepted()).orderId
const completed = async (): Promise<string> => {
  const orderId = await accepted()
  await story.pass(60)
  await story.complete(orderId, 900)
  return orderId
}
/** Completed by a request that never arrived: what `reconcile` finds and sends again. */
const pendingCompletion = async (): Promise<string> => {
  const orderId = await accepted()
  await story.pass(60)
  story.sandbox.faults.add({ kind: 'reset', on: 'complete', times: 9 })
  await story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR)
  story.sandbox.faults.clear()
  return orderId
}
/** Cancelled by a request that never arrived. */
const pendingCancel = async (): Promise<string> => {
  const orderId = await created()
  story.sandbox.faults.add({ kind: 'reset', on: 'cancel', times: 9 })
  await story.ask('orders', 'cancel', { orderId }, CUSTOMER)
  story.sandbox.faults.clear()
  return orderId
}
const service = serviceOrders(() => story, SERVICE)
const refunds = refundsOf(() => story)
/** Asked by a request that never arrived. */
const pendingOf =
  (on: string, action: 'modify' | 'cancel', request: (orderId: string) => object) => async () => {
    const orderId = await service.owed()
    story.sandbox.faults.add({ kind: 'reset', on, times: 9 })
    await story.ask('console', action, request(orderId) as never, OPERATOR)
    story.sandbox.faults.clear()
    return orderId
  }
/** Refunded by a request that never arrived, and WeChat Pay said once that it has no such refund. */
const pendingRefund = async () => {
  const orderId = await refunds.paid(900)
  story.sandbox.faults.add({ kind: 'reset', on: 'refund', times: 9 })
  await story.ask('console', 'refund', refunds.ask(orderId, 400), OPERATOR)
  story.sandbox.faults.clear()
  await story.settle(1)
  return orderId
}
const first = (orderId: string) => ({ out_order_no: `${orderId}_1` })

const product = differencesOf(productOfTests())

const ACTIONS: Record<string, Action> = {
  create: {
    fn: 'orders',
    prepare() {
      const wish = story.wish()
      const orderId = orderIdOf(CUSTOMER, wish.requestKey)
      wishes.set(orderId, wish)
      return Promise.resolve(orderId)
    },
    wait: 0,
    run: (orderId) => story.ask('orders', 'create', wishes.get(orderId) ?? story.wish(), CUSTOMER),
    ends: ['CREATED', 'NOT_CREATED'],
  },
  retry: {
    fn: 'orders',
    prepare: created,
    wait: 56 * 60,
    run: (orderId) => story.ask('orders', 'retry', { orderId }, CUSTOMER),
    ends: ['CREATED', 'EXPIRED', 'REVOKED', 'NOT_CREATED'],
  },
  cancel: {
    fn: 'orders',
    prepare: created,
    wait: 5,
    run: (orderId) => story.ask('orders', 'cancel', { orderId }, CUSTOMER),
    ends: ['CREATED', 'REVOKED'],
  },
  complete: {
    fn: 'console',
    prepare: accepted,
    wait: 600,
    run: (orderId) => story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR),
    ends: ['USER_ACCEPTED', 'FINISHED'],
  },
  'end as unused': {
    fn: 'console',
    prepare: accepted,
    wait: 600,
    run: (orderId) => story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
    ends: ['USER_ACCEPTED', product.unused],
  },
  sync: {
    fn: 'console',
    prepare: completed,
    wait: 600,
    run: (orderId) =>
      story.ask(
        'console',
        'sync',
        { orderId, paidAt: story.world.clock.now() - 5000, reason: '付了现金' },
        OPERATOR,
      ),
    ends: ['FINISHED', 'USER_PAID'],
  },
  modify: {
    fn: 'console',
    prepare: () => service.owed(900),
    wait: 60,
    run: (orderId) => story.ask('console', 'modify', service.lower(orderId, 500), OPERATOR),
    ends: ['FINISHED'],
  },
  collect: {
    fn: 'console',
    costly: true,
    prepare: () => service.owed(900),
    wait: 60,
    run: (orderId) => story.ask('console', 'collect', { orderId }, OPERATOR),
    ends: ['FINISHED'],
  },
  waive: {
    fn: 'console',
    prepare: () => service.owed(900),
    wait: 60,
    run: (orderId) => story.ask('console', 'cancel', service.waive(orderId), OPERATOR),
    ends: ['FINISHED', 'REVOKED'],
  },
  refund: {
    fn: 'console',
    prepare: () => refunds.paid(900),
    wait: 60,
    run: (orderId) =>
      story.ask(
        'console',
        'refund',
        { ...refunds.ask(orderId, 400), requestKey: `${orderId}-refund` },
        OPERATOR,
      ),
    ends: ['USER_PAID'],
  },
  'notify of a refund': {
    fn: 'notify',
    prepare: async () => {
      const orderId = await refunds.paid(900)
      await refunds.refund(orderId, 400)
      return orderId
    },
    wait: 5,
    run: async (orderId) => {
      story.sandbox.actOnRefund(`${orderId}_r1`, 'succeed')
      await story.sandbox.whenIdle()
    },
    ends: ['USER_PAID'],
  },
  'reconcile with a refund': {
    fn: 'reconcile',
    prepare: pendingRefund,
    wait: 61,
    run: () => story.reconcile(),
    ends: ['USER_PAID'],
  },
  message: {
    fn: 'console',
    costly: true,
    prepare: () => service.accepted(),
    wait: 60,
    run: (orderId) => story.ask('console', 'message', service.message(orderId), OPERATOR),
    ends: ['USER_ACCEPTED'],
  },
  'cancel of a confirmed order': {
    fn: 'console',
    costly: true,
    prepare: () => service.accepted(),
    wait: 60,
    run: (orderId) => story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
    ends: ['USER_ACCEPTED', 'REVOKED'],
  },
  'notify of a confirmation': {
    fn: 'notify',
    prepare: created,
    wait: 5,
    run: (orderId) => story.confirm(first(orderId)),
    ends: ['USER_ACCEPTED'],
  },
  'notify of a payment': {
    fn: 'notify',
    prepare: completed,
    wait: 5,
    run: (orderId) => story.pay(first(orderId)),
    ends: ['USER_PAID'],
  },
  'reconcile with a completion': {
    fn: 'reconcile',
    prepare: pendingCompletion,
    wait: 61,
    run: () => story.reconcile(),
    ends: ['FINISHED'],
  },
  'reconcile with a cancel': {
    fn: 'reconcile',
    costly: true,
    prepare: pendingCancel,
    wait: 61,
    run: () => story.reconcile(),
    ends: ['REVOKED'],
  },
  'reconcile after 65 minutes': {
    fn: 'reconcile',
    prepare: () => service.created(),
    wait: 65 * 60,
    run: () => story.reconcile(),
    // After its hour an order is looked at every quarter of an hour.
    later: 15 * 60,
    ends: ['REVOKED'],
  },
  'reconcile with a modification': {
    fn: 'reconcile',
    costly: true,
    prepare: pendingOf('modify', 'modify', (orderId) => service.lower(orderId, 500)),
    wait: 61,
    run: () => story.reconcile(),
    ends: ['FINISHED'],
  },
  'reconcile with a waiver': {
    fn: 'reconcile',
    costly: true,
    prepare: pendingOf('cancel', 'cancel', (orderId) => service.waive(orderId)),
    wait: 61,
    run: () => story.reconcile(),
    ends: ['REVOKED'],
  },
}

function agree(orderId: string, ends: string[]): void {
  const known = story.documents().find(({ _id }) => _id === orderId)
  if (!known) {
    expect(story.atWeChatPay(orderId)).toEqual([])
    return
  }
  story.agree(orderId)
  expect(ends).toContain(known.state)
  agreeOnRefunds(story, orderId)
}

/** Everything that is under way ends: what is unconfirmed is cancelled, what is in service is completed and paid, refunds succeed. */
async function finish(orderId: string): Promise<void> {
  const known = story.documents().find(({ _id }) => _id === orderId)
  if (known?.state === 'CREATED') await story.ask('orders', 'cancel', { orderId }, CUSTOMER)
  if (known?.state === 'USER_ACCEPTED')
    await story.ask('console', 'complete', story.bill(orderId, 0), OPERATOR)
  if (known?.state === 'FINISHED' && !known.outcome) await story.pay(first(orderId))
  for (const { out_refund_no, status } of refunds.there(orderId))
    if (status === 'PROCESSING') story.sandbox.actOnRefund(out_refund_no, 'succeed')
}

describe('a function dies', () => {
  beforeAll(async () => {
    story = await openBothStory()
    story.sandbox.setRefundDelay(null)
    // A bill that becomes due in one run and not in the other would be other requests (bill.test.ts dies there).
    const never = { _id: 'trade-bill', schema: 1, version: 1, day: '20991231', askAt: Date.UTC(2100, 0) }
    await story.world.cloudbase.store.put('bills', [never])
    // The first operator of a deployment is written at the first call.
    await story.call('console', 'list', {}, OPERATOR)
  })
  afterAll(() => story.close())

  it.each(Object.entries(ACTIONS).filter(([, { costly }]) => ALL || !costly))(
    '%s: at every request',
    (name, action) => diesEverywhere(name, action, { story, agree, finish }),
    120_000,
  )
})
