import { goodsOrderPage, receiveQuestion } from '../../../miniprogram/delivery/pages/order/order-model'
import { accepted, allBack, asked, goodsIn, shipped } from '../goods-fixtures'

const texts = (...facts: Parameters<typeof goodsIn>) =>
  goodsOrderPage(goodsIn(...facts), '').actions.map(({ text, primary }) => (primary ? `*${text}` : text))

describe('an order of goods', () => {
  it('offers to receive first, and pushes nobody to give back', () => {
    expect(texts('USER_ACCEPTED', ['detail', 'receive', 'return'], { delivery: shipped })).toEqual([
      '*确认收货',
      '申请退货',
      '查看支付分订单',
    ])
    expect(texts('USER_ACCEPTED', ['return', 'detail'])).toEqual(['申请退货', '查看支付分订单'])
    expect(texts('CREATED', ['reopen', 'retry', 'cancel'])).toEqual(['*继续确认', '取消订单', '重新确认'])
    expect(texts('USER_PAID', ['detail'], {}, 'paid')).toEqual(['*再次购买', '查看支付分订单'])
    expect(texts('FINISHED', ['detail'])).toEqual(['*去支付'])
  })

  it('asks with the exact amount, and for what, before it deducts', () => {
    expect(receiveQuestion(goodsIn('USER_ACCEPTED', ['receive'], { delivery: shipped }))).toContain(
      '扣款\u00a0¥424.00（明前龙井 50 克 ×1、白毫银针 30 克 ×2）',
    )
    const partly = goodsIn('USER_ACCEPTED', ['receive'], { delivery: { ...shipped, returns: [accepted] } })
    expect(goodsOrderPage(partly, '').receiveQuestion).toContain(
      '扣款\u00a0¥296.00（明前龙井 50 克 ×1、白毫银针 30 克 ×1）',
    )
  })

  it('shows goods, parcel and returns; no time of a use', () => {
    const delivery = { ...shipped, returns: [accepted] }
    const shown = goodsOrderPage(goodsIn('USER_ACCEPTED', [], { delivery }), '')
    expect(shown.goods.map(({ count, back }) => [count, back])).toEqual([
      [1, ''],
      [2, '已退 1 件'],
    ])
    expect(shown.shipment).toEqual({
      note: '顺丰速运，单号 SF1060086540000',
      at: '2026-11-20 16:23',
      until: '2026-11-30 16:23',
    })
    expect(shown.returns).toMatchObject([{ state: '商家已同意', fen: 12800, note: '可以，请原包装寄回' }])
    expect(goodsOrderPage(goodsIn('USER_PAID', [], { delivery }, 'paid'), '').used).toBe('')
  })

  it('promises no date while a return waits, and none once the goods were received', () => {
    const open = goodsIn('USER_ACCEPTED', [], { delivery: { ...shipped, returns: [asked] } })
    expect(goodsOrderPage(open, '').shipment?.until).toBe('')
    expect(goodsOrderPage(goodsIn('FINISHED', [], { delivery: shipped }), '').shipment?.until).toBe('')
    expect(goodsOrderPage(goodsIn('USER_ACCEPTED', []), '').shipment).toBeNull()
  })

  it('helps with what can still happen', () => {
    const titles = (...facts: Parameters<typeof goodsIn>) =>
      goodsOrderPage(goodsIn(...facts), '').help.map(({ title }) => title)
    expect(titles('USER_ACCEPTED', [])).toEqual([
      '什么时候扣款',
      '不想要了怎么办',
      '扣款失败怎么办',
      '对费用有疑问',
    ])
    expect(titles('FINISHED', [])).toEqual(['扣款失败怎么办', '对费用有疑问'])
    expect(titles('USER_PAID', [], {}, 'paid')).toEqual(['对费用有疑问'])
    expect(titles('REVOKED', [], { delivery: { returns: [allBack] } }, 'cancelled')).toEqual(['对费用有疑问'])
  })
})
