import {
  cartOf,
  cartProblem,
  fitting,
  mostOf,
  shownCart,
  shownShop,
  soldOutSentence,
  withSoldOut,
} from '../../../miniprogram/delivery/pages/goods/goods-model'
import type { OfferView } from '../../../miniprogram/domain/offer'
import { teaShop } from '../goods-fixtures'

const shelf = teaShop.goods ?? []
const goods = (id: string) => {
  const found = shelf.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('the shelf', () => {
  it('offers no more than there are, than one order may have, and than anybody may order', () => {
    expect(shelf.map(mostOf)).toEqual([99, 3, 6, 0])
    expect(mostOf({ ...goods('lapsang'), left: 4 })).toBe(4)
    expect(mostOf({ ...goods('longjing'), most: 200, left: 500 })).toBe(99)
    expect(mostOf({ ...goods('longjing'), left: -1 })).toBe(0)
  })

  it('says how few there are, what one order may have, or that nothing is left', () => {
    const { rows } = shownCart(teaShop, {})
    expect(rows.map(({ note, few, soldOut }) => [note, few, soldOut])).toEqual([
      ['', false, false],
      ['仅剩 3 件', true, false],
      ['每单最多 6 件', false, false],
      ['已售罄', false, true],
    ])
  })

  it('says in a step of its own what happens when nobody does anything', () => {
    expect(shownShop(teaShop).steps).toEqual([...teaShop.steps, expect.stringContaining('10 天')])
    const { receiveAfterDays, ...open } = teaShop
    expect(receiveAfterDays).toBe(10)
    expect(shownShop(open).steps).toEqual(teaShop.steps)
  })
})

describe('the cart', () => {
  it('is in the order of the shelf, without what is not wanted', () => {
    expect(cartOf(shelf, { lapsang: 1, longjing: 2, needle: 0 })).toEqual([
      { id: 'longjing', count: 2 },
      { id: 'lapsang', count: 1 },
    ])
  })

  it('keeps what still fits the shelf, and nothing that is gone', () => {
    expect(fitting(shelf, { longjing: 2, needle: 4, teacup: 1, gone: 3, lapsang: -1 })).toEqual({
      longjing: 2,
      needle: 3,
    })
  })

  it('costs what the goods cost, today nothing', () => {
    const { charge, fees } = shownCart(teaShop, { longjing: 1, needle: 2 })
    expect(charge).toEqual({ label: '合计', fen: 42400 })
    expect(fees?.rows.map(({ name, fen, note }) => [name, fen, note])).toEqual([
      ['明前龙井 50 克', 16800, '单价 ¥168.00'],
      ['白毫银针 30 克', 25600, '单价 ¥128.00 ×2'],
    ])
    expect(fees?.total).toEqual({ label: '商品合计', fen: 42400 })
    expect(fees?.limit).toMatchObject({ maxCharge: 42400, riskLabel: '' })
    expect(fees?.limit?.foot).toMatch(/^现在不会扣款。/)
    expect(shownCart(teaShop, {})).toMatchObject({ charge: { fen: 0 }, fees: null })
  })

  it('says what keeps it from being ordered', () => {
    expect(cartProblem(teaShop, { longjing: 1 })).toBe('')
    expect(cartProblem(teaShop, {})).toBe('请先选择商品')
    expect(cartProblem(teaShop, { longjing: 8 })).toBe('每单最多\u00a0¥1200.00，请减少商品')
    expect(cartProblem(teaShop, { needle: 4 })).toBe('「白毫银针 30 克」最多还能选 3 件，请减少数量')
    expect(cartProblem(teaShop, { lapsang: 7 })).toBe('「正山小种 100 克」最多还能选 6 件，请减少数量')
    const many: OfferView = {
      ...teaShop,
      goods: Array.from({ length: 21 }, (_, at) => ({ ...goods('longjing'), id: `g${at}`, amount: 1 })),
    }
    const all = Object.fromEntries((many.goods ?? []).map(({ id }) => [id, 1]))
    expect(cartProblem(many, all)).toBe('每单最多 20 种商品，请减少种类')
  })
})

describe('sold out in between', () => {
  const details = { goods: 'needle', problem: 'sold-out', most: 1 }

  it('the shelf shows what is left, and the sentence names the goods', () => {
    const now = withSoldOut(teaShop, details)
    expect(fitting(now.goods ?? [], { longjing: 1, needle: 2 })).toEqual({ longjing: 1, needle: 1 })
    expect(soldOutSentence(teaShop, details)).toBe('「白毫银针 30 克」只剩 1 件了')
    expect(soldOutSentence(teaShop, { ...details, most: 0 })).toBe('「白毫银针 30 克」刚刚售罄')
    expect(shownCart(withSoldOut(teaShop, { ...details, most: 0 }), {}).rows[1]).toMatchObject({
      soldOut: true,
    })
  })

  it('details that say something else change nothing', () => {
    for (const other of [undefined, null, 'x', {}, { problem: 'count', goods: 'needle' }]) {
      expect(withSoldOut(teaShop, other)).toEqual(teaShop)
      expect(soldOutSentence(teaShop, other)).toBe('')
    }
    expect(soldOutSentence(teaShop, { ...details, goods: 'gone' })).toBe('')
  })
})
