import type { Offer } from '../../../../cloudfunctions/shared/offers/document'
import { isUnbalanced } from '../../../../cloudfunctions/shared/orders/holding'
import { keptOf, readKept, restoredOrder } from '../../../../cloudfunctions/shared/orders/restore'
import { anOrder, T0 } from './fixtures'

const goods = [{ id: 'tea', name: '龙井', picture: 'https://p.example.com/t.png', amount: 6800, count: 2 }]
const returns = [
  { goods: [{ id: 'tea', count: 1 }], reason: 'x', at: T0, state: 'accepted' as const, answeredAt: T0 },
]
const delivery = { shipped: { note: '顺丰', at: T0 }, receiveAt: T0 + 5, returns }
const held = [{ id: 'tea', count: 1 }]
const order = anOrder({
  state: 'USER_ACCEPTED',
  line: 'pay-on-delivery',
  protocol: 'service-orders',
  openid: 'openid-1',
  appid: 'wx12345678',
  goods,
  delivery,
  held,
}) // prettier-ignore
const offer = { ...order, _id: 'tea-shop', receiveAfterDays: 7 } as unknown as Offer
const line = (): object => JSON.parse(JSON.stringify(keptOf(order))) as object

it('goods, where they are, and what the stock gave come back as they were', () => {
  const restored = restoredOrder(readKept(line()), offer, T0 + 9)
  expect(restored).toMatchObject({ goods, delivery, held, receiveAfterDays: 7, state: 'CREATING' })
  // Nobody bills it before WeChat Pay was asked, and nothing of the stock moves.
  expect(restored.receiveAt).toBeUndefined()
  expect(isUnbalanced(restored)).toBe(false)
})

it.each<[string, object]>([
  ['goods', { goods: 'tea' }],
  ['goods', { goods: [null] }],
  ['goods', { goods: [{ ...goods[0], amount: -1 }] }],
  ['goods', { goods: [{ ...goods[0], count: 0.5 }] }],
  ['held', { held: [{ id: 'tea', count: -1 }] }],
  ['held', { held: [{ count: 1 }] }],
  ['delivery', { delivery: null }],
  ['delivery', { delivery: 'sent' }],
  ['delivery', { delivery: { shipped: null } }],
  ['delivery', { delivery: { shipped: { note: 'x' } } }],
  ['delivery', { delivery: { ...delivery, receiveAt: 'soon' } }],
  ['delivery', { delivery: { returns: {} } }],
  ['delivery', { delivery: { returns: [null] } }],
  ['delivery', { delivery: { returns: [{ ...returns[0], goods: undefined }] } }],
  ['delivery', { delivery: { returns: [{ ...returns[0], goods: [{ id: 'tea', count: -1 }] }] } }],
  ['delivery', { delivery: { returns: [{ ...returns[0], state: 'taken' }] } }],
  ['delivery', { delivery: { returns: [{ ...returns[0], at: 'x' }] } }],
])('%s like %j is refused by its name', (field, more) => {
  expect(() => readKept({ ...line(), ...more })).toThrow(
    new TypeError(`${field} is missing or not as it was exported`),
  )
})
