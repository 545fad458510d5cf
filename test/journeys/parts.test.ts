import { OPERATOR, type Story } from './story'
import { agreeOnRefunds, refundsOf } from './refunds'
import { openServiceStory, serviceOrders } from './service-orders'

/** A bill that WeChat Pay Score deducts in parts, or of which the merchant is paid the rest: no document says that it cannot. */
let story: Story
const orders = serviceOrders(() => story)
const refunds = refundsOf(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

const first = (orderId: string) => `${orderId}_1`
const there = (orderId: string) => story.sandbox.order(first(orderId))

/** Owed 900, of which 200 were deducted. */
async function partly(): Promise<string> {
  const orderId = await orders.owed(900)
  story.sandbox.payPart(first(orderId), 200)
  await story.sandbox.whenIdle()
  return orderId
}

const syncNow = (orderId: string) => ({
  orderId,
  paidAt: story.world.clock.now() - 10_000,
  reason: '其余付了现金',
})

describe.each(['no', 'yes'] as const)('a part was deducted (notified: %s)', (partNotified) => {
  beforeEach(() => {
    story.sandbox.setSwitches({ partNotified })
  })

  it('is not paid until WeChat Pay says so; both sides of the counter read how much was', async () => {
    const orderId = await partly()
    expect(await story.get(orderId)).toMatchObject({ state: 'FINISHED', deducted: 200, bill: { total: 900 } })
    expect(await story.get(orderId)).not.toHaveProperty('outcome')
    // What was deducted cannot be given up, and nothing goes back before the order is paid.
    expect((await orders.look(orderId)).actions).toEqual(['collect', 'modify', 'sync'])
    expect((await story.fails('console', 'refund', refunds.ask(orderId, 100), OPERATOR)).code).toBe(
      'NOT_ALLOWED_NOW',
    )
    await story.pay({ out_order_no: first(orderId) })
    const paid = await story.get(orderId)
    expect(paid).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
    expect(paid).not.toHaveProperty('deducted')
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId).alerts).toEqual([])
  })

  it('each refund is of one of the payments, and all of them together give back what was paid', async () => {
    const orderId = await partly()
    await story.pay({ out_order_no: first(orderId) })
    expect(await orders.look(orderId)).toMatchObject({ refundable: 700 })
    const tooMuch = await story.fails('console', 'refund', refunds.ask(orderId, 900), OPERATOR)
    expect(tooMuch).toMatchObject({
      code: 'REFUND_TOO_MUCH',
      message: expect.stringContaining('其中一笔') as string,
    })
    await refunds.refund(orderId, 700)
    await refunds.refund(orderId, 200)
    expect((await story.fails('console', 'refund', refunds.ask(orderId, 1), OPERATOR)).code).toBe(
      'REFUND_TOO_MUCH',
    )
    await story.settle(2)
    agreeOnRefunds(story, orderId)
    expect(refunds.there(orderId).map(({ refund }) => refund)).toEqual([700, 200])
  })

  it('the rest goes to the merchant: the deduction ends, and only what was deducted can be refunded', async () => {
    const orderId = await partly()
    const { order } = await story.call('console', 'sync', syncNow(orderId), OPERATOR)
    expect(order).toMatchObject({ outcome: 'paid', deducted: 200, refundable: 200 })
    expect(there(orderId)).toMatchObject({ state: 'USER_PAID', charged: 200 })
    expect((await story.fails('console', 'refund', refunds.ask(orderId, 201), OPERATOR)).code).toBe(
      'REFUND_TOO_MUCH',
    )
    await refunds.refund(orderId, 200)
    await story.settle(2)
    story.agree(orderId)
    expect(refunds.there(orderId).map(({ refund }) => refund)).toEqual([200])
    // A person sees to it that the customer did not pay the whole bill at the counter.
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('扣到一部分')])
  })

  it('a sync whose answer is lost ends the same way', async () => {
    const orderId = await partly()
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'sync', times: 1 })
    await story.ask('console', 'sync', syncNow(orderId), OPERATOR)
    await story.settle(3)
    story.agree(orderId)
    expect(there(orderId)).toMatchObject({ state: 'USER_PAID', charged: 200 })
    expect(await orders.look(orderId)).toMatchObject({ outcome: 'paid', deducted: 200, refundable: 200 })
  })

  it('the bill goes down to what was deducted, and no further', async () => {
    const orderId = await partly()
    const failure = await story.fails('console', 'modify', orders.lower(orderId, 199), OPERATOR)
    expect(failure.code).toBe('NOT_LOWER')
    await story.call('console', 'modify', orders.lower(orderId, 200), OPERATOR)
    await story.settle(2)
    story.agree(orderId)
    expect(await orders.look(orderId)).toMatchObject({
      outcome: 'paid',
      bill: { total: 200 },
      refundable: 200,
      alerts: [],
    })
  })

  it('it is not given up any more', async () => {
    const orderId = await partly()
    expect((await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR)).code).toBe(
      'NOT_ALLOWED_NOW',
    )
    expect(there(orderId)).toMatchObject({ state: 'FINISHED', charged: 200 })
  })
})

it('half first, by itself: reconcile alone follows to the end', async () => {
  story.sandbox.setSwitches({ deductionInParts: 'half-first' })
  const orderId = await orders.owed(901)
  story.sandbox.deduct(first(orderId), 60)
  await story.pass(120)
  await story.settle(2)
  expect(story.document(orderId)).toMatchObject({ state: 'FINISHED' })
  expect(await story.get(orderId)).toMatchObject({ deducted: 450 })
  story.sandbox.deduct(first(orderId), 60)
  await story.pass(7 * 3600)
  await story.settle(3)
  story.agree(orderId)
  expect(story.document(orderId)).toMatchObject({ outcome: 'paid', alerts: [] })
  expect(await orders.look(orderId)).toMatchObject({ refundable: 451 })
})
