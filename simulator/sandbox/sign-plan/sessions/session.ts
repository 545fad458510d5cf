/** What makes a service order the session of a signed plan. Amounts in fen. */
export interface SessionOf {
  readonly sign_plan_id: string
  readonly plan_detail_no: number
  readonly actual_price: number
}
