import { chargeOf } from '../../miniprogram/domain/charge'
import { orderFeeCard, previewCard } from '../../miniprogram/domain/fee-card'
import { wishOf } from '../../miniprogram/domain/intention'
import { offerUrl, orderUrl } from '../../miniprogram/domain/line-pages'
import { lineWordsOf } from '../../miniprogram/domain/line-words'
import { offerCard } from '../../miniprogram/domain/offer-card'
import { ORDER_STATES } from '../../miniprogram/domain/order'
import { timelineOf } from '../../miniprogram/domain/timeline'
import { wordsOf } from '../../miniprogram/domain/words'
import { accepted, allBack, asked, declined, goodsIn, shipped, teaShop } from '../miniprogram/goods-fixtures'

type Facts = Parameters<typeof goodsIn>
const words = (...facts: Facts) => wordsOf(goodsIn(...facts))
const steps = (...facts: Facts) =>
  timelineOf(goodsIn(...facts)).map(({ title, phase }) => `${title} ${phase}`)
const confirmed = (delivery: object) => words('USER_ACCEPTED', [], { delivery })

describe('what is read of an order of goods', () => {
  it('goods are not in use: they wait to be sent, to be received, or for an answer', () => {
    expect(words('USER_ACCEPTED', [])).toMatchObject({ title: '待发货', tone: 'active' })
    expect(confirmed(shipped)).toEqual({
      title: '待收货',
      sentence: '确认收货后扣款\u00a0¥424.00；11月30日 16:23 自动收货',
      tone: 'waiting',
    })
    expect(confirmed({ shipped: shipped.shipped }).sentence).toBe('确认收货后扣款\u00a0¥424.00')
    expect(confirmed({ returns: [asked] })).toMatchObject({ title: '退货处理中', tone: 'progress' })
    expect(confirmed({ ...shipped, returns: [declined] }).title).toBe('待收货')
    expect(confirmed({ ...shipped, returns: [accepted] }).sentence).toContain('¥296.00')
    expect(confirmed({ ...shipped, returns: [allBack] }).sentence).toContain('不会扣款')
  })

  it('given back, nothing is paid, and the words say so', () => {
    expect(words('REVOKED', [], { delivery: { returns: [allBack] } }, 'cancelled')).toMatchObject({
      title: '已退货',
    })
    expect(words('REVOKED', [], {}, 'cancelled').title).toBe('已取消')
    expect(words('REVOKED', [], { lapsed: true }, 'cancelled').title).toBe('已失效')
    expect(words('FINISHED', [], { delivery: { ...shipped, returns: [allBack] } }, 'zero').sentence).toBe(
      '商品已全部退回，没有产生费用',
    )
  })

  it('says 服务 of goods in no state', () => {
    for (const state of ORDER_STATES)
      for (const delivery of [{}, shipped, { ...shipped, returns: [accepted] }]) {
        const order = goodsIn(state, [], { delivery })
        const read = [wordsOf(order), timelineOf(order), orderFeeCard(order)]
        expect(JSON.stringify(read)).not.toMatch(/服务|使用/)
      }
  })

  it('a line of a later release is read like the first one', () => {
    expect(lineWordsOf('of-tomorrow' as never)).toBe(lineWordsOf('payafter'))
    expect(orderUrl('of-tomorrow' as never, 'a')).toBe('/pages/order/order?orderId=a')
  })
})

