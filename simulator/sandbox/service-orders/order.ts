import { type Line, type Mode } from '../account'
import { type Done, type Order as AnyOrder } from '../orders/order'
import { type ShoppingInfo } from '../pay-on-delivery/shopping'
import { type SessionOf } from '../sign-plan/sessions/session'

/** An order of the service-orders protocol as WeChat Pay keeps it. Amounts in fen, times as they were sent. */

/** One thing to pay for; `amount` is its whole, not multiplied by `count`. */
export interface Payment {
  readonly name: string
  readonly amount?: number
  readonly description?: string
  readonly count?: number
}

export interface Discount {
  readonly name: string
  /** Always where a merchant sends it; not in a session, whose discount WeChat Pay makes of its plan. */
  readonly description?: string
  readonly amount?: number
  readonly count?: number
}

/** 先免: the risk fund bounds the total. 先享 (ESTIMATE_ORDER_COST): only the service's limit does (facts 3.1). */
export const riskNames = ['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT', 'ESTIMATE_ORDER_COST'] as const
export type RiskName = (typeof riskNames)[number]

export interface RiskFund {
  /** Absent in the session of a plan alone. */
  readonly name?: RiskName
  readonly amount: number
  readonly description?: string
}

export interface TimeRange {
  readonly start_time?: string
  readonly start_time_remark?: string
  readonly end_time?: string
  readonly end_time_remark?: string
}

export interface Location {
  readonly start_location?: string
  readonly end_location?: string
}

export interface Device {
  readonly start_device_id?: string
  readonly end_device_id?: string
  readonly materiel_no?: string
}

/** Whose order it is. */
export interface Parties {
  readonly mode: Mode
  readonly appid: string
  readonly service_id: string
  /** Only of a sub-merchant. */
  readonly sub_mchid?: string
  readonly sub_appid?: string
}

/** The checked body of create. */
export interface CreateRequest extends Parties {
  readonly out_order_no: string
  readonly service_introduction: string
  readonly post_payments: readonly Payment[]
  readonly post_discounts: readonly Discount[]
  readonly risk_fund: RiskFund
  readonly time_range: TimeRange & { readonly start_time: string }
  readonly location?: Location
  readonly attach?: string
  readonly notify_url: string
  readonly need_user_confirm: boolean
  readonly openid?: string
  readonly sub_openid?: string
  readonly device?: Device
  /** Only of goods. */
  readonly shopping_info?: ShoppingInfo
  /** Only of a session of a signed plan. */
  readonly session?: SessionOf
}

/** What the service cost: from complete, later from modify. */
export interface Bill {
  readonly post_payments: readonly Payment[]
  readonly post_discounts: readonly Discount[]
  readonly total_amount: number
}

/** The checked body of complete. */
export interface CompleteRequest extends Bill {
  readonly time_range: TimeRange
  readonly location?: Location
  readonly device?: Device
  readonly profit_sharing: boolean
  readonly goods_tag?: string
}

/** How the money came: taken by WeChat Pay (NEWTON), or paid to the merchant (MCH). */
export interface Paid {
  readonly time: string
  readonly paid_type?: 'NEWTON' | 'MCH'
  readonly transaction_id?: string
}

export type MessageKind = 'pendingmessage' | 'prepaidmessage'

/** Some of a bill, taken before the rest. */
export interface Part extends Required<Pick<Paid, 'time' | 'transaction_id'>> {
  readonly amount: number
}

export interface Order extends AnyOrder {
  /** What the customer gets: by which call it was created. */
  readonly line: Line
  readonly request: CreateRequest
  /** Canonical text of create's body as sent. */
  readonly sentAs: string
  readonly finish?: Done & { readonly request: CompleteRequest }
  /** Lowered bills, oldest first. */
  readonly modifications: readonly (Done & { readonly bill: Bill })[]
  readonly messages: Partial<Record<MessageKind, Done>>
  /** Deductions of less than the bill, oldest first. */
  readonly parts?: readonly Part[]
  /** What ended the debt: all of it, or what the parts had left. */
  readonly paid?: Paid
}

/** What is to be paid now; undefined before completion. */
export const billOf = (order: Order): Bill | undefined =>
  order.modifications.at(-1)?.bill ?? order.finish?.request

/** What was deducted in parts. */
export const takenOf = ({ parts = [] }: Order): number => parts.reduce((sum, { amount }) => sum + amount, 0)

/** What the parts leave of the bill. */
export const restOf = (order: Order): number => (billOf(order)?.total_amount ?? 0) - takenOf(order)

/** Σ amount − Σ discount; a line with only a description counts as 0 (facts 3.9). */
export function sumOf({ post_payments, post_discounts }: Omit<Bill, 'total_amount'>): number {
  const sum = (lines: readonly (Payment | Discount)[]): number =>
    lines.reduce((total, { amount = 0 }) => total + amount, 0)
  return sum(post_payments) - sum(post_discounts)
}
