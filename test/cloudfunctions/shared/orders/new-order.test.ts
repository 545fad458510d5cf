import { newOrder, orderIdOf } from '../../../../cloudfunctions/shared/orders/new-order'
import type { Offer } from '../../../../cloudfunctions/shared/offers/document'
import type { Reservation } from '../../../../cloudfunctions/shared/orders/reservation'
import { keptOf, readKept, restoredOrder } from '../../../../cloudfunctions/shared/orders/restore'
import { anOrder, T0 } from './fixtures'

const offer: Offer = {
  _id: 'power-bank',
  schema: 1,
  version: 7,
  enabled: true,
  rank: 1,
  revision: 4,
  line: 'payafter',
  protocol: 'payafter-orders',
  mode: 'merchant',
  service_id: '500001',
  name: '共享充电宝',
  introduction: '共享充电宝租借',
  merchant: { name: '小满充电', phone: '400' },
  rules: [],
  fees: [],
  discounts: [],
  choices: [],
  asks: [{ field: 'phone', label: '手机号' }],
  riskName: 'DEPOSIT',
  riskAmount: 9900,
  maxCharge: 3000,
  startLocation: '杭州',
} as unknown as Offer
const preview = { fees: [], discounts: [], riskName: 'DEPOSIT', riskAmount: 9900, maxCharge: 2000 } as const
const who = { orderId: '0123456789abcdef01234567', openid: 'o_1-23456', appid: 'wx1234567' }

describe('an order’s id', () => {
  it('is one per person and intention, and the same for ever', () => {
    expect(orderIdOf('o1', 'k1')).toBe('21722d1e1ac73751158c4e60')
    expect(new Set([orderIdOf('o1', 'k1'), orderIdOf('o2', 'k1'), orderIdOf('o1', 'k2')]).size).toBe(3)
    expect(orderIdOf('o', '1|k')).not.toBe(orderIdOf('o1', 'k'))
  })
})

describe('a new order', () => {
  it('is a snapshot of the offer and of the price that was shown', () => {
    expect(newOrder(offer, { preview: { ...preview, fees: [], discounts: [] } }, who, T0)).toEqual({
      _id: who.orderId,
      schema: 1,
      version: 1,
      openid: who.openid,
      appid: who.appid,
      line: 'payafter',
      protocol: 'payafter-orders',
      mode: 'merchant',
      service_id: '500001',
      offerId: 'power-bank',
      revision: 4,
      name: '共享充电宝',
      introduction: '共享充电宝租借',
      merchant: { name: '小满充电', phone: '400' },
      preview: { ...preview, fees: [], discounts: [] },
      startLocation: '杭州',
      asks: ['phone'],
      state: 'CREATING',
      filter: 'open',
      events: [{ what: 'CREATING', at: T0 }],
      audit: [{ at: T0, by: 'customer', what: 'create' }],
      alerts: [],
      checks: 0,
      createdAt: T0,
      updatedAt: T0,
    })
  })

  it('ends where and when the offer says', () => {
    const order = newOrder(
      { ...offer, endLocation: '上海', endsAfterHours: 3 },
      { preview: { ...preview, fees: [], discounts: [] } },
      who,
      T0,
    )
    expect(order).toMatchObject({ endLocation: '上海', endsAfterHours: 3 })
  })
})

