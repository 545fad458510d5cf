import type { CallFault } from '../../simulator/sandbox/faults'
import { OPERATOR, type Story } from './story'
import { openServiceStory, serviceOrders } from './service-orders'

/** Calls about what is owed whose answers are lost: done once or not at all, and both sides agree in the end. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

/** WeChat Pay did the work and we do not hear of it; and did nothing, and we cannot tell. */
const LOST: CallFault[] = ['lost-reset', 'lost-system-error', 'wrong-signature', 'unsigned', 'unreadable']
const NOTHING: CallFault[] = ['system-error', 'bad-gateway', 'reset']
const UNKNOWN = [...LOST, ...NOTHING]
/** One of each, where nothing but the answer is another. */
const ONE_OF_EACH: CallFault[] = ['lost-reset', 'wrong-signature', 'reset']

/** More often than anything repeats a call by itself. */
const ALWAYS = 99

/** Asks while every answer to the call is lost in this way. @returns what the operator was told */
async function lose(
  kind: CallFault,
  on: string,
  action: 'modify' | 'collect' | 'cancel' | 'message',
  request: object,
) {
  story.sandbox.faults.add({ kind, on, times: ALWAYS })
  const answer = await story.ask('console', action, request as never, OPERATOR)
  story.sandbox.faults.clear()
  return answer
}
const sent = (orderId: string, end: string): number =>
  story.sandbox.requests().filter(({ path }) => path.endsWith(`${orderId}_1/${end}`)).length

describe('a lower bill', () => {
  it.each(UNKNOWN)(
    '%s: both totals are possible until a query says which, then it is lowered',
    async (kind) => {
      const orderId = await orders.owed(900)
      const answer = await lose(kind, 'modify', 'modify', orders.lower(orderId, 500))
      expect(answer).toMatchObject({
        ok: true,
        data: { order: { pendingCall: 'modify', bill: { total: 900 }, actions: [] } },
      })
      await story.settle(3)
      story.agree(orderId)
      expect(story.document(orderId)).toMatchObject({
        bill: { total: 500 },
        modified: { before: 900 },
        alerts: [],
      })
    },
  )

  it.each(['once', 'any'] as const)(
    'is sent again only while WeChat Pay has the former one (%s)',
    async (modifyTimes) => {
      story.sandbox.setSwitches({ modifyTimes, repeatedModify: 'refused' })
      const orderId = await orders.owed(900)
      await lose('lost-reset', 'modify', 'modify', orders.lower(orderId, 500))
      await story.settle(3)
      expect(sent(orderId, 'modify')).toBe(1)
      story.agree(orderId)
      expect(story.document(orderId)).toMatchObject({ modified: { before: 900 }, alerts: [] })
    },
  )

  it('never left: no other total is sent before its result is known', async () => {
    const orderId = await orders.owed(900)
    await lose('reset', 'modify', 'modify', orders.lower(orderId, 500))
    const other = await story.fails('console', 'modify', orders.lower(orderId, 400), OPERATOR)
    expect(other.code).toBe('PENDING')
    expect((await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR)).code).toBe('PENDING')
  })

  it('never left, and the customer pays the former one: a person gives the difference back', async () => {
    const orderId = await orders.owed(900)
    await lose('reset', 'modify', 'modify', orders.lower(orderId, 500))
    await story.pay({ out_order_no: `${orderId}_1` })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      outcome: 'paid',
      bill: { total: 900 },
      alerts: [expect.stringContaining('差额')],
    })
  })

  it('done, and paid before we ask: one bill, the lower one', async () => {
    const orderId = await orders.owed(900)
    await lose('lost-reset', 'modify', 'modify', orders.lower(orderId, 500))
    await story.pay({ out_order_no: `${orderId}_1` })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      outcome: 'paid',
      bill: { total: 500 },
      modified: { before: 900 },
      alerts: [],
    })
  })

  it('sent again while WeChat Pay deducts: refused, and told to a person', async () => {
    const orderId = await orders.owed(900)
    await lose('reset', 'modify', 'modify', orders.lower(orderId, 500))
    story.sandbox.act(`${orderId}_1`, 'fail')
    story.sandbox.deduct(`${orderId}_1`, 100_000)
    await story.settle(2)
    expect(story.document(orderId)).toMatchObject({
      bill: { total: 900 },
      alerts: [expect.stringContaining('调低账单被微信支付拒绝')],
    })
    expect(story.document(orderId)).not.toHaveProperty('pending')
  })
})