describe('the way of goods', () => {
  it('leads from the order over parcel and receipt to the deduction', () => {
    expect(steps('CREATED', [])).toEqual([
      '已下单 done',
      '等待确认 now',
      '发货 next',
      '确认收货 next',
      '自动扣款 next',
    ])
    expect(steps('USER_ACCEPTED', [])).toEqual([
      '已下单 done',
      '已确认 done',
      '等待发货 now',
      '确认收货 next',
      '自动扣款 next',
    ])
    expect(steps('USER_ACCEPTED', [], { delivery: shipped }).slice(2)).toEqual([
      '已发货 done',
      '等待收货 now',
      '自动扣款 next',
    ])
    expect(steps('FINISHED', [], { delivery: shipped }).slice(3)).toEqual(['已收货 done', '正在扣款 now'])
    expect(steps('USER_PAID', [], { delivery: shipped }, 'paid').slice(3)).toEqual([
      '已收货 done',
      '已扣款 done',
    ])
  })

  it('knows when the parcel was sent, and leaves it out where it never was', () => {
    const sent = timelineOf(goodsIn('USER_PAID', [], { delivery: shipped }, 'paid'))
    expect(sent.find(({ key }) => key === 'shipped')?.at).toBe(shipped.shipped?.at)
    expect(steps('FINISHED', []).join()).not.toContain('发货')
  })

  it('shows a return where it is, and how it ended', () => {
    expect(steps('USER_ACCEPTED', [], { delivery: { returns: [asked] } })[2]).toBe('退货处理中 now')
    expect(steps('USER_ACCEPTED', [], { delivery: { ...shipped, returns: [asked] } })[3]).toBe(
      '退货处理中 now',
    )
    expect(steps('FINISHED', [], { delivery: { ...shipped, returns: [allBack] } }, 'zero').slice(2)).toEqual([
      '已发货 done',
      '已全部退货 done',
      '无需付款 done',
    ])
    const events = (['CREATED', 'USER_ACCEPTED', 'REVOKED'] as const).map((what, at) => ({ what, at }))
    expect(steps('REVOKED', [], { delivery: shipped, events }, 'cancelled')).toEqual([
      '已下单 done',
      '已确认 done',
      '已发货 done',
      '已取消 ended',
    ])
  })
})

describe('what goods cost', () => {
  it('is their price, less what was given back', () => {
    expect(chargeOf(goodsIn('USER_ACCEPTED', []))).toEqual({ label: '合计', fen: 42400 })
    const partly = goodsIn('USER_ACCEPTED', [], { delivery: { ...shipped, returns: [accepted] } })
    expect(chargeOf(partly)).toEqual({ label: '合计', fen: 29600 })
    expect(orderFeeCard(partly)).toMatchObject({
      title: '商品金额',
      total: { label: '商品合计', fen: 29600 },
      limit: { maxCharge: 29600, foot: '确认收货后才扣款，收货前退掉的商品不收费。' },
    })
    expect(chargeOf(goodsIn('FINISHED', []))).toEqual({ label: '应付', fen: 42400 })
    expect(orderFeeCard(goodsIn('REVOKED', [], {}, 'cancelled'))).toMatchObject({ title: '下单时的商品' })
  })

  it('a preview says which line it is of', () => {
    const { preview } = goodsIn('CREATED', [])
    expect(previewCard('费用', preview, 'pay-on-delivery').total.label).toBe('商品合计')
    expect(previewCard('费用', preview).total.label).toBe('预估合计')
  })
})

it('the card of a shop shows pictures and the lowest price, and nothing to pay today', () => {
  expect(offerCard(teaShop)).toMatchObject({ line: 'pay-on-delivery', rule: '今日 ¥0', from: 5900 })
  expect(offerCard(teaShop).pictures).toHaveLength(4)
  expect(offerUrl('pay-on-delivery', 'a b')).toBe('/delivery/pages/goods/goods?offerId=a%20b')
})

it('other goods are another wish, in whatever order they were picked', () => {
  const wish = (...cart: [string, number][]) =>
    wishOf(
      'tea',
      1,
      {},
      cart.map(([id, count]) => ({ id, count })),
    )
  expect(wish(['a', 1], ['b', 2])).toBe(wish(['b', 2], ['a', 1]))
  const all = [wish(), wish(['a', 1]), wish(['a', 2]), wish(['b', 1]), wish(['a', 1], ['b', 1])]
  expect(new Set(all).size).toBe(5)
  expect(wish()).toBe(wishOf('tea', 1, {}))
})
