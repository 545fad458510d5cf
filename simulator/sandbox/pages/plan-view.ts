/** What the pages show of a plan that is to be signed, or was. Amounts in fen. */
export interface PlanView {
  /** The app whose page it is. */
  readonly appid: string
  /** Whom it is for, where that app knows them. */
  readonly signer?: string
  readonly merchant: string
  readonly merchant_sign_plan_no: string
  readonly name: string
  readonly days: number
  /** When it ends; empty until it is signed. */
  readonly until: string
  readonly state: string
  readonly stateText: string
  readonly total: number
  readonly original: number
  readonly sessions: readonly SessionView[]
  /** Whether one of them is in use. */
  readonly using: boolean
}

export interface SessionView {
  readonly name: string
  readonly price: number
  readonly original: number
  /** Why it costs less. */
  readonly rule: string | undefined
  readonly stateText: string
}