describe('a collection', () => {
  it.each(ONE_OF_EACH)(
    '%s: not paid until a query says so, not sent again, and over after a minute',
    async (kind) => {
      const orderId = await orders.owed(900)
      const answer = await lose(kind, 'pay', 'collect', { orderId })
      expect(answer).toMatchObject({
        ok: true,
        data: { order: { pendingCall: 'collect', state: 'FINISHED' } },
      })
      await story.settle(2)
      story.agree(orderId)
      expect(sent(orderId, 'pay')).toBe(1)
      expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', alerts: [] })
      await story.call('console', 'collect', { orderId }, OPERATOR)
    },
  )

  it('lost, and the money came: paid', async () => {
    const orderId = await orders.owed(900)
    await lose('lost-reset', 'pay', 'collect', { orderId })
    await story.pay({ out_order_no: `${orderId}_1` })
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid' })
    await story.settle(2)
    story.agree(orderId)
  })
})

describe('a waiver', () => {
  it.each(UNKNOWN)('%s: given up on both sides, once', async (kind) => {
    const orderId = await orders.owed(900)
    await lose(kind, 'cancel', 'cancel', orders.waive(orderId))
    await story.settle(3)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'REVOKED', outcome: 'cancelled', alerts: [] })
  })

  it('never left, and the customer pays: the payment stands, and a person looks', async () => {
    const orderId = await orders.owed(900)
    await lose('reset', 'cancel', 'cancel', orders.waive(orderId))
    await story.pay({ out_order_no: `${orderId}_1` })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      outcome: 'paid',
      alerts: [expect.stringContaining('放弃收款')],
    })
  })
})

describe('the end of an unused order', () => {
  it.each(ONE_OF_EACH)('%s: cancelled on both sides', async (kind) => {
    const orderId = await orders.accepted()
    await lose(kind, 'cancel', 'cancel', { orderId, reason: '设备故障' })
    await story.settle(3)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'REVOKED', outcome: 'cancelled', alerts: [] })
    expect(story.document(orderId)).not.toHaveProperty('bill')
  })

  it('while its result is unknown, nothing is billed', async () => {
    const orderId = await orders.accepted()
    await lose('reset', 'cancel', 'cancel', { orderId, reason: '设备故障' })
    expect((await story.fails('console', 'complete', story.bill(orderId, 900), OPERATOR)).code).toBe(
      'PENDING',
    )
  })
})

describe('a message', () => {
  it.each(ONE_OF_EACH)('%s: never sent twice by us, and the order goes on', async (kind) => {
    const orderId = await orders.accepted()
    const answer = await lose(kind, 'send-pendingmessage', 'message', orders.message(orderId))
    expect(answer).toMatchObject({ ok: true, data: { order: { pendingCall: 'message' } } })
    expect(await story.get(orderId)).not.toHaveProperty('pending')
    await story.settle(3)
    story.agree(orderId)
    expect(sent(orderId, 'send-pendingmessage')).toBe(1)
    expect(story.document(orderId)).toMatchObject({
      messages: { pending: { result: 'unknown' } },
      alerts: [],
    })
    const again = await story.fails('console', 'message', orders.message(orderId), OPERATOR)
    expect(again).toMatchObject({ code: 'ALREADY_SENT', message: expect.stringContaining('核对') as string })
    await story.complete(orderId, 900)
  })

  it('is sent again when a person says that it did not arrive', async () => {
    const orderId = await orders.accepted()
    await lose('reset', 'send-pendingmessage', 'message', orders.message(orderId))
    await story.settle(1)
    const request = { ...orders.message(orderId), again: true } as const
    const { order } = await story.call('console', 'message', request, OPERATOR)
    expect(order.messages).toMatchObject({ pending: { result: 'sent' } })
  })
})
