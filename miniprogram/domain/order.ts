/**
 * Where an order is, in the words of payafter-orders (SEED-2), plus two of our own:
 * `CREATING`: the intent is stored and WeChat Pay's answer is not known yet; `NOT_CREATED`: proven never to have existed.
 */
export type OrderState =
  | 'CREATING'
  | 'NOT_CREATED'
  | 'CREATED'
  | 'USER_ACCEPTED'
  | 'FINISHED'
  | 'USER_PAID'
  | 'REVOKED'
  | 'EXPIRED'

/** How an order ended. `paidElsewhere`: through the merchant (sync), not by WeChat Pay Score. */
export type Outcome = 'paid' | 'zero' | 'cancelled' | 'paidElsewhere'

export const ORDER_STATES: readonly OrderState[] = [
  'CREATING',
  'NOT_CREATED',
  'CREATED',
  'USER_ACCEPTED',
  'FINISHED',
  'USER_PAID',
  'REVOKED',
  'EXPIRED',
]

/** Where each state may go by a notification or by an answer to an action (facts/payscore 2.1). Only forward. */
export const TRANSITIONS: Readonly<Record<OrderState, readonly OrderState[]>> = {
  CREATING: ['NOT_CREATED', 'CREATED', 'USER_ACCEPTED', 'FINISHED', 'USER_PAID', 'REVOKED', 'EXPIRED'],
  CREATED: ['USER_ACCEPTED', 'FINISHED', 'USER_PAID', 'REVOKED', 'EXPIRED'],
  USER_ACCEPTED: ['FINISHED', 'USER_PAID', 'REVOKED'],
  FINISHED: ['USER_PAID', 'REVOKED'],
  USER_PAID: [],
  REVOKED: [],
  EXPIRED: [],
  NOT_CREATED: [],
}

/** Where a state was learned. Only a query may correct what was believed before; all else moves forward. */
export type Evidence = 'query' | 'answer' | 'notification'

/**
 * What to believe after hearing `next` while believing `current`.
 * - `same`: nothing new. - `forward`: an ordinary step. - `correction`: a query contradicts what we believed; record it.
 * - `ignore`: stale or impossible from this source. EXPIRED and NOT_CREATED are believed from a query alone.
 */
export function judgeStep(
  current: OrderState,
  next: OrderState,
  evidence: Evidence,
): 'same' | 'forward' | 'correction' | 'ignore' {
  if (current === next) return 'same'
  if ((next === 'EXPIRED' || next === 'NOT_CREATED') && evidence !== 'query') return 'ignore'
  if (TRANSITIONS[current].includes(next)) return 'forward'
  return evidence === 'query' ? 'correction' : 'ignore'
}

/** What decides whether an order is over. */
export interface EndFacts {
  state: OrderState
  outcome?: Outcome
}

/** Whether nothing more can happen by itself: paid, cancelled, expired, not created, or finished at zero. */
export function isSettled({ state, outcome }: EndFacts): boolean {
  if (state === 'FINISHED') return outcome === 'zero' || outcome === 'cancelled'
  return TRANSITIONS[state].length === 0
}

/** What decides the outcome: a state with the final bill's facts. */
export interface OutcomeFacts {
  state: OrderState
  /** The final total in fen, once known. */
  total?: number
  /** 1 = not used, which is a cancellation whatever the state is called; 2 = used. */
  finishType?: number
  /** The customer paid the merchant: WeChat Pay says so, or we told it (sync). */
  synced?: boolean
}

/** How an order ended, or `undefined` while it has not (design 4.6). */
export function outcomeOf({ state, total, finishType, synced }: OutcomeFacts): Outcome | undefined {
  if (state === 'REVOKED') return 'cancelled'
  if (state !== 'FINISHED' && state !== 'USER_PAID') return undefined
  if (finishType === 1) return 'cancelled'
  if (total === 0) return 'zero'
  if (state === 'FINISHED') return undefined
  return synced ? 'paidElsewhere' : 'paid'
}

/** Whether a state is one of the customer's orders that are still under way, for list filters. */
export type OrderFilter = 'all' | 'open' | 'unpaid' | 'ended'

/** The states that a filter shows. A FINISHED order that is settled counts as ended; the caller looks at the outcome. */
export function filterOf({ state, outcome }: EndFacts): Exclude<OrderFilter, 'all'> {
  if (isSettled(outcome === undefined ? { state } : { state, outcome })) return 'ended'
  return state === 'FINISHED' ? 'unpaid' : 'open'
}
