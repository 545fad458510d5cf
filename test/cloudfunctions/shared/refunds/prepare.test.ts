import fc from 'fast-check'
import { type Failed } from '../../../../cloudfunctions/shared/failed'
import { keptOf, restoredOrder } from '../../../../cloudfunctions/shared/orders/restore'
import { mostRefundable } from '../../../../cloudfunctions/shared/orders/reservation'
import {
  newRefund,
  nextRefundNo,
  type RefundDocument,
} from '../../../../cloudfunctions/shared/refunds/document'
import { REFUND_TAKEN } from '../../../../cloudfunctions/shared/refunds/for-a-person'
import { makeUp, refundCall, storeRefund } from '../../../../cloudfunctions/shared/refunds/prepare'
import { ValidationError } from '../../../../cloudfunctions/shared/wechatpay/errors'
import { aDesk } from '../orders/desk'
import { T0 } from '../orders/fixtures'
import { aPaidOrder, aRefund, aRefundDesk, aReservation, BYTES, MINUTE, NUMBER, ORDER } from './fixtures'

const unsent = aReservation({ unsent: true })
const holding = (...refunds: ReturnType<typeof aReservation>[]) => aPaidOrder(refunds)
const bodyOf = ({ body }: { body?: string | undefined }): unknown => JSON.parse(body ?? '')

describe('the bytes of a refund', () => {
  it('name the payment, its sum and what of it goes back; nothing else', () => {
    const { desk } = aDesk([])
    const call = refundCall(desk, aPaidOrder(), aReservation())
    expect(call).toMatchObject({ method: 'POST', path: '/v3/refund/domestic/refunds', safeToRepeat: true })
    expect(bodyOf(call)).toEqual({
      transaction_id: '42',
      out_refund_no: NUMBER,
      reason: '多收费用',
      amount: { refund: 300, total: 900, currency: 'CNY' },
    })
  })

  it('name the shop whose money it is, and where we hear of it', () => {
    const { desk } = aDesk([])
    const told = { ...desk, notifyUrl: 'https://pay.example.com/notify' }
    const body = bodyOf(refundCall(told, aPaidOrder([], { sub_mchid: '1900000109' }), aReservation()))
    expect(body).toMatchObject({ sub_mchid: '1900000109', notify_url: 'https://pay.example.com/notify' })
  })

  it('are never made for more than was paid: nothing is held and nothing stored', async () => {
    const { desk, store, stored } = aDesk([aPaidOrder()])
    const more = aReservation({ amount: 901 })
    await expect(storeRefund(desk, await stored(), more, holding(more))).rejects.toThrow(ValidationError)
    expect(await stored()).not.toHaveProperty('refunds')
    expect(await store.find('refunds')).toEqual([])
  })
})

describe('the number of a refund', () => {
  it('is the next one, above every number that the order knows', () => {
    expect(nextRefundNo(aPaidOrder())).toBe(`${ORDER}_r1`)
    expect(nextRefundNo(holding(aReservation()))).toBe(`${ORDER}_r2`)
    expect(nextRefundNo(holding(aReservation({ out_refund_no: `${ORDER}_r7` })))).toBe(`${ORDER}_r8`)
    const ten = [9, 10, 2].map((n) => aReservation({ out_refund_no: `${ORDER}_r${n}` }))
    expect(nextRefundNo(holding(...ten))).toBe(`${ORDER}_r11`)
    const odd = [1, 2].map((n) => aReservation({ out_refund_no: `by hand ${n}` }))
    expect(nextRefundNo(holding(...odd))).toBe(`${ORDER}_r3`)
  })

  it('is never one that the order knows', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 98 }), { maxLength: 49 }), (numbers) => {
        const refunds = numbers.map((n) => aReservation({ out_refund_no: `${ORDER}_r${n}` }))
        const next = nextRefundNo(holding(...refunds))
        expect(refunds.map(({ out_refund_no }) => out_refund_no)).not.toContain(next)
      }),
    )
  })
})

