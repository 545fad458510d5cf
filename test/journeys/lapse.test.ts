import { CUSTOMER, OPERATOR, type Story } from './story'
import { justBefore } from './hold'
import { openServiceStory, serviceOrders } from './service-orders'

/**
 * An order of the current protocol that nobody confirms: its package dies after an hour, the order would live for thirty days.
 * 65 minutes after the attempt was made the timer ends it, and never before (design 4.5).
 */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

const MINUTE = 60
const cancels = (orderId: string): number =>
  story.sandbox.requests().filter(({ path }) => path.includes(`${orderId}_`) && path.endsWith('/cancel'))
    .length

/** Lets time pass, with a run of the timer every minute. */
async function wait(minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute++) {
    await story.pass(MINUTE)
    await story.reconcile()
  }
}

it('not before 65 minutes, then ended; the customer reads that it lapsed and may confirm anew', async () => {
  const orderId = await orders.created()
  await story.pass(54 * MINUTE)
  expect((await story.get(orderId)).actions).toEqual(['reopen', 'retry', 'cancel'])
  await story.pass(MINUTE)
  expect((await story.get(orderId)).actions).toEqual(['retry', 'cancel'])
  await story.pass(9 * MINUTE + 30)
  await story.reconcile()
  expect([cancels(orderId), story.document(orderId).state]).toEqual([0, 'CREATED'])
  await wait(2)
  expect([cancels(orderId), story.document(orderId).state]).toEqual([1, 'REVOKED'])
  expect(await story.get(orderId)).toMatchObject({ state: 'REVOKED', lapsed: true, actions: ['retry'] })
  expect(story.document(orderId).audit.at(-1)).toMatchObject({ by: 'reconcile', what: 'lapse' })
  await story.settle(2)
  story.agree(orderId)
  const { order, launch } = await story.call('orders', 'retry', { orderId }, CUSTOMER)
  expect(launch).toBeDefined()
  expect(order).toMatchObject({ state: 'CREATED', out_order_no: `${orderId}_2` })
  expect(order).not.toHaveProperty('lapsed')
  await story.confirm(order)
  await story.settle(2)
  story.agree(orderId)
  expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
})

it('a new attempt has 65 minutes of its own', async () => {
  const orderId = await orders.created()
  await story.pass(60 * MINUTE)
  await story.call('orders', 'retry', { orderId }, CUSTOMER)
  await wait(60)
  expect(story.document(orderId)).toMatchObject({ state: 'CREATED', current: 2 })
  await wait(7)
  expect(story.document(orderId)).toMatchObject({ state: 'REVOKED', lapsed: true })
  await story.settle(2)
  story.agree(orderId)
})

it('a confirmation wins: in time, or while the timer asks', async () => {
  const early = await orders.created()
  const late = await orders.created()
  story.sandbox.faults.add({ kind: 'notification-lost', on: '*', times: 9 })
  await story.pass(64 * MINUTE)
  await story.confirm({ out_order_no: `${early}_1` })
  await story.pass(2 * MINUTE)
  justBefore(story, 'GET', late, () => story.confirm({ out_order_no: `${late}_1` }))
  await story.reconcile()
  await story.settle(2)
  for (const orderId of [early, late]) {
    expect([cancels(orderId), story.document(orderId).state]).toEqual([0, 'USER_ACCEPTED'])
    story.agree(orderId)
  }
})

it.each(['reset', 'lost-reset', 'wrong-signature', 'system-error'] as const)(
  'the answer is lost (%s): lapsed all the same, and confirmed by nobody meanwhile',
  async (kind) => {
    const orderId = await orders.created()
    story.sandbox.faults.add({ kind, on: 'cancel', times: 99 })
    await story.pass(66 * MINUTE)
    await story.reconcile()
    expect(story.document(orderId)).toMatchObject({
      state: 'CREATED',
      pending: { action: 'cancel', lapsed: true },
    })
    story.sandbox.faults.clear()
    await story.settle(3)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      state: 'REVOKED',
      lapsed: true,
      retrying: true,
      alerts: [],
    })
    await story.call('orders', 'retry', { orderId }, CUSTOMER)
  },
)

it('lost, and confirmed before it is sent again: the confirmation stands', async () => {
  const orderId = await orders.created()
  story.sandbox.faults.add({ kind: 'reset', on: 'cancel', times: 99 })
  await story.pass(65 * MINUTE)
  await story.reconcile()
  story.sandbox.act(`${orderId}_1`, 'confirm')
  story.sandbox.faults.clear()
  await story.settle(3)
  story.agree(orderId)
  expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
  expect(story.document(orderId)).not.toHaveProperty('lapsed')
})

it('an operator or the customer cancels before: a cancellation, not a lapse', async () => {
  const orderId = await orders.created()
  await story.call('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR)
  await wait(2)
  expect(await story.get(orderId)).toMatchObject({ outcome: 'cancelled', actions: [] })
  expect(story.document(orderId)).not.toHaveProperty('lapsed')
})

it.each(['EXPIRED', 'REVOKED'] as const)(
  'WeChat Pay ended it itself (%s): believed',
  async (serviceExpiredState) => {
    story.sandbox.setSwitches({ serviceExpiredState })
    const orderId = await orders.created()
    await story.pass(31 * 24 * 3600)
    await story.settle(2)
    story.agree(orderId)
    expect([cancels(orderId), story.document(orderId).state]).toEqual([0, serviceExpiredState])
  },
)
