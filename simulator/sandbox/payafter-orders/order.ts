/** An order of the payafter-orders protocol as WeChat Pay keeps it. Amounts in fen, times as they were sent. */

export type State = 'CREATED' | 'USER_ACCEPTED' | 'FINISHED' | 'USER_PAID' | 'REVOKED' | 'EXPIRED'

/** What can happen to an order. */
export type OrderEvent = 'accept' | 'expire' | 'cancel' | 'finish' | 'cancel-use' | 'deduct' | 'sync'

/** The only moves there are (facts 2.1). Where two targets stand, a switch chooses. */
export const transitions: Readonly<Record<State, Partial<Record<OrderEvent, readonly State[]>>>> = {
  CREATED: { accept: ['USER_ACCEPTED'], expire: ['EXPIRED'], cancel: ['REVOKED'] },
  USER_ACCEPTED: { finish: ['FINISHED'], 'cancel-use': ['FINISHED', 'REVOKED'], cancel: ['REVOKED'] },
  FINISHED: { deduct: ['USER_PAID'], sync: ['USER_PAID'], cancel: ['REVOKED'] },
  USER_PAID: {},
  REVOKED: {},
  EXPIRED: {},
}

export interface Fee {
  readonly fee_name: string
  readonly fee_count?: number
  readonly fee_amount?: number
  readonly fee_desc?: string
}

export interface Discount {
  readonly discount_name: string
  readonly discount_amount?: number
  readonly discount_desc?: string
}

export type SensitiveField = 'name' | 'phone' | 'userid' | 'address'
export const sensitiveFields: readonly SensitiveField[] = ['name', 'phone', 'userid', 'address']

/** The checked body of create. */
export interface CreateRequest {
  readonly appid: string
  readonly out_order_no: string
  readonly service_id: string
  readonly service_start_time: string
  readonly service_end_time?: string
  readonly service_start_location: string
  readonly service_end_location?: string
  readonly service_introduction: string
  readonly fees: readonly Fee[]
  readonly discounts: readonly Discount[]
  readonly risk_amount: number
  readonly attach?: string
  readonly need_user_confirm: boolean
  readonly openid?: string
  /** Decrypted. */
  readonly sensitive: Partial<Record<SensitiveField, string>>
}

/** The checked body of complete. */
export interface CompleteRequest {
  readonly finish_type: 1 | 2
  readonly cancel_reason?: string
  readonly real_service_start_time?: string
  readonly real_service_end_time?: string
  readonly real_service_end_location?: string
  readonly fees: readonly Fee[]
  readonly discounts: readonly Discount[]
  readonly total_amount: number
  readonly profit_sharing: boolean
}

export interface LaunchPackage {
  readonly value: string
  /** Business ms. */
  readonly createdAt: number
  readonly used: boolean
}

export interface Order {
  readonly out_order_no: string
  readonly order_id: string
  readonly query_id: string
  readonly mchid: string
  readonly state: State
  /** Business ms. */
  readonly createdAt: number
  readonly request: CreateRequest
  /** Canonical text of create's body as sent, and with its encrypted fields opened. */
  readonly sentAs: { readonly ciphertext: string; readonly plaintext: string }
  readonly packages: readonly LaunchPackage[]
  /** Who confirmed, where known. */
  readonly openid?: string
  readonly acceptedAt?: number
  readonly finish?: { readonly at: number; readonly sentAs: string; readonly request: CompleteRequest }
  readonly cancel?: { readonly at: number; readonly sentAs: string }
  readonly sync?: { readonly at: number; readonly sentAs: string }
  readonly paid?: { readonly time: string; readonly transactionId?: string; readonly payType?: string }
  /** Deductions fail until the user pays. */
  readonly deductionFails: boolean
  readonly failedDeductions: number
  readonly history: readonly {
    readonly event: OrderEvent | 'create'
    readonly state: State
    readonly at: number
  }[]
}

/**
 * The order after an event.
 * @param at business ms; @param to the switch's choice where the table has two
 * @throws Error when the table has no such move: a mistake of the sandbox, handlers ask `allows` first
 */
export function move(order: Order, event: OrderEvent, at: number, to?: State): Order {
  const targets = transitions[order.state][event] ?? []
  const state = to ?? targets[0]
  if (!state || !targets.includes(state)) {
    throw new Error(`An order that is ${order.state} cannot ${event}${to ? ` to ${to}` : ''}.`)
  }
  return { ...order, state, history: [...order.history, { event, state, at }] }
}

export const allows = (order: Order, event: OrderEvent): boolean =>
  transitions[order.state][event] !== undefined

/** Σ fee_amount − Σ discount_amount; a line with only a description counts as 0 (facts 3.9). */
export function sumOf(fees: readonly Fee[], discounts: readonly Discount[]): number {
  const plus = fees.reduce((sum, fee) => sum + (fee.fee_amount ?? 0), 0)
  return plus - discounts.reduce((sum, discount) => sum + (discount.discount_amount ?? 0), 0)
}
