import fc from 'fast-check'
import {
  boundGoods,
  canAnswerReturn,
  canAskReturn,
  canReceive,
  canShip,
  CART_LIMITS,
  type CartLine,
  type DeliveryFacts,
  dueToReceive,
  type Goods,
  keptGoods,
  linesOf,
  MOST_RETURNS,
  openReturn,
  type OrderedGoods,
  previewOf,
  priceCart,
  returnAnswered,
  returnAsked,
  returnProblem,
  shippedWith,
  worthOf,
} from '#domain/lines/pay-on-delivery'
import type { OrderState } from '#domain/order'

const T0 = Date.UTC(2026, 10, 20)
const DAY = 86_400_000
const picture = 'https://pictures.example.com/tea.png'
const TEA: Goods = { id: 'tea', name: '龙井', picture, amount: 6800, left: 5 }
const CUP: Goods = { id: 'cup', name: '茶杯', picture, amount: 1990, most: 3 }
const shelf = (goods: Goods[] = [TEA, CUP], maxCharge = 100_000) => ({
  goods,
  riskName: 'ESTIMATE_ORDER_COST' as const,
  maxCharge,
})
const ordered = (count: number, goods: Goods = TEA): OrderedGoods => ({
  id: goods.id,
  name: goods.name,
  picture,
  amount: goods.amount,
  count,
})
const order = (more: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  state: 'USER_ACCEPTED',
  goods: [ordered(3), ordered(1, CUP)],
  ...more,
})
const back = (goods: CartLine[], state: 'asked' | 'accepted' | 'declined') => ({
  goods,
  reason: 'x',
  at: T0,
  state,
  ...(state === 'asked' ? {} : { answeredAt: T0 + 5 }),
})
const some = (id: string, count: number): CartLine => ({ id, count })

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

describe('what is kept', () => {
  it('is what was ordered without what was given back, as far as that was accepted', () => {
    const returns = [
      back([some('tea', 1)], 'accepted'),
      back([some('tea', 1), some('cup', 1)], 'declined'),
      back([some('cup', 1)], 'accepted'),
      back([some('tea', 2)], 'asked'),
    ]
    expect(keptGoods(order({ delivery: { returns } }))).toEqual([ordered(2)])
    expect(keptGoods({})).toEqual([])
  })

  it('never gets negative, whatever was written', () => {
    const returns = [back([some('tea', 99), some('car', 1)], 'accepted')]
    expect(keptGoods(order({ delivery: { returns } }))).toEqual([ordered(1, CUP)])
  })

  it.each<[OrderState, boolean]>([
    ['CREATING', true],
    ['CREATED', true],
    ['USER_ACCEPTED', true],
    ['FINISHED', true],
    ['USER_PAID', true],
    ['REVOKED', false],
    ['EXPIRED', false],
    ['NOT_CREATED', false],
  ])('is bound to an order that is %s: %s', (state, isBound) => {
    const all = [some('tea', 3), some('cup', 1)]
    expect(boundGoods(order({ state }))).toEqual(isBound ? all : [])
    // What was sent is not on the shelf.
    expect(boundGoods(order({ state, delivery: { shipped: { note: 'x', at: T0 } } }))).toEqual(all)
  })
})

