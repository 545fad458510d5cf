/** What the pages show of an order, whatever its protocol. Amounts in fen. */
export interface LaunchView {
  readonly appid: string
  /** Whose service it is. */
  readonly merchant: string
  readonly service_id: string
  readonly out_order_no: string
  readonly query_id: string
  readonly state: string
  readonly stateText: string
  /** Whether the user may still confirm. */
  readonly open: boolean
  readonly introduction: string
  readonly rows: readonly { readonly label: string; readonly value: string }[]
  readonly fees: readonly FeeView[]
  readonly discounts: readonly FeeView[]
  readonly risk_amount: number
  /** What the service cost, once it is over. */
  readonly total_amount: number | undefined
  /** Whether that was paid, or there was nothing to pay. */
  readonly paid: boolean
  /** Names of the personal fields that the merchant sent. */
  readonly personal: readonly string[]
  /** Only of goods. */
  readonly shopping?: ShoppingView
}

/** Goods that are paid after receiving. */
export interface ShoppingView {
  readonly goods: readonly GoodsView[]
  /** What is to be paid after receiving, as the order was placed. */
  readonly due: number
  /** Where the merchant shows the order: an app and the path of its page. */
  readonly link: { readonly appid: string; readonly path: string }
}

export interface GoodsView {
  readonly name: string
  /** Address of a picture. */
  readonly picture: string
  /** Of one. */
  readonly price: number
  readonly count: number
}

export interface FeeView {
  readonly name: string
  readonly amount: number | undefined
  readonly rule: string | undefined
  readonly count: number | undefined
}
