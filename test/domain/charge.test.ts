import { chargeOf } from '../../miniprogram/domain/charge'
import { feeRows, orderFeeCard, previewCard } from '../../miniprogram/domain/fee-card'
import { orderIn, powerBank, preview } from '../miniprogram/fixtures'

describe('charge', () => {
  it('never calls an estimate paid, nor a debt', () => {
    expect(chargeOf(orderIn('CREATED'))).toEqual({ label: '预估', fen: 3700 })
    expect(chargeOf(orderIn('FINISHED'))).toEqual({ label: '应付', fen: 5200 })
    expect(chargeOf(orderIn('USER_PAID', {}, 'paid'))).toEqual({ label: '实付', fen: 5200 })
    expect(chargeOf(orderIn('USER_PAID', {}, 'paidElsewhere'))).toEqual({ label: '已付', fen: 5200 })
  })

  it('shows the limit where there is no estimate', () => {
    const { fees, discounts, riskName, riskAmount, maxCharge } = powerBank
    const preview = { fees, discounts, riskName, riskAmount, maxCharge }
    expect(chargeOf(orderIn('USER_ACCEPTED', { preview }))).toEqual({ label: '最高', fen: 9900 })
  })

  it('is nothing when the order ended without a charge', () => {
    for (const state of ['REVOKED', 'EXPIRED', 'NOT_CREATED'] as const)
      expect(chargeOf(orderIn(state))).toBeUndefined()
    expect(chargeOf(orderIn('FINISHED', {}, 'cancelled'))).toBeUndefined()
  })

  it('rows show a rule instead of ¥0.00, and discounts as negative', () => {
    expect(
      feeRows(
        [
          { name: '租金', description: '3 元/小时' },
          { name: '早餐', amount: 5600, count: 2, description: '28 元/份' },
          { name: '免费项', amount: 0 },
        ],
        [
          { name: '首单', description: '新客专享', amount: 1000 },
          { name: '券', description: '完结时抵扣' },
        ],
      ),
    ).toEqual([
      { key: 'fee 租金', name: '租金', note: '', rule: '3 元/小时' },
      { key: 'fee 早餐', name: '早餐', note: '28 元/份 ×2', fen: 5600 },
      { key: 'fee 免费项', name: '免费项', note: '', fen: 0 },
      { key: 'discount 首单', name: '首单', note: '新客专享', fen: -1000 },
      { key: 'discount 券', name: '券', note: '', rule: '完结时抵扣' },
    ])
  })

  it('a preview shows its limit once, a bill none', () => {
    // The risk amount of an estimate is the highest charge itself here: it is not said twice.
    expect(previewCard('费用', preview).limit).toMatchObject({ maxCharge: 12000, riskLabel: '' })
    expect(previewCard('费用', { ...preview, riskAmount: 20000 }).limit?.riskLabel).toBe('确认页所示预估费用')
    expect(previewCard('费用', { ...preview, riskName: 'DEPOSIT' }).limit?.riskLabel).toBe('免押金额')
    expect(previewCard('费用', powerBank).total).toEqual({ label: '预估合计' })
    expect(orderFeeCard(orderIn('FINISHED'))).toMatchObject({
      title: '账单',
      total: { label: '应付', fen: 5200 },
    })
    expect(orderFeeCard(orderIn('FINISHED'))).not.toHaveProperty('limit')
  })

  it('promises that no money moves only until the customer has confirmed', () => {
    expect(orderFeeCard(orderIn('CREATED')).limit?.foot).toContain('现在不会扣款')
    expect(orderFeeCard(orderIn('USER_ACCEPTED')).limit?.foot).not.toContain('现在不会扣款')
  })

  it('an order that ended without a charge shows its estimate as history', () => {
    for (const order of [orderIn('EXPIRED'), orderIn('FINISHED', {}, 'cancelled')]) {
      expect(orderFeeCard(order)).toMatchObject({ title: '下单时的预估', total: { fen: 3700 } })
      expect(orderFeeCard(order)).not.toHaveProperty('limit')
    }
  })
})