describe('a refund that is decided', () => {
  it('holds its amount on the order before its bytes are stored, and sends nothing', async () => {
    const { desk, store, sent, stored } = aDesk([aPaidOrder()])
    const result = await storeRefund(desk, await stored(), unsent, holding(unsent))
    expect(mostRefundable(await stored())).toBe(600)
    expect(await store.read<RefundDocument>('refunds', NUMBER)).toEqual(result?.refund)
    expect(result?.refund).toMatchObject({
      orderId: ORDER,
      amount: 300,
      total: 900,
      transactionId: '42',
      state: 'processing',
      reason: '多收费用',
      sentAt: T0,
      nextCheckAt: T0 + MINUTE,
    })
    expect(bodyOf(result?.refund?.call ?? {})).toMatchObject({ amount: { refund: 300, total: 900 } })
    expect(sent).toEqual([])
  })

  it('comes to nothing when somebody changed the order first', async () => {
    const { desk, store, stored } = aDesk([{ ...aPaidOrder(), version: 2 }])
    expect(await storeRefund(desk, aPaidOrder(), unsent, holding(unsent))).toBeUndefined()
    expect(await stored()).not.toHaveProperty('refunds')
    expect(await store.find('refunds')).toEqual([])
  })

  it('is sent by whoever made its document first, and by nobody else', async () => {
    const { desk, stored, kept } = await aRefundDesk({ order: aPaidOrder() })
    const result = await storeRefund(desk, await stored(), unsent, holding(unsent))
    expect(result).toMatchObject({ order: { refunds: [unsent] } })
    expect(result).not.toHaveProperty('refund')
    expect(await kept()).toEqual(aRefund())
  })
})

describe('a document that is missing', () => {
  it('is made of the order, asked about at once and not sent by this', async () => {
    const test = aDesk([holding(unsent)])
    test.now = T0 + 5 * MINUTE
    const order = await makeUp(test.desk, await test.stored())
    expect(order.refunds).toEqual([aReservation()])
    expect(await test.stored()).toEqual(order)
    const made = await test.store.read<RefundDocument>('refunds', NUMBER)
    expect(made).toMatchObject({ amount: 300, at: T0, sentAt: test.now, nextCheckAt: test.now })
    expect(bodyOf(made?.call ?? {})).toMatchObject({ out_refund_no: NUMBER, amount: { refund: 300 } })
    expect(test.sent).toEqual([])
  })

  it('is not asked for where none is missing', async () => {
    const { desk, store, stored } = aDesk([holding(aReservation())])
    const order = await stored()
    expect(await makeUp(desk, order)).toBe(order)
    expect(await makeUp(desk, aPaidOrder())).toEqual(aPaidOrder())
    expect(await store.find('refunds')).toEqual([])
  })

  it('and one that is there already are the same refund: only the mark goes', async () => {
    const two = aReservation({ out_refund_no: `${ORDER}_r2`, amount: 100 })
    const { desk, stored, kept } = await aRefundDesk({ order: holding(unsent, two) })
    expect((await makeUp(desk, await stored())).refunds).toEqual([aReservation(), two])
    expect(await kept()).toEqual(aRefund())
  })

  it('is made of the one that lacks it, and of each', async () => {
    const [second, third] = [2, 3].map((n) =>
      aReservation({ out_refund_no: `${ORDER}_r${n}`, amount: n, unsent: true }),
    )
    if (!second || !third) throw new Error('no refunds')
    const { desk, store, stored } = await aRefundDesk({ order: holding(aReservation(), second, third) })
    const order = await makeUp(desk, await stored())
    expect(order.refunds).toEqual([
      aReservation(),
      aReservation({ out_refund_no: `${ORDER}_r2`, amount: 2 }),
      aReservation({ out_refund_no: `${ORDER}_r3`, amount: 3 }),
    ])
    expect((await store.find<RefundDocument>('refunds')).map(({ amount }) => amount)).toEqual([300, 2, 3])
    expect(order.alerts).toEqual([])
  })

  it('is no more than that: what was heard of the refund meanwhile stays', async () => {
    const heard = aReservation({ state: 'succeeded', doneAt: T0 + 9 })
    const { desk, store, stored } = aDesk([holding(unsent)])
    const before = await stored()
    await store.compareAndSet('orders', before, { ...before, refunds: [heard] })
    expect((await makeUp(desk, before)).refunds).toEqual([heard])
    const gone = await stored()
    const { refunds: _none, ...without } = gone
    await store.compareAndSet('orders', gone, without)
    expect(await makeUp(desk, before)).not.toHaveProperty('refunds')
  })
})

