import fc from 'fast-check'
import { factsOf } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/facts'
import type {
  Collection,
  ServiceOrder,
} from '../../../../../cloudfunctions/shared/wechatpay/service-orders/order'
import { NOW } from '../prepared'

const facts = (collection?: Collection) =>
  factsOf({
    out_order_no: 'N_1',
    service_id: '500001',
    state: 'DOING',
    state_description: 'MCH_COMPLETE',
    total_amount: 900,
    ...(collection ? { collection } : {}),
    raw: {},
  })
const part = (amount?: number, paid_type = 'NEWTON', transaction_id = '42') => ({
  paid_type,
  transaction_id,
  ...(amount === undefined ? {} : { amount }),
})

describe('what was collected of a bill', () => {
  it('is what WeChat Pay says, where its payments come to the same', () => {
    expect(facts({ paid_amount: 300, details: [part(100), part(200)] }).paid).toBe(300)
    expect(facts({ paid_amount: 0, details: [] }).paid).toBe(0)
    expect(facts({ paid_amount: 300 }).paid).toBe(300)
  })

  it('is unknown where it says neither a sum nor a payment', () => {
    for (const collection of [undefined, {}, { details: [] }, { details: [part()] }])
      expect(facts(collection)).not.toHaveProperty('paid')
  })

  it('is never less than its payments, however they were made: no debt is waived of which a part was paid', () => {
    expect(facts({ details: [part(100), part(50, 'MCH')] }).paid).toBe(150)
    expect(facts({ paid_amount: 0, details: [part(100)] }).paid).toBe(100)
  })

  it('nor less than WeChat Pay’s own sum', () => {
    const amount = fc.integer({ min: 0, max: 1e9 })
    fc.assert(
      fc.property(fc.option(amount, { nil: undefined }), fc.array(amount), (paid_amount, amounts) => {
        const details = amounts.map((one) => part(one))
        const { paid = 0 } = facts({ details, ...(paid_amount === undefined ? {} : { paid_amount }) })
        const sum = amounts.reduce((a, b) => a + b, 0)
        expect(paid).toBe(Math.max(paid_amount ?? 0, sum))
      }),
    )
  })
})

const order = { out_order_no: 'a_1', service_id: '500001', state: 'DONE', raw: {} }
const told = (more: Partial<ServiceOrder>) => factsOf({ ...order, ...more })
const detail = { amount: 300, paid_type: 'NEWTON', paid_time: '20261120093000', transaction_id: '42' }

describe('a bill', () => {
  test.each([{ state: 'CREATED' }, { state: 'DOING', state_description: 'USER_CONFIRM' }])(
    'there is none before one is told of: %j',
    (words) => {
      const said = told({ ...words, total_amount: 500, time_range: { end_time: '20261120090000' } })
      expect(said).not.toHaveProperty('total')
      expect(said).not.toHaveProperty('endedAt')
    },
  )
  test('its total is the order’s, or else the collection’s', () => {
    expect(told({ total_amount: 500 }).total).toBe(500)
    expect(told({ total_amount: 0, collection: { total_amount: 7 } }).total).toBe(0)
    expect(told({ total_amount: 500, collection: { total_amount: 400 } }).total).toBe(500)
    expect(told({ collection: { total_amount: 400 } }).total).toBe(400)
    expect(told({})).not.toHaveProperty('total')
  })
})

describe('payments', () => {
  test.each([
    ['no transaction', { amount: 300, paid_type: 'NEWTON' }],
    ['no amount', { transaction_id: '42', paid_type: 'NEWTON' }],
    ['neither', {}],
    ['to the merchant', { ...detail, paid_type: 'MCH' }],
  ])('one with %s cannot be refunded here', (_, one) => {
    const said = told({ collection: { details: [one] } })
    expect(said).not.toHaveProperty('payments')
    expect(said).not.toHaveProperty('transactionId')
  })
  test('one of a kind that we do not know can be, and says nothing of where it went', () => {
    const said = told({ collection: { details: [{ ...detail, paid_type: 'NEW' }] } })
    expect(said.payments).toEqual([{ transactionId: '42', amount: 300, paidAt: NOW - 1_800_000 }])
    expect(said).not.toHaveProperty('paidElsewhere')
  })
  test('one without a time is paid, nobody knows when', () => {
    const said = told({ collection: { details: [{ amount: 300, transaction_id: '42' }] } })
    expect(said).toEqual({
      state: 'USER_PAID',
      raw: 'DONE',
      paid: 300,
      transactionId: '42',
      payments: [{ transactionId: '42', amount: 300 }],
    })
  })
  test('an order that is done without any was not paid at any time', () => {
    expect(told({ total_amount: 0 })).toEqual({ state: 'USER_PAID', raw: 'DONE', total: 0 })
    expect(told({ total_amount: 0, collection: { details: [] } })).not.toHaveProperty('paidAt')
  })
  test('an order that still owes has no time at which it was paid', () => {
    const said = told({
      state: 'DOING',
      state_description: 'MCH_COMPLETE',
      collection: { details: [detail] },
    })
    expect(said).not.toHaveProperty('paidAt')
  })
})
