import type { DeliveryFacts } from '#domain/lines/delivery'
import type { CartLine, Goods, OrderedGoods } from '#domain/lines/pay-on-delivery'

export const T0 = Date.UTC(2026, 10, 20)
export const DAY = 86_400_000
export const picture = 'https://pictures.example.com/tea.png'
export const TEA: Goods = { id: 'tea', name: '龙井', picture, amount: 6800, left: 5 }
export const CUP: Goods = { id: 'cup', name: '茶杯', picture, amount: 1990, most: 3 }
export const shelf = (goods: Goods[] = [TEA, CUP], maxCharge = 100_000) => ({
  goods,
  riskName: 'ESTIMATE_ORDER_COST' as const,
  maxCharge,
})
export const ordered = (count: number, goods: Goods = TEA): OrderedGoods => ({
  id: goods.id,
  name: goods.name,
  picture,
  amount: goods.amount,
  count,
})
export const order = (more: Partial<DeliveryFacts> = {}): DeliveryFacts => ({
  state: 'USER_ACCEPTED',
  goods: [ordered(3), ordered(1, CUP)],
  ...more,
})
export const back = (goods: CartLine[], state: 'asked' | 'accepted' | 'declined') => ({
  goods,
  reason: 'x',
  at: T0,
  state,
  ...(state === 'asked' ? {} : { answeredAt: T0 + 5 }),
})
export const some = (id: string, count: number): CartLine => ({ id, count })
