import type { OrderState } from '#domain/order'

/** What decides where a service order is: all three, never one alone (facts 2.2). */
export interface Triple {
  state: string
  /** Only where `state` is DOING. */
  state_description?: string
  collection?: { state?: string }
}

/** Our words for theirs (facts 2.3). DONE is paid, and an order of zero is done without anybody paying. */
const STATES: Readonly<Record<string, OrderState>> = {
  CREATED: 'CREATED',
  'DOING/USER_CONFIRM': 'USER_ACCEPTED',
  'DOING/MCH_COMPLETE': 'FINISHED',
  DONE: 'USER_PAID',
  REVOKED: 'REVOKED',
  EXPIRED: 'EXPIRED',
}

/** WeChat Pay's own words, for people: `DOING/MCH_COMPLETE/USER_PAYING`. */
export function wordsOf({ state, state_description, collection }: Triple): string {
  return [state, state_description, collection?.state].filter((word) => word).join('/')
}

/**
 * Where the order is; `undefined` for words that we do not know. DONE while its collection still says USER_PAYING is not
 * believed to be paid: the next query tells.
 */
export function stateOf({ state, state_description, collection }: Triple): OrderState | undefined {
  const key = state === 'DOING' ? `${state}/${state_description ?? ''}` : state
  if (state === 'DONE' && collection?.state === 'USER_PAYING') return 'FINISHED'
  return Object.hasOwn(STATES, key) ? STATES[key] : undefined
}
