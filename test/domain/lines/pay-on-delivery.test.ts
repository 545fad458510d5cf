import fc from 'fast-check'
import { CART_LIMITS, linesOf, previewOf, priceCart, worthOf } from '#domain/lines/pay-on-delivery'
import { CUP, ordered, picture, shelf, some, TEA } from './goods-fixtures'

describe('priceCart', () => {
  it('snapshots name, picture and price, and costs at most what the goods cost', () => {
    expect(priceCart(shelf(), [some('tea', 2), some('cup', 1)])).toEqual({
      goods: [ordered(2), ordered(1, CUP)],
      preview: {
        fees: [
          { name: '龙井', amount: 13_600, description: '单价 ¥68.00', count: 2 },
          { name: '茶杯', amount: 1990, description: '单价 ¥19.90', count: 1 },
        ],
        discounts: [],
        estimate: 15_590,
        riskName: 'ESTIMATE_ORDER_COST',
        riskAmount: 15_590,
        maxCharge: 15_590,
      },
    })
  })

  it.each([
    ['nothing', [], { problem: 'empty' }],
    ['an unknown id', [some('car', 1)], { goods: 'car', problem: 'unknown' }],
    ['a name of the prototype', [some('constructor', 1)], { goods: 'constructor', problem: 'unknown' }],
    ['zero', [some('tea', 0)], { goods: 'tea', problem: 'count', most: 99 }],
    ['a negative count', [some('tea', -1)], { goods: 'tea', problem: 'count', most: 99 }],
    ['a fraction', [some('tea', 1.5)], { goods: 'tea', problem: 'count', most: 99 }],
    ['NaN', [some('tea', NaN)], { goods: 'tea', problem: 'count', most: 99 }],
    ['infinitely many', [some('tea', Infinity)], { goods: 'tea', problem: 'count', most: 99 }],
    ['more than one order may have', [some('cup', 4)], { goods: 'cup', problem: 'count', most: 3 }],
    ['more than there are', [some('tea', 6)], { goods: 'tea', problem: 'sold-out', most: 5 }],
    ['one kind twice', [some('tea', 1), some('tea', 1)], { goods: 'tea', problem: 'twice' }],
  ])('refuses %s', (_, cart, problem) => {
    expect(priceCart(shelf(), cart)).toEqual(problem)
  })

  it('takes what is just left, 99 of what nobody counts, and what just costs the most', () => {
    expect(priceCart(shelf(), [some('tea', 5)])).toMatchObject({ preview: { maxCharge: 34_000 } })
    const pin = { id: 'pin', name: '别针', picture, amount: 1 }
    expect(priceCart(shelf([pin]), [some('pin', 99)])).toMatchObject({ preview: { maxCharge: 99 } })
    expect(priceCart(shelf([pin]), [some('pin', 100)])).toMatchObject({ problem: 'count' })
    expect(priceCart(shelf([TEA], 13_600), [some('tea', 2)])).toMatchObject({ preview: {} })
    expect(priceCart(shelf([TEA], 13_599), [some('tea', 2)])).toEqual({ problem: 'above-limit' })
  })

  it('takes 20 kinds and not 21; an offer without goods has nothing', () => {
    const goods = Array.from({ length: 21 }, (_, n) => ({ ...TEA, id: `g${n}`, name: `茶 ${n}`, amount: 1 }))
    const cart = goods.map(({ id }) => some(id, 1))
    expect(priceCart(shelf(goods), cart)).toEqual({ problem: 'too-many-kinds' })
    expect(priceCart(shelf(goods), cart.slice(0, CART_LIMITS.kinds))).toMatchObject({
      preview: { estimate: 20 },
    })
    const { goods: _none, ...bare } = shelf()
    expect(priceCart(bare, [some('tea', 1)])).toMatchObject({ problem: 'unknown' })
  })
})

describe('a preview and a bill', () => {
  it('list what is there, and their lines come to their worth', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({ amount: fc.integer({ min: 1, max: 99_999 }), count: fc.integer({ min: 0, max: 99 }) }),
        ),
        (lines) => {
          const goods = lines.map(({ amount, count }, n) => ({ ...ordered(count), id: `${n}`, amount }))
          const fees = linesOf(goods)
          expect(fees.reduce((sum, { amount = 0 }) => sum + amount, 0)).toBe(worthOf(goods))
          expect(fees).toHaveLength(goods.filter(({ count }) => count > 0).length)
          expect(previewOf(goods, 'DEPOSIT').riskAmount).toBe(worthOf(goods))
        },
      ),
    )
  })
})
