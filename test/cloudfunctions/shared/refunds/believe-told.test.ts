import { believeRefund, changeOrderOf } from '../../../../cloudfunctions/shared/refunds/believe'
import type { RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import { REFUND_AMOUNT, REFUND_WORD } from '../../../../cloudfunctions/shared/refunds/for-a-person'
import type { Refund, RefundStatus } from '../../../../cloudfunctions/shared/wechatpay/refunds'
import { T0 } from '../orders/fixtures'
import { aPaidOrder, aRefund, aRefundDesk, aReservation, MINUTE, NUMBER, ORDER } from './fixtures'

const at = T0 + 10 * MINUTE
const told = (status: RefundStatus | undefined, more: Partial<Refund> = {}): Refund => ({
  out_refund_no: NUMBER,
  raw: status ?? 'NEW_WORD',
  ...(status ? { status } : {}),
  transaction_id: '42',
  refund: 300,
  ...more,
})
const desk = (refund: Partial<RefundDocument> = {}, reservation: Parameters<typeof aReservation>[0] = {}) =>
  aRefundDesk({ order: aPaidOrder([aReservation(reservation)]), refund: aRefund(refund) })

describe('what is told of a refund', () => {
  it.each([
    ['PROCESSING', 'processing'],
    ['SUCCESS', 'succeeded'],
    ['CLOSED', 'closed'],
    ['ABNORMAL', 'abnormal'],
  ] as const)('%s is %s, on the order and in its own document', async (status, state) => {
    const test = await desk()
    const { order, refund } = await believeRefund(test.desk, test.refund, {
      told: told(status),
      evidence: 'query',
      at,
    })
    expect(order.refunds).toMatchObject([{ state, amount: 300 }])
    expect(refund).toMatchObject({ state, proven: state, known: true })
    expect(await test.kept()).toEqual(refund)
    expect(await test.stored()).toEqual(order)
  })

  it('that it went back, by a query: all is over, the bytes go, and nobody looks again', async () => {
    const test = await desk({ missingAt: T0 })
    const heard = { told: told('SUCCESS', { succeededAt: T0 + 5 }), evidence: 'query' as const, at }
    const { refund } = await believeRefund(test.desk, test.refund, heard)
    expect(refund).toMatchObject({ state: 'succeeded', doneAt: T0 + 5 })
    for (const gone of ['call', 'missingAt', 'nextCheckAt']) expect(refund).not.toHaveProperty(gone)
  })

  it('that it went back, by a notification: believed, and asked about at once, because only a query proves it', async () => {
    const test = await desk()
    const heard = { told: told('SUCCESS'), evidence: 'notification' as const, at }
    const { refund } = await believeRefund(test.desk, test.refund, heard)
    expect(refund).toMatchObject({ state: 'succeeded', nextCheckAt: at, doneAt: at, call: test.refund.call })
    expect(refund).not.toHaveProperty('proven')
  })

  it.each([
    ['another amount', { refund: 301 }],
    ['another payment', { transaction_id: '43' }],
  ])('of %s is told to a person and believed by nobody', async (_what, more) => {
    const test = await desk({ state: 'abnormal', proven: 'abnormal' }, { state: 'abnormal' })
    const heard = { told: told('SUCCESS', more), evidence: 'query' as const, at }
    const { order, refund } = await believeRefund(test.desk, test.refund, heard)
    expect(order.alerts).toEqual([`${REFUND_AMOUNT}：${NUMBER}`])
    expect(order.refunds).toMatchObject([{ state: 'abnormal' }])
    expect(refund).toMatchObject({ state: 'abnormal', proven: 'abnormal', known: true })
    expect(refund.nextCheckAt).toBeGreaterThan(at)
    expect(refund).toHaveProperty('call')
  })

  it('in an unknown word is told to a person, whatever else it says', async () => {
    const test = await desk()
    const heard = { told: told(undefined, { refund: 1 }), evidence: 'query' as const, at }
    const { order, refund } = await believeRefund(test.desk, test.refund, heard)
    expect(order.alerts).toEqual([`${REFUND_WORD}：${NUMBER}`])
    expect(refund).toMatchObject({ state: 'processing', known: true })
    expect(refund).not.toHaveProperty('proven')
  })

  it('without amount or payment is about this very refund', async () => {
    const test = await desk()
    const bare = { out_refund_no: NUMBER, raw: 'SUCCESS', status: 'SUCCESS' as const }
    const { refund } = await believeRefund(test.desk, test.refund, { told: bare, evidence: 'query', at })
    expect(refund.state).toBe('succeeded')
  })

  it('again and again is looked at less and less; something new begins anew', async () => {
    const test = await desk({ known: true, checks: 2 })
    const still = { told: told('PROCESSING'), evidence: 'query' as const, at }
    const { refund } = await believeRefund(test.desk, test.refund, still)
    expect(refund).toMatchObject({ checks: 3, nextCheckAt: at + 60 * MINUTE })
    const { refund: same } = await believeRefund(test.desk, refund, { ...still, evidence: 'answer' })
    expect(same.checks).toBe(3)
    const { refund: moved } = await believeRefund(test.desk, refund, { ...still, told: told('ABNORMAL') })
    expect(moved).toMatchObject({ checks: 0, nextCheckAt: at + MINUTE })
  })

  it('is what its order believes: an older word changes neither', async () => {
    const test = await desk({}, { state: 'succeeded', doneAt: T0 + 7 })
    const heard = { told: told('PROCESSING'), evidence: 'query' as const, at }
    const { refund } = await believeRefund(test.desk, test.refund, heard)
    expect(refund).toMatchObject({ state: 'succeeded', doneAt: T0 + 7, proven: 'processing' })
    expect(refund.nextCheckAt).toBeDefined()
  })

  it('is believed where the order was restored without it', async () => {
    const test = await aRefundDesk({ order: aPaidOrder() })
    const heard = { told: told('SUCCESS'), evidence: 'query' as const, at }
    const { order, refund } = await believeRefund(test.desk, test.refund, heard)
    expect(refund).toMatchObject({ state: 'succeeded', proven: 'succeeded' })
    expect(order).toEqual(aPaidOrder())
    const odd = await aRefundDesk({ order: aPaidOrder() })
    const { refund: kept } = await believeRefund(odd.desk, odd.refund, {
      ...heard,
      told: told('SUCCESS', { refund: 1 }),
    })
    expect(kept.state).toBe('processing')
  })

  it('is of this refund, whatever others the order has', async () => {
    const other = aReservation({ out_refund_no: `${ORDER}_r9`, state: 'closed' })
    const test = await aRefundDesk({ order: aPaidOrder([other, aReservation()]) })
    const heard = { told: told('SUCCESS'), evidence: 'query' as const, at }
    const { order, refund } = await believeRefund(test.desk, test.refund, heard)
    expect(refund.state).toBe('succeeded')
    expect(order.refunds).toMatchObject([{ state: 'closed' }, { state: 'succeeded' }])
  })

  it('that a closed one is closed still is no doubt; that one goes back is none either', async () => {
    const closed = await desk({ state: 'closed', proven: 'closed' }, { state: 'closed' })
    const heard = { evidence: 'notification' as const, at }
    const { refund } = await believeRefund(closed.desk, closed.refund, { ...heard, told: told('CLOSED') })
    expect(refund).toMatchObject({ proven: 'closed' })
    expect(refund).not.toHaveProperty('nextCheckAt')
    const stranger = await desk({ state: 'closed', proven: 'closed' }, { state: 'closed' })
    const other = await believeRefund(stranger.desk, stranger.refund, {
      ...heard,
      told: told('SUCCESS', { refund: 1 }),
    })
    expect(other.refund).toMatchObject({ state: 'closed', proven: 'closed' })
    const open = await desk({ proven: 'processing' })
    const gone = await believeRefund(open.desk, open.refund, { ...heard, told: told('SUCCESS') })
    expect(gone.refund.proven).toBe('processing')
  })
})

it('who dies between order and refund is made up for by the next look', async () => {
  const test = await desk()
  const store = {
    read: test.store.read.bind(test.store),
    compareAndSet: (...args: Parameters<typeof test.store.compareAndSet>) =>
      args[0] === 'refunds' ? Promise.reject(new Error('died')) : test.store.compareAndSet(...args),
  }
  const heard = { told: told('SUCCESS', { succeededAt: T0 + 5 }), evidence: 'query' as const, at }
  await expect(believeRefund({ ...test.desk, store }, test.refund, heard)).rejects.toThrow('died')
  expect((await test.stored()).refunds).toMatchObject([{ state: 'succeeded' }])
  expect(await test.kept()).toMatchObject({ state: 'processing', nextCheckAt: T0 + MINUTE })
  const { refund } = await believeRefund(test.desk, await test.kept(), { ...heard, at: at + MINUTE })
  expect(refund).toMatchObject({ state: 'succeeded', doneAt: T0 + 5 })
})

it('the order of a refund is changed as it is now, whatever was read before; one that is gone is said', async () => {
  const test = await desk()
  await test.store.compareAndSet('orders', await test.stored(), { ...(await test.stored()), name: 'new' })
  const order = await changeOrderOf(test.desk, test.refund, (now) => ({ ...now, alerts: [now.name] }))
  expect(order).toMatchObject({ alerts: ['new'], version: 3 })
  const gone = changeOrderOf(test.desk, { orderId: 'f'.repeat(24) }, (now) => now)
  await expect(gone).rejects.toMatchObject({ code: 'ORDER_NOT_FOUND' })
})
