import { type Timed } from './agenda'
import { type LaunchView } from './pages/view'
import { type Route } from './router'
import { type World } from './world'

/** A verified request of the merchant. */
export interface Call {
  /** Path parameters. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  /** The request's Wechatpay-Serial: which platform key its encrypted fields were made for. */
  readonly serial: string | undefined
}

export interface Answer {
  /** 200 with a body or a file, 204 without. */
  readonly status: number
  readonly body?: object
  /** A file instead of a body; it is not signed. */
  readonly file?: { readonly type: string; readonly bytes: Buffer }
}

/** One of WeChat Pay's calls. `handle` runs in a transaction and throws ApiFailure to refuse. */
export interface Operation extends Route {
  /** `<protocol>/<what>`, as faults and the request list name it. */
  readonly name: string
  readonly handle: (call: Call) => Answer
}

/** What the person with the phone (or the bank behind it) does. */
export type UserAction = 'confirm' | 'decline' | 'pay' | 'fail'

/** An order as control calls show it; each protocol adds its own fields. Amounts in fen. */
export interface OrderSummary {
  readonly protocol: string
  readonly out_order_no: string
  readonly service_id: string
  readonly state: string
  readonly risk_amount: number
  /** What the merchant completed it with; null before. */
  readonly total_amount: number | null
  /** What WeChat Pay took from the user; 0 when the merchant was paid directly. */
  readonly charged: number
  /** The number that 「返回商家」 hands over and a query accepts. */
  readonly query_id: string
}

/** A family of calls with its orders. A new protocol is a folder with one of these, named in protocols.ts. */
export interface Protocol extends Timed {
  readonly name: string
  readonly operations: readonly Operation[]
  orders(): readonly OrderSummary[]
  find(out_order_no: string): OrderSummary | undefined
  /** @throws ControlFailure 409 when the order's state does not allow it */
  act(out_order_no: string, action: UserAction, openid: string | undefined): OrderSummary
  /** So many fen of what is due are paid. @throws ControlFailure 409 when that is no part of it */
  payPart(out_order_no: string, amount: number): OrderSummary
  /** A deduction begins and takes so many business seconds. @throws ControlFailure 409 when nothing is to be deducted */
  deduct(out_order_no: string, seconds: number): OrderSummary
  /** The order behind a launch package, for the confirm page; using it up when `use` is set. */
  byPackage(value: string, use: boolean): LaunchView | 'expired' | 'used' | undefined
  /** The order for the detail page. */
  view(by: { readonly out_order_no?: string; readonly query_id?: string }): LaunchView | undefined
}

export type ProtocolFactory = (world: World) => Protocol
