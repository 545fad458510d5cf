import type { SessionState, SessionView, SignState, Waiting } from '#domain/lines/sign-plan'
import type { Fen } from '#domain/money'
import { isSettled } from '#domain/order'
import type { Moment } from '#domain/period'
import { given } from '../given'
import type { OrderDocument } from '../orders/document'
import type { SignDocument } from '../signs/document'

/** What is known of a session by its order. */
export type SessionOrder = Pick<
  OrderDocument,
  '_id' | 'session' | 'state' | 'outcome' | 'bill' | 'events' | 'pending'
>

/** A signing, as far as it decides what follows. */
export type Course = Pick<SignDocument, '_id' | 'details' | 'state' | 'started' | 'pending'>

/** How far somebody came with a plan. */
export interface Progress {
  sessions: SessionView[]
  /** The session that is next, while there is one; `waiting` says why it cannot begin. */
  next?: number
  waiting?: Waiting
  /** What was paid so far, in fen. */
  paid: Fen
}

/** Whether the session of this order is over, so that the next one may begin (facts 1.11). One that never came to be is not. */
const isOver = ({ state, outcome }: SessionOrder): boolean =>
  state !== 'NOT_CREATED' && isSettled({ state, ...given('outcome', outcome) })

/** Why what follows the session of this order cannot begin; nothing once it is cancelled, or completed and paid. */
export function waitingFor(order: SessionOrder): Waiting | undefined {
  if (isOver(order)) return undefined
  if (order.state === 'CREATING' || order.state === 'NOT_CREATED') return 'pending'
  return order.state === 'FINISHED' ? 'unpaid' : 'in-use'
}

/** States of a signing after which nothing of it begins any more. */
const CANCELLED: readonly SignState[] = ['SIGN_PLAN_CANCEL']

/** Whether an order says that its session was begun; one that is only asked for may never be. */
const isBegun = ({ state }: SessionOrder): boolean => state !== 'CREATING' && state !== 'NOT_CREATED'

function stateOf(order: SessionOrder | undefined, sign: Course): SessionState {
  if (!order || !isBegun(order))
    return CANCELLED.includes(sign.state) ? 'SIGN_PLAN_DETAIL_CANCEL' : 'NOT_USED'
  if (order.outcome === 'cancelled' || order.state === 'EXPIRED') return 'SIGN_PLAN_DETAIL_CANCEL'
  return isOver(order) ? 'USED' : 'USING'
}

const PAID: readonly unknown[] = ['paid', 'paidElsewhere', 'zero']

const paidOf = ({ outcome, bill }: SessionOrder): Fen | undefined =>
  PAID.includes(outcome) ? bill?.total : undefined

const lastOf = ({ events }: SessionOrder, ...states: SessionOrder['state'][]): Moment | undefined =>
  events.filter(({ what }) => states.includes(what)).at(-1)?.at

/** Every session of a plan in its order, as its own order tells it. */
export const sessionsOf = (sign: Course, orders: readonly SessionOrder[]): SessionView[] =>
  sign.details.map((detail): SessionView => {
    const order = orderOf(sign, orders, detail.no)
    const state = stateOf(order, sign)
    if (!order) return { ...detail, state }
    return {
      ...detail,
      state,
      orderId: order._id,
      orderState: order.state,
      ...given('outcome', order.outcome),
      ...given('billed', order.bill?.total),
      ...given('paid', paidOf(order)),
      ...given('startedAt', order.bill?.startedAt ?? lastOf(order, 'USER_ACCEPTED')),
      ...given('endedAt', order.bill?.endedAt ?? lastOf(order, 'FINISHED', 'REVOKED')),
    }
  })

const orderOf = ({ _id }: Course, orders: readonly SessionOrder[], no: number): SessionOrder | undefined =>
  orders.find(({ session }) => session?.signId === _id && session.no === no)

/**
 * What may be next: the session after the last one that was started, or that one itself where it never came to be. Sessions begin
 * in their order, and each after the one before it is over (facts 1.11).
 */
export function progressOf(sign: Course, orders: readonly SessionOrder[]): Progress {
  const sessions = sessionsOf(sign, orders)
  const paid = sessions.reduce((sum, session) => sum + (session.paid ?? 0), 0)
  if (sign.state !== 'SIGNED') return { sessions, paid }
  const last = orderOf(sign, orders, sign.started)
  const next = last && !isBegun(last) ? sign.started : sign.started + 1
  if (next > sign.details.length) return { sessions, paid }
  return { sessions, next, ...given('waiting', waitOf(sign, last)), paid }
}

function waitOf({ pending, started }: Course, last: SessionOrder | undefined): Waiting | undefined {
  if (pending) return 'pending'
  // Its order is there with the first start, in one transaction: where it is missing, nobody knows how far they came.
  if (!last) return started > 0 ? 'pending' : undefined
  return last.state === 'NOT_CREATED' ? undefined : waitingFor(last)
}