/** Orders were restored from an export of before the refund: the order knows nothing of it, its document is still there. */
describe('a number that another refund has', () => {
  const earlier = (more: Partial<RefundDocument> = {}): RefundDocument => ({
    ...newRefund(
      aPaidOrder(),
      aReservation({ amount: 500, at: T0 - 9 * MINUTE, reason: '设备故障' }),
      BYTES,
      T0,
    ),
    state: 'succeeded',
    doneAt: T0 - MINUTE,
    ...more,
  })
  const known = {
    out_refund_no: NUMBER,
    amount: 500,
    total: 900,
    transactionId: '42',
    state: 'succeeded',
    reason: '设备故障',
    at: T0 - 9 * MINUTE,
    doneAt: T0 - MINUTE,
    requestKey: 'refund-1',
  }
  const refused = expect.objectContaining({ code: 'STATE_CHANGED' }) as Failed

  it('is refused: the order learns of the refund that there was, and the next one has the next number', async () => {
    const { desk, sent, stored, kept } = await aRefundDesk({ order: aPaidOrder(), refund: earlier() })
    await expect(storeRefund(desk, await stored(), unsent, holding(unsent))).rejects.toEqual(refused)
    expect((await stored()).refunds).toEqual([known])
    expect(mostRefundable(await stored())).toBe(400)
    expect(nextRefundNo(await stored())).toBe(`${ORDER}_r2`)
    expect(await kept()).toEqual(earlier())
    expect(sent).toEqual([])
  })

  it.each([
    ['another amount', { amount: 500 }],
    ['another moment', { at: T0 - 1 }],
    ['another payment', { transactionId: '43' }],
    ['another sum that was paid', { total: 901 }],
    ['another reason', { reason: '设备故障' }],
  ])('is another refund’s by %s', async (_what, more) => {
    const { desk, stored } = await aRefundDesk({ order: aPaidOrder(), refund: aRefund(more) })
    await expect(storeRefund(desk, await stored(), unsent, holding(unsent))).rejects.toEqual(refused)
  })

  it('is the same refund’s where its document is of before reasons were kept', async () => {
    const { reason: _none, ...old } = aRefund()
    const { desk, stored } = await aRefundDesk({ order: aPaidOrder(), refund: old })
    expect(await storeRefund(desk, await stored(), unsent, holding(unsent))).toMatchObject({
      order: { refunds: [unsent] },
    })
  })

  it('has words for a reason that nobody kept, and no end where there is none', async () => {
    const { reason: _none, doneAt: _end, ...open } = earlier({ state: 'abnormal' })
    const { desk, stored } = await aRefundDesk({ order: aPaidOrder(), refund: open })
    await expect(storeRefund(desk, await stored(), unsent, holding(unsent))).rejects.toEqual(refused)
    const [adopted] = (await stored()).refunds ?? []
    expect(adopted).toMatchObject({
      state: 'abnormal',
      amount: 500,
      reason: expect.stringMatching(/./) as string,
    })
    expect(adopted).not.toHaveProperty('doneAt')
  })

  it('takes the place of the one that took its number, and of no other', async () => {
    const first = aReservation({ out_refund_no: `${ORDER}_r9`, amount: 10, requestKey: 'refund-9' })
    const { desk, stored } = await aRefundDesk({ order: aPaidOrder([first]), refund: earlier() })
    await expect(storeRefund(desk, await stored(), unsent, holding(first, unsent))).rejects.toEqual(refused)
    expect((await stored()).refunds).toEqual([first, known])
  })

  it('is found by reconcile too when nobody waits: the order learns of it, and a person is told', async () => {
    const { desk, stored, kept } = await aRefundDesk({ order: holding(unsent), refund: earlier() })
    const order = await makeUp(desk, await stored())
    expect(order).toMatchObject({ refunds: [known], alerts: [`${REFUND_TAKEN}：${NUMBER}`] })
    expect(order.refunds?.[0]).not.toHaveProperty('unsent')
    expect(await kept()).toEqual(earlier())
  })

  it('is no other when a restored order brings its own refund back', async () => {
    const offer = { ...aPaidOrder(), ...aPaidOrder().preview } as never
    const restored = restoredOrder(keptOf(holding(aReservation())), offer, T0 + 60 * MINUTE)
    const { desk, stored, kept } = await aRefundDesk({ order: restored })
    expect(await makeUp(desk, await stored())).toMatchObject({ refunds: [aReservation()], alerts: [] })
    expect(await kept()).toEqual(aRefund())
  })
})
