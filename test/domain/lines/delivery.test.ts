import {
  boundGoods,
  canAnswerReturn,
  canAskReturn,
  canReceive,
  canShip,
  type DeliveryFacts,
  dueToReceive,
  keptGoods,
  MOST_RETURNS,
  openReturn,
  returnAnswered,
  returnAsked,
  returnProblem,
  shippedWith,
} from '#domain/lines/delivery'
import type { OrderState } from '#domain/order'
import { back, CUP, DAY, order, ordered, some, T0 } from './goods-fixtures'

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