describe('who can do what', () => {
  const shipped = { shipped: { note: 'x', at: T0 }, receiveAt: T0 + DAY }
  const asked = { ...shipped, returns: [back([some('tea', 1)], 'asked')] }
  const table = (one: DeliveryFacts) =>
    [canShip(one), canReceive(one), canAskReturn(one), canAnswerReturn(one)].map(Number).join('')

  it.each<[string, Partial<DeliveryFacts>, string]>([
    ['confirmed', {}, '1010'],
    ['sent', { delivery: shipped }, '1110'],
    ['a return waits', { delivery: asked }, '0001'],
    ['a return waits before it was sent', { delivery: { returns: asked.returns } }, '0001'],
    ['something is under way', { delivery: shipped, pending: {} }, '0000'],
    ['a return waits and something is under way', { delivery: asked, pending: {} }, '0000'],
    ['unconfirmed', { state: 'CREATED' }, '0000'],
    ['billed', { state: 'FINISHED', delivery: shipped }, '0000'],
    ['paid', { state: 'USER_PAID', delivery: asked }, '0000'],
    ['everything was given back', { delivery: { ...shipped, returns: [back([some('tea', 3), some('cup', 1)], 'accepted')] } }, '1100'],
    ['too many returns', { delivery: { returns: Array(MOST_RETURNS).fill(back([some('tea', 1)], 'declined')) as never } }, '1000'],
  ])('%s: %s', (_, facts, can) => {
    expect(table(order(facts))).toBe(can)
  }) // prettier-ignore

  it('a service without goods: nobody anything', () => {
    const { goods: _none, ...service } = order({ delivery: {} })
    expect(table(service)).toBe('0000')
  })

  it('the order counts as received when its time is over, and not before, nor while somebody has to say something', () => {
    expect(dueToReceive(order({ delivery: shipped }))).toBe(T0 + DAY)
    expect(dueToReceive(order())).toBeUndefined()
    expect(dueToReceive(order({ delivery: asked }))).toBeUndefined()
    expect(dueToReceive(order({ delivery: shipped, pending: {} }))).toBeUndefined()
    expect(dueToReceive(order({ delivery: shipped, state: 'FINISHED' }))).toBeUndefined()
    const { goods: _none, ...service } = order({ delivery: shipped })
    expect(dueToReceive(service)).toBeUndefined()
  })

  it('an order of which nothing is left is over at once, sent or not', () => {
    const returns = [back([some('tea', 3), some('cup', 1)], 'accepted')]
    expect(dueToReceive(order({ delivery: { returns } }))).toBe(T0 + 5)
    expect(dueToReceive(order({ delivery: { ...shipped, returns } }))).toBe(T0 + 5)
  })
})

describe('returnProblem', () => {
  const partly = order({ delivery: { returns: [back([some('tea', 1)], 'accepted')] } })

  it.each([
    ['nothing', [], { problem: 'empty' }],
    ['what was not ordered', [some('car', 1)], { goods: 'car', problem: 'unknown' }],
    ['more than is kept', [some('tea', 3)], { goods: 'tea', problem: 'count', most: 2 }],
    ['zero', [some('tea', 0)], { goods: 'tea', problem: 'count', most: 2 }],
    ['a negative count', [some('tea', -2)], { goods: 'tea', problem: 'count', most: 2 }],
    ['a fraction', [some('tea', 0.5)], { goods: 'tea', problem: 'count', most: 2 }],
    ['one kind twice', [some('tea', 1), some('tea', 1)], { goods: 'tea', problem: 'twice' }],
    ['what is kept', [some('tea', 2), some('cup', 1)], undefined],
  ])('%s', (_, cart, problem) => {
    expect(returnProblem(partly, cart)).toEqual(problem)
  })
})

describe('a delivery', () => {
  it('is due so many days after it was sent; a corrected note changes neither', () => {
    const sent = shippedWith(undefined, { note: '顺丰', at: T0, days: 7 })
    expect(sent).toEqual({ shipped: { note: '顺丰', at: T0 }, receiveAt: T0 + 7 * DAY })
    expect(shippedWith(sent, { note: '中通', at: T0 + DAY, days: 1 })).toEqual({
      shipped: { note: '中通', at: T0 },
      receiveAt: T0 + 7 * DAY,
    })
  })

  it('asked for and answered: only the open return changes', () => {
    const before = { returns: [back([some('tea', 1)], 'declined')] }
    const asked = returnAsked(before, { goods: [some('cup', 1)], reason: '坏了', at: T0 + DAY })
    expect(openReturn({ delivery: asked })).toMatchObject({ goods: [some('cup', 1)], at: T0 + DAY })
    const answered = returnAnswered(asked, { accept: true, at: T0 + 2 * DAY, note: '好' })
    expect(answered.returns).toEqual([
      before.returns[0],
      { goods: [some('cup', 1)], reason: '坏了', at: T0 + DAY, state: 'accepted', answeredAt: T0 + 2 * DAY, note: '好' },
    ])
    expect(openReturn({ delivery: answered })).toBeUndefined()
  }) // prettier-ignore

  it('declined, there are three days left to receive it, or what there was', () => {
    const asked = (receiveAt?: number) =>
      returnAsked(receiveAt === undefined ? {} : { receiveAt }, { goods: [], reason: 'x', at: T0 })
    expect(returnAnswered(asked(T0 + DAY), { accept: false, at: T0 }).receiveAt).toBe(T0 + 3 * DAY)
    expect(returnAnswered(asked(T0 + 5 * DAY), { accept: false, at: T0 }).receiveAt).toBe(T0 + 5 * DAY)
    expect(returnAnswered(asked(T0 + DAY), { accept: true, at: T0 }).receiveAt).toBe(T0 + DAY)
    expect(returnAnswered(asked(), { accept: false, at: T0 }).receiveAt).toBeUndefined()
  })
})
