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
}

export interface FeeView {
  readonly name: string
  readonly amount: number | undefined
  readonly rule: string | undefined
  readonly count: number | undefined
}
