import { payafterWords } from './lines/payafter-words'
import { payOnDeliveryWords } from './lines/pay-on-delivery-words'
import { signPlanWords } from './lines/sign-plan-words'
import type { Line, Preview } from './offer'
import type { OrderState } from './order'
import type { Moment } from './period'
import type { OrderView } from './view'
import type { StateWords } from './words'

/** What a line's words depend on. */
export type LineFacts = Pick<OrderView, 'state' | 'outcome' | 'preview' | 'goods' | 'delivery' | 'session'>

/** One stage of an order's way. */
export interface Stage {
  /** Stable, for lists. */
  key: 'submitted' | 'accepted' | 'shipped' | 'finished' | 'paid'
  /** The state that it leads to; a stage between two states has a time of its own. */
  state?: OrderState
  at?: Moment
  /** Behind us, where the order stands, still to come. */
  done: string
  now: string
  next: string
}

/** Where product lines differ in what people read of an order. */
export interface LineWords {
  /** A confirmed order: who does what now, and when money moves. */
  accepted(order: LineFacts): StateWords
  /** What is read before an order is confirmed, where a line has nothing to confirm. */
  unconfirmed?: Readonly<Partial<Record<OrderState, StateWords>>>
  /** An order that ended with nothing to pay. */
  free: StateWords
  /** An order that was cancelled after it was confirmed, where there is more to say than that. */
  cancelled?(order: LineFacts): StateWords | undefined
  stages(order: LineFacts): readonly Stage[]
  /** What would be billed of an order as it is now. */
  priced(order: LineFacts): Preview
  /** The fee card of an order without a bill: its titles, its sum, and what happens when. */
  fees: { title: string; before: string; total: string; foot: string }
}

const LINES: Readonly<Record<Line, LineWords>> = {
  payafter: payafterWords,
  'pay-on-delivery': payOnDeliveryWords,
  'sign-plan': signPlanWords,
}

/** A line's words; functions may be newer than this package and name a line that it does not know. */
export const lineWordsOf = (line: Line): LineWords =>
  (LINES as Readonly<Partial<Record<Line, LineWords>>>)[line] ?? payafterWords
