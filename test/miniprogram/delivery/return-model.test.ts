import {
  allOf,
  cartOf,
  closedWords,
  goodsProblem,
  returnableRows,
  returnQuestion,
} from '../../../miniprogram/delivery/pages/return/return-model'
import { accepted, allBack, asked, goodsIn, shipped } from '../goods-fixtures'

const kept = goodsIn('USER_ACCEPTED', ['return'], { delivery: { ...shipped, returns: [accepted] } })

describe('the form of a return', () => {
  it('offers what is still kept, and never more', () => {
    expect(returnableRows(kept, { needle: 5 }).map(({ id, count, most }) => [id, count, most])).toEqual([
      ['longjing', 0, 1],
      ['needle', 1, 1],
    ])
    expect(cartOf(returnableRows(kept, allOf(kept)))).toEqual([
      { id: 'longjing', count: 1 },
      { id: 'needle', count: 1 },
    ])
  })

  it('says what is missing or too much', () => {
    expect(goodsProblem(kept, [])).toBe('请选择要退的商品和数量')
    expect(goodsProblem(kept, [{ id: 'needle', count: 2 }])).toBe('所选数量超过了可退的数量')
    expect(goodsProblem(kept, [{ id: 'needle', count: 1 }])).toBe('')
  })

  it('is closed while a return waits, when nothing is left, and once the goods were received', () => {
    expect(closedWords(kept)).toBe('')
    const closed = [
      goodsIn('USER_ACCEPTED', [], { delivery: { returns: [asked] } }),
      goodsIn('USER_ACCEPTED', [], { delivery: { returns: [allBack] } }),
      goodsIn('FINISHED', []),
      goodsIn('USER_ACCEPTED', [], { pending: 'complete' }),
    ]
    for (const order of closed) expect(closedWords(order)).toContain('不能申请退货')
  })

  it('asks with the amount that is not billed', () => {
    const rows = returnableRows(kept, { needle: 1 })
    expect(returnQuestion(rows, kept)).toContain('退回 白毫银针 30 克 ×1，商家同意后少收\u00a0¥128.00')
  })
})
