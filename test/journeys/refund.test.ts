import { refundKey } from '../../miniprogram/domain/refund'
import type { CallFault } from '../../simulator/sandbox/faults'
import { refundsOf } from './refunds'
import { OPERATOR, Story, STRANGER } from './story'

let story: Story
const refunds = refundsOf(() => story)
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
  story.sandbox.setRefundDelay(null)
})

const first = (orderId: string) => `${orderId}_r1`

/** The refund and both sides' figures in the end. */
async function settled(orderId: string): Promise<void> {
  await story.settle(4)
  story.agree(orderId)
  expect(refunds.document(orderId)).not.toHaveProperty('nextCheckAt')
  expect(refunds.document(orderId)).not.toHaveProperty('call')
}

describe('a refund', () => {
  it('is asked for, on its way, and then the money is back', async () => {
    const orderId = await refunds.paid(900)
    expect(await story.look(orderId)).toMatchObject({ actions: ['refund'], refundable: 900 })
    const order = await refunds.refund(orderId, 400)
    expect(order.refunds).toMatchObject([{ out_refund_no: first(orderId), amount: 400, state: 'processing' }])
    expect(order).toMatchObject({ refundable: 500, actions: ['refund'] })
    expect((await story.get(orderId)).refunds).toMatchObject([{ amount: 400, state: 'processing' }])
    story.sandbox.actOnRefund(first(orderId), 'succeed')
    await story.sandbox.whenIdle()
    expect((await story.get(orderId)).refunds).toMatchObject([
      { amount: 400, state: 'succeeded', doneAt: expect.any(Number) as number },
    ])
    await settled(orderId)
    expect(refunds.there(orderId)).toMatchObject([{ status: 'SUCCESS', refund: 400, reason: '多收费用' }])
  })

  it('that is taken on is no success, and no notification is needed', async () => {
    story.sandbox.faults.add({ kind: 'notification-lost', times: 99 })
    const orderId = await refunds.paid()
    await refunds.refund(orderId, 900)
    await story.settle(2)
    expect((await story.get(orderId)).refunds).toMatchObject([{ state: 'processing' }])
    story.sandbox.actOnRefund(first(orderId), 'succeed')
    await story.pass(3600)
    await settled(orderId)
    expect((await story.get(orderId)).refunds).toMatchObject([{ state: 'succeeded' }])
  })

  it('that WeChat Pay carries out at once is shown so, and proven by a query', async () => {
    story.sandbox.setSwitches({ refundFirstStatus: 'SUCCESS' })
    const orderId = await refunds.paid()
    expect((await refunds.refund(orderId, 900)).refunds).toMatchObject([{ state: 'succeeded' }])
    await settled(orderId)
    expect(refunds.document(orderId)).toMatchObject({ proven: 'succeeded' })
  })

  it('above what was paid, or above what is left, is refused and nothing is sent', async () => {
    const orderId = await refunds.paid(900)
    const { requestKey } = refunds.ask(orderId, 901)
    const over = { orderId, requestKey, amount: 901, reason: '多收费用' }
    expect((await story.fails('console', 'refund', over, OPERATOR)).code).toBe('REFUND_TOO_MUCH')
    await refunds.refund(orderId, 600)
    const rest = await story.fails('console', 'refund', refunds.ask(orderId, 301), OPERATOR)
    expect(rest.code).toBe('REFUND_TOO_MUCH')
    expect(refunds.sent()).toBe(1)
    await refunds.refund(orderId, 300)
    expect(await story.look(orderId)).toMatchObject({ actions: [], refundable: 0 })
  })

  it('asked for twice with one key is one refund; another amount with that key is none', async () => {
    const orderId = await refunds.paid(900)
    const request = refunds.ask(orderId, 300)
    const [one, two] = await Promise.all([
      story.call('console', 'refund', request, OPERATOR),
      story.call('console', 'refund', request, OPERATOR),
    ])
    expect([one.order.refunds?.length, two.order.refunds?.length]).toEqual([1, 1])
    const other = await story.fails('console', 'refund', { ...request, amount: 400 }, OPERATOR)
    expect(other.code).toBe('STATE_CHANGED')
    expect(refunds.sent()).toBe(1)
  })

  it('of two operators at once with different intentions: one is told that the order changed', async () => {
    const orderId = await refunds.paid(900)
    const request = refunds.ask(orderId, 600)
    const answers = await Promise.all([
      story.ask('console', 'refund', { ...request, requestKey: 'intention-of-one' }, OPERATOR),
      story.ask('console', 'refund', { ...request, requestKey: 'intention-of-two' }, OPERATOR),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(refunds.there(orderId)).toHaveLength(1)
  })

  it('given up by WeChat Pay frees its amount once a query says so', async () => {
    const orderId = await refunds.paid(900)
    await refunds.refund(orderId, 900)
    story.sandbox.actOnRefund(first(orderId), 'close')
    await story.sandbox.whenIdle()
    // A notification alone frees nothing.
    expect(story.document(orderId).refunds).toMatchObject([{ state: 'processing' }])
    await story.settle(1)
    expect(await story.look(orderId)).toMatchObject({
      refundable: 900,
      actions: ['refund'],
      refunds: [{ state: 'closed' }],
    })
    await refunds.refund(orderId, 900)
    expect(refunds.there(orderId).map(({ status }) => status)).toEqual(['CLOSED', 'PROCESSING'])
  })

  it('that the account does not take is for a person, keeps its amount, and may still succeed', async () => {
    const orderId = await refunds.paid(900)
    await refunds.refund(orderId, 900)
    story.sandbox.actOnRefund(first(orderId), 'abnormal')
    await story.sandbox.whenIdle()
    const order = await story.look(orderId)
    expect(order).toMatchObject({ refundable: 0, refunds: [{ state: 'abnormal' }] })
    expect(order.alerts).toEqual([expect.stringContaining('退款异常')])
    story.sandbox.actOnRefund(first(orderId), 'succeed')
    await story.sandbox.whenIdle()
    expect(await story.look(orderId)).toMatchObject({ alerts: [], refunds: [{ state: 'succeeded' }] })
    await settled(orderId)
  })

  it('refused by WeChat Pay frees its amount at once, and says so', async () => {
    const orderId = await refunds.paid(900)
    await story.pass(400 * 86_400)
    const refused = await story.fails('console', 'refund', refunds.ask(orderId, 900), OPERATOR)
    expect(refused.code).toBe('PAY_REFUSED')
    expect(story.document(orderId).refunds).toMatchObject([{ state: 'refused' }])
    expect(await story.look(orderId)).toMatchObject({ refundable: 900 })
    expect(await story.get(orderId)).not.toHaveProperty('refunds')
  })

  it('notified twice, late and for another merchant: one effect, and none of what is not ours', async () => {
    const orderId = await refunds.paid(900)
    await refunds.refund(orderId, 400)
    story.sandbox.faults.add({ kind: 'notification-doubled' })
    story.sandbox.actOnRefund(first(orderId), 'succeed')
    await story.sandbox.whenIdle()
    const { version } = story.document(orderId)
    const { refund_id } = refunds.there(orderId)[0] ?? {}
    const { transactionId: transaction_id = '' } = story.document(orderId)
    const told = { out_refund_no: first(orderId), refund_id, transaction_id, amount: { refund: 400 } }
    for (const resource of [
      { ...told, mchid: '1900000999', refund_status: 'CLOSED' },
      { ...told, sub_mchid: '1900000999', refund_status: 'CLOSED' },
      { ...told, transaction_id: '4200009', refund_status: 'ABNORMAL' },
      { ...told, refund_status: 'PROCESSING' },
    ])
      story.sandbox.notify({ event: 'REFUND.CLOSED', kind: 'refund', resource })
    await story.sandbox.whenIdle()
    expect(story.document(orderId)).toMatchObject({ version, refunds: [{ state: 'succeeded' }] })
    await settled(orderId)
  })

  it('of what was not paid through WeChat Pay Score is refused in words', async () => {
    const { orderId } = await story.accepted()
    await story.pass(60)
    const key = { orderId, requestKey: refundKey(orderId, []), amount: 100, reason: '多收费用' }
    expect((await story.fails('console', 'refund', key, OPERATOR)).message).toContain('付款之后')
    await story.complete(orderId, 0)
    expect((await story.fails('console', 'refund', key, OPERATOR)).message).toContain('没有收费')
    const { orderId: other } = await story.accepted()
    await story.pass(60)
    await story.complete(other, 500)
    await story.pass(60)
    const paidAt = story.world.clock.now() - 1000
    await story.call('console', 'sync', { orderId: other, paidAt, reason: '现金' }, OPERATOR)
    const elsewhere = await story.fails('console', 'refund', { ...key, orderId: other }, OPERATOR)
    expect(elsewhere.message).toContain('原来的收款方式')
    expect((await story.fails('console', 'refund', key, STRANGER)).code).toBe('NOT_OPERATOR')
    expect(refunds.sent()).toBe(0)
  })
})

const LOST: CallFault[] = ['lost-reset', 'lost-system-error', 'wrong-signature', 'unsigned', 'unreadable']
const NOTHING: CallFault[] = ['system-error', 'bad-gateway', 'reset', 'rate-limited']

describe('the answer of a refund is lost', () => {
  it.each([...LOST, ...NOTHING])('%s: one refund in the end', async (kind) => {
    const orderId = await refunds.paid(900)
    story.sandbox.faults.add({ kind, on: 'refund', times: 99 })
    const request = refunds.ask(orderId, 400)
    const { order } = await story.call('console', 'refund', request, OPERATOR)
    expect(order).toMatchObject({ refunds: [{ state: 'processing' }], refundable: 500 })
    story.sandbox.faults.clear()
    // Who is not sure does the same again.
    await story.call('console', 'refund', request, OPERATOR)
    await story.settle(4)
    expect(refunds.there(orderId)).toMatchObject([{ refund: 400, status: 'PROCESSING' }])
    story.sandbox.actOnRefund(first(orderId), 'succeed')
    await settled(orderId)
    expect(story.document(orderId)).toMatchObject({ alerts: [], refunds: [{ state: 'succeeded' }] })
  })

  it('and all of it was refused when it came again: nothing went back, and a person hears of it', async () => {
    const orderId = await refunds.paid(900)
    story.sandbox.faults.add({ kind: 'reset', on: 'refund', times: 99 })
    await story.call('console', 'refund', refunds.ask(orderId, 400), OPERATOR)
    story.sandbox.faults.clear()
    await story.pass(400 * 86_400)
    await story.settle(1)
    await story.pass(3600)
    await story.settle(1)
    expect(refunds.there(orderId)).toEqual([])
    expect(await story.look(orderId)).toMatchObject({
      refundable: 900,
      refunds: [{ state: 'refused' }],
      alerts: [expect.stringContaining('没有被微信支付受理')],
    })
  })

  it('never arrived, and nothing is heard for an hour: a person hears of it, until it is known', async () => {
    const orderId = await refunds.paid(900)
    story.sandbox.faults.add({ kind: 'system-error', on: '*', times: 999 })
    await story.ask('console', 'refund', refunds.ask(orderId, 400), OPERATOR)
    await story.pass(3700)
    await story.reconcile()
    await story.settle(1)
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('超过 1 小时')])
    story.sandbox.faults.clear()
    for (let look = 0; look < 3; look++) {
      await story.pass(24 * 3600)
      await story.reconcile()
    }
    expect(refunds.there(orderId)).toHaveLength(1)
    expect(story.document(orderId)).toMatchObject({ alerts: [], refunds: [{ state: 'processing' }] })
  })
})