describe('what is kept of an order outside the database', () => {
  const order = anOrder({
    _id: who.orderId,
    openid: who.openid,
    appid: who.appid,
    states: ['EXPIRED', 'CREATED'],
  })
  const kept = keptOf(order)
  const refund: Reservation = {
    out_refund_no: `${who.orderId}_r1`,
    amount: 300,
    state: 'succeeded',
    reason: '多收费用',
    at: T0,
    doneAt: T0,
    requestKey: 'refund-1',
    transactionId: '42',
    total: 900,
  }
  const begun: Reservation = { ...refund, out_refund_no: `${who.orderId}_r2`, state: 'processing' }
  const { preview: _price, revision: _revision, createdAt: _age, ...least } = kept

  it('is whose it is, its numbers and its price', () => {
    expect(kept).toMatchObject({
      orderId: who.orderId,
      openid: who.openid,
      appid: who.appid,
      service_id: '500001',
      offerId: 'power-bank',
      attempts: 2,
      createdAt: T0,
      revision: 1,
      preview: order.preview,
    })
  })

  it('is read as it was written, with its price or without', () => {
    const read = (line: unknown): unknown => readKept(JSON.parse(JSON.stringify(line)))
    expect(read(kept)).toEqual(kept)
    expect(read(least)).toEqual(least)
    for (const attempts of [1, 50]) expect(read({ ...kept, attempts })).toMatchObject({ attempts })
    expect(read({ ...kept, preview: { ...order.preview, maxCharge: 9900, riskAmount: 9900 } })).toBeDefined()
  })

  it.each<[string, unknown[]]>([
    [
      'orderId',
      [
        undefined,
        '',
        1,
        `${who.orderId}0`,
        who.orderId.slice(1),
        `g${who.orderId.slice(1)}`,
        ` ${who.orderId}`,
      ],
    ],
    ['openid', [undefined, 'o1234', `o${'1'.repeat(128)}`, 'o 123456', 'o_123456\n', '<o12345>']],
    ['appid', [undefined, 'wx12345', 'xx1234567', `wx${'1'.repeat(31)}`, 'wx12345_7', ' wx1234567']],
    ['service_id', [undefined, '', '1'.repeat(33), '5-1', '5 1']],
    ['offerId', [undefined, '', 'a'.repeat(65), 'a.b', 'a b']],
    ['attempts', [undefined, 0, 51, 1.5, '2', -1]],
    ['createdAt', [null, '0', -1, 1.5]],
    ['revision', ['1', 1.5, null, 2 ** 53]],
    [
      'preview',
      [
        null,
        {},
        { ...kept.preview, fees: undefined },
        { ...kept.preview, discounts: {} },
        { ...kept.preview, riskName: 1 },
        { ...kept.preview, riskAmount: '9900' },
        { ...kept.preview, maxCharge: -1 },
        { ...kept.preview, maxCharge: 9901 },
      ],
    ],
    [
      'refunds',
      [
        null,
        {},
        [null],
        [{ ...refund, amount: -1 }],
        [{ ...refund, amount: 901 }],
        [{ ...refund, at: 'now' }],
      ],
    ],
    [
      'refunds',
      [[{ ...refund, out_refund_no: 1 }], [{ ...refund, state: 'gone' }], [{ ...refund, reason: 5 }]],
    ],
  ])('%s that is not as it was exported is refused by its name, without its value', (field, values) => {
    for (const value of values)
      expect(() => readKept({ ...kept, [field]: value })).toThrow(
        new TypeError(`${field} is missing or not as it was exported`),
      )
  })

  it.each([undefined, null, 'text', 5, []])('%j is no order', (line) => {
    expect(() => readKept(line)).toThrow('orderId is missing')
  })

  it('comes back for reconcile to ask about everything, and one attempt more', () => {
    const restored = restoredOrder(kept, { ...offer, service_id: '600001' }, T0 + 9)
    expect(restored.attempts.map(({ n, out_order_no, state }) => [n, out_order_no, state])).toEqual([
      [1, `${who.orderId}_1`, 'CREATING'],
      [2, `${who.orderId}_2`, 'CREATING'],
      [3, `${who.orderId}_3`, 'CREATING'],
    ])
    expect(restored).toMatchObject({
      _id: who.orderId,
      openid: who.openid,
      service_id: '500001',
      revision: 1,
      current: 2,
      state: 'CREATING',
      preview: order.preview,
      createdAt: T0,
      updatedAt: T0 + 9,
      nextCheckAt: T0 + 9,
      audit: [{ at: T0 + 9, by: 'reconcile', what: 'restored' }],
      alerts: [],
    })
  })

  it('kept before there was a choice it lives on as it was made, whatever is offered now', () => {
    const { protocol: _protocol, mode: _mode, ...old } = kept
    const now = { ...offer, protocol: 'service-orders', mode: 'partner', sub_mchid: '1900000109' } as const
    const restored = restoredOrder(old, now, T0)
    expect(restored).toMatchObject({ protocol: 'payafter-orders', mode: 'merchant' })
    expect(restored).not.toHaveProperty('sub_mchid')
  })

  it('knows what was refunded, and has asked about what may still go back', () => {
    const known = readKept(JSON.parse(JSON.stringify(keptOf({ ...order, refunds: [refund, begun] }))))
    expect(restoredOrder(known, offer, T0 + 9).refunds).toEqual([refund, { ...begun, unsent: true }])
    expect(restoredOrder(kept, offer, T0)).not.toHaveProperty('refunds')
  })

  it('without its price can charge nothing, and a person is told', () => {
    const restored = restoredOrder({ ...least, revision: 3 }, offer, T0 + 9)
    expect(restored).toMatchObject({
      revision: 0,
      createdAt: T0 + 9,
      preview: { fees: [], discounts: [], riskName: 'DEPOSIT', riskAmount: 9900, maxCharge: 0 },
      alerts: [expect.stringContaining('没有价格记录')],
    })
    expect(restoredOrder({ ...least, preview: order.preview }, offer, T0)).toMatchObject({
      revision: 0,
      alerts: [],
    })
  })
})
