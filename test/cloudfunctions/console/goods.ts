import type { Delivery, GoodsReturn } from '#domain/lines/delivery'
import type { CartLine, OrderedGoods } from '#domain/lines/pay-on-delivery'
import { Failed } from '../../../cloudfunctions/shared/failed'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { tells } from '../shared/orders/desk'
import { anOrder, T0 } from '../shared/orders/fixtures'

/** Two teas and a cup, confirmed; nothing was sent. */
export const GOODS: OrderedGoods[] = [
  { id: 'tea', name: '龙井', picture: 'https://p.example.com/t.png', amount: 6800, count: 2 },
  { id: 'cup', name: '茶杯', picture: 'https://p.example.com/c.png', amount: 1990, count: 1 },
]
export const ALL: CartLine[] = GOODS.map(({ id, count }) => ({ id, count }))

export const goodsOrder = (more: Partial<OrderDocument> = {}): OrderDocument =>
  anOrder({
    state: 'USER_ACCEPTED',
    line: 'pay-on-delivery',
    protocol: 'service-orders',
    goods: GOODS,
    preview: {
      fees: [],
      discounts: [],
      riskName: 'ESTIMATE_ORDER_COST',
      riskAmount: 15_590,
      maxCharge: 15_590,
    },
    ...more,
  })

export const DAY = 86_400_000
export const shipped: Delivery = { shipped: { note: '顺丰 SF1', at: T0 - DAY }, receiveAt: T0 + DAY }

/** When the customer asked. */
export const ASKED = T0 - 3_600_000
export const asked = (goods: CartLine[], more: Partial<GoodsReturn> = {}): GoodsReturn => ({
  goods,
  reason: '不想要了',
  at: ASKED,
  state: 'asked',
  ...more,
})

/** What WeChat Pay says of an order that the customer confirmed. */
export const confirmed = tells('DOING', { state_description: 'USER_CONFIRM', mchid: '1900000001' })

export async function codeOf(what: Promise<unknown>): Promise<string> {
  const error = await what.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Failed ? error.code : String(error)
}
