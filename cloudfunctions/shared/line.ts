import type { CartLine, OrderedGoods } from '#domain/lines/pay-on-delivery'
import type { Preview } from '#domain/offer'
import type { Offer } from './offers/document'
import type { OrderDocument } from './orders/document'
import type { CreateInput, Created } from './protocol'
import type { PayAnswer } from './wechatpay'

/** What a customer chose of an offer. */
export interface Wish {
  /** Choice id → option id. */
  choices: Readonly<Record<string, string>>
  /** How many of which goods. */
  cart?: readonly CartLine[]
}

/** What it costs, and the goods that it is for where there are any. */
export interface Priced {
  preview: Preview
  goods?: OrderedGoods[]
}

/** Where product lines differ: how an order is priced and created, and who says that it is to be billed (design 1). */
export interface LineRules {
  /** The price is ours, never the page's (design 4.1). @throws Failed when the offer does not have what was chosen */
  price(offer: Offer, wish: Wish): Priced
  /** What a create says beside what every line says. */
  shopping?(order: Pick<OrderDocument, '_id' | 'appid' | 'sub_appid' | 'goods'>): CreateInput['shopping']
  /** What a create answered, where another create than the protocol's own makes the line's orders. */
  readCreate?(answer: PayAnswer): Created
  /** Who ends a confirmed order with a bill. */
  completedBy: 'operator' | 'customer'
}
