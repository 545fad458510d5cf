/**
 * The life of an order in the words of the seeds, whatever its protocol calls it (facts 2.1, 2.3). service-orders says
 * the same in three fields, which its own view makes of the state.
 */
export type State = 'CREATED' | 'USER_ACCEPTED' | 'FINISHED' | 'USER_PAID' | 'REVOKED' | 'EXPIRED'

/** What can happen to an order; `cancel-use` is complete with finish_type 1 of payafter-orders. */
export type OrderEvent =
  | 'accept'
  | 'expire'
  | 'cancel'
  | 'finish'
  | 'cancel-use'
  | 'modify'
  | 'deduct'
  | 'sync'

/** The only moves there are. Where two targets stand, a switch chooses. */
export const transitions: Readonly<Record<State, Partial<Record<OrderEvent, readonly State[]>>>> = {
  CREATED: { accept: ['USER_ACCEPTED'], expire: ['EXPIRED', 'REVOKED'], cancel: ['REVOKED'] },
  USER_ACCEPTED: { finish: ['FINISHED'], 'cancel-use': ['FINISHED', 'REVOKED'], cancel: ['REVOKED'] },
  FINISHED: { modify: ['FINISHED'], deduct: ['USER_PAID'], sync: ['USER_PAID'], cancel: ['REVOKED'] },
  USER_PAID: {},
  REVOKED: {},
  EXPIRED: {},
}

/** One thing that happened; `at` in business ms. */
export interface Step {
  readonly event: OrderEvent | 'create'
  readonly state: State
  readonly at: number
}

interface Moving {
  readonly state: State
  readonly history: readonly Step[]
}

/**
 * The order after an event.
 * @param at business ms; @param to the switch's choice where the table has two
 * @throws Error when the table has no such move: a mistake of the sandbox, handlers ask `allows` first
 */
export function move<O extends Moving>(order: O, event: OrderEvent, at: number, to?: State): O {
  const targets = transitions[order.state][event] ?? []
  const state = to ?? targets[0]
  if (!state || !targets.includes(state)) {
    throw new Error(`An order that is ${order.state} cannot ${event}${to ? ` to ${to}` : ''}.`)
  }
  return { ...order, state, history: [...order.history, { event, state, at }] }
}

export const allows = (order: Moving, event: OrderEvent): boolean =>
  transitions[order.state][event] !== undefined

/** Whether nothing happens to the order any more. */
export const isOver = (order: Moving): boolean => ['USER_PAID', 'REVOKED', 'EXPIRED'].includes(order.state)
