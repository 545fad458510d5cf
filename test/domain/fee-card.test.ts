import { orderFeeCard, previewCard } from '../../miniprogram/domain/fee-card'
import { ORDER_STATES } from '../../miniprogram/domain/order'
import { orderIn, preview } from '../miniprogram/fixtures'

const bill = {
  fees: [
    { name: '洗鞋', amount: 4000, count: 2, description: '双' },
    { name: '清洁', amount: 100, count: 1 },
    { name: '送货', description: '每公里 1 元' },
  ],
  discounts: [{ name: '券', description: '首单', amount: 500 }],
  total: 3600,
}

it('a count above one stands beside its line, an amount’s rule in its place', () => {
  const { rows, total, title } = orderFeeCard(orderIn('FINISHED', { bill }))
  expect(title).toBe('账单')
  expect(rows.map(({ name, note }) => [name, note])).toEqual([
    ['洗鞋', '双 ×2'],
    ['清洁', ''],
    ['送货', ''],
    ['券', '首单'],
  ])
  expect(rows.map(({ fen }) => fen)).toEqual([4000, 100, undefined, -500])
  expect(rows[2]?.rule).toBe('每公里 1 元')
  expect(total.fen).toBe(3600)
})

it('what was given up is told as that', () => {
  const { total } = orderFeeCard(orderIn('REVOKED', { bill, waived: 3600 }, 'cancelled'))
  expect(total).toEqual({ label: '已放弃收取', fen: 3600 })
})

it('no money moves now: only before the confirmation is that said', () => {
  const now = ORDER_STATES.filter((state) => {
    const { bill: _none, ...order } = orderIn(state)
    return orderFeeCard(order).limit?.foot.includes('现在不会扣款') === true
  })
  expect(now).toEqual(['CREATING', 'CREATED'])
  const { bill: _none, ...accepted } = orderIn('USER_ACCEPTED')
  expect(orderFeeCard(accepted).limit?.foot).toMatch(/^最终以/)
  expect(previewCard('费用', preview).limit?.foot).toMatch(/^现在不会扣款。最终以/)
})

it('an estimate that is not known is not shown as one', () => {
  const { estimate: _unknown, ...open } = preview
  expect(previewCard('费用', open).total).not.toHaveProperty('fen')
  expect(previewCard('费用', preview).total).toHaveProperty('fen', preview.estimate)
})

it('a bill that was deducted in part says who gets the rest', () => {
  expect(orderFeeCard(orderIn('FINISHED', { bill, deducted: 1000 }))).toMatchObject({
    total: { label: '应付', fen: 3600 },
    parts: [
      { label: '已支付', fen: 1000 },
      { label: '还需支付', fen: 2600, strong: true },
    ],
  })
  expect(orderFeeCard(orderIn('USER_PAID', { bill, deducted: 1000 }, 'paid')).parts).toEqual([
    { label: '支付分扣款', fen: 1000 },
    { label: '其他方式', fen: 2600 },
  ])
  expect(orderFeeCard(orderIn('FINISHED', { bill }))).not.toHaveProperty('parts')
})
