import { type Done, type Order as AnyOrder } from '../orders/order'

/** An order of the payafter-orders protocol as WeChat Pay keeps it. Amounts in fen, times as they were sent. */

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

export interface Order extends AnyOrder {
  readonly request: CreateRequest
  /** Canonical text of create's body as sent, and with its encrypted fields opened. */
  readonly sentAs: { readonly ciphertext: string; readonly plaintext: string }
  readonly finish?: Done & { readonly request: CompleteRequest }
  readonly paid?: { readonly time: string; readonly transactionId?: string; readonly payType?: string }
}

/** Σ fee_amount − Σ discount_amount; a line with only a description counts as 0 (facts 3.9). */
export function sumOf(fees: readonly Fee[], discounts: readonly Discount[]): number {
  const plus = fees.reduce((sum, fee) => sum + (fee.fee_amount ?? 0), 0)
  return plus - discounts.reduce((sum, discount) => sum + (discount.discount_amount ?? 0), 0)
}
