import fc from 'fast-check'
import { factsOf } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/facts'
import type { Collection } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/order'

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
