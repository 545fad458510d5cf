import { consoleCard, orderCard, withNews } from '../../miniprogram/domain/order-card'
import { consoleOrderIn, orderIn } from '../miniprogram/fixtures'

describe('order card', () => {
  it('holds what a list shows and nothing more', () => {
    expect(orderCard(orderIn('FINISHED'))).toEqual({
      orderId: 'a1b2c3d4e5f6a7b8c9d0e1f2',
      line: 'payafter',
      name: '上门洗鞋',
      state: '待支付',
      tone: 'progress',
      time: '11月20日 14:57',
      charge: { label: '应付', fen: 5200 },
    })
    expect(orderCard(orderIn('EXPIRED'))).not.toHaveProperty('charge')
    expect(consoleCard(consoleOrderIn('CREATED')).number).toBe('a1b2c3d4e5f6a7b8c9d0e1f2_1')
  })

  it('news change the cards that they are about, and unknown ones ask for a new list', () => {
    const cards = ['a', 'b', 'c'].map((orderId) => orderCard(orderIn('CREATED', { orderId })))
    const paid = orderCard(orderIn('USER_PAID', { orderId: 'b' }, 'paid'))
    expect(withNews(cards, [paid])).toEqual({ changes: [{ index: 1, card: paid }], unknown: false })
    expect(withNews(cards, [{ ...paid, orderId: 'z' }])).toEqual({ changes: [], unknown: true })
  })
})

it('news about the first card and about unknown ones at once', () => {
  const cards = ['a', 'b'].map((orderId) => orderCard(orderIn('CREATED', { orderId })))
  const first = orderCard(orderIn('USER_PAID', { orderId: 'a' }, 'paid'))
  const other = { ...first, orderId: 'z' }
  expect(withNews(cards, [first])).toEqual({ changes: [{ index: 0, card: first }], unknown: false })
  expect(withNews(cards, [first, other])).toEqual({ changes: [{ index: 0, card: first }], unknown: true })
})
