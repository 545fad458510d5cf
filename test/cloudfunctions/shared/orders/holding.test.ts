import type { Delivery } from '#domain/lines/delivery'
import { SHORT } from '../../../../cloudfunctions/shared/orders/for-a-person'
import { countOf, isShort, isUnbalanced } from '../../../../cloudfunctions/shared/orders/holding'
import { T0 } from './fixtures'

const picture = 'https://p.example.com/t.png'
const goods = [
  { id: 'tea', name: '龙井', picture, amount: 6800, count: 2 },
  { id: 'cup', name: '茶杯', picture, amount: 1990, count: 1 },
]
const tea = (count: number) => [{ id: 'tea', count }]
const both = (teas: number, cups: number) => [...tea(teas), { id: 'cup', count: cups }]
const back = (count: number): Delivery => ({
  returns: [{ goods: tea(count), reason: 'x', at: T0, state: 'accepted', answeredAt: T0 }],
})
const order = { state: 'USER_ACCEPTED', goods } as const

it('counts what lines name', () => {
  expect([countOf(both(2, 1), 'tea'), countOf(both(2, 1), 'cup'), countOf(both(2, 1), 'cake')]).toEqual([
    2, 1, 0,
  ])
  expect(countOf([], 'tea')).toBe(0)
})

describe('isUnbalanced', () => {
  it.each([
    ['holds what it should', { held: tea(2) }],
    ['holds both as it should', { held: both(2, 1) }],
    ['holds nothing that is counted', { held: [] }],
    ['is of a service', {}],
    ['ended, and gave everything back', { state: 'EXPIRED', held: tea(0) }],
    ['was sent before it ended', { state: 'REVOKED', held: tea(2), delivery: { shipped: { note: 'x', at: T0 } } }],
    ['gave one back', { held: tea(1), delivery: back(1) }],
  ] as const)('not an order that %s', (_, more) => {
    expect(isUnbalanced({ ...order, ...more } as never)).toBe(false)
  }) // prettier-ignore

  it.each([
    ['ended and holds some', { state: 'REVOKED', held: tea(2) }],
    ['is confirmed and holds nothing', { held: tea(0) }],
    ['holds too few of the second kind', { held: both(2, 0) }],
    ['holds what was given back', { held: tea(2), delivery: back(1) }],
  ] as const)('an order that %s', (_, more) => {
    expect(isUnbalanced({ ...order, ...more } as never)).toBe(true)
  })
})

describe('isShort', () => {
  const told = { ...order, alerts: ['x', SHORT] }

  it.each([
    ['holds too few', told, tea(0), true],
    ['holds enough', told, tea(2), true],
    ['has too few of one and enough of the other', told, both(0, 1), true],
    ['holds nothing that is counted', told, undefined, true],
    ['nobody was told of', { ...told, alerts: ['x'] }, tea(0), false],
    ['has something to give back', told, tea(3), false],
    ['has to give back of one kind and lacks the other', told, both(1, 2), false],
    ['ended', { ...told, state: 'EXPIRED' as const }, tea(1), false],
  ])('of an order that %s', (_, one, held, expected) => {
    expect(isShort({ ...one, ...(held ? { held } : {}) } as never)).toBe(expected)
  })
})
