import { billOf, restOf, type Order } from '../../service-orders/order'
import { type World } from '../../world'
import {
  type DetailEvent,
  type DetailState,
  detailTransitions,
  type Happened,
  lived,
  type Step,
} from './machine'

/** One session as its service order makes it. Times in business ms. */
export interface DetailLife {
  readonly plan_detail_no: number
  readonly merchant_plan_detail_no: string
  readonly state: DetailState
  readonly history: readonly Step<DetailEvent, DetailState>[]
  readonly order?: Order
}

/** When the order was cancelled, or completed and paid: from then on the next session may begin. */
export function settledAt(order: Order): number | undefined {
  const { state, finish, history } = order
  if (state === 'REVOKED' || state === 'USER_PAID') return history.at(-1)?.at
  return state === 'FINISHED' && restOf(order) === 0 ? finish?.at : undefined
}

/** Whether the next session has to wait for this one. */
export const isInUse = ({ order }: Pick<DetailLife, 'order'>): boolean =>
  order !== undefined && settledAt(order) === undefined

/** What the user paid for a session, in fen; undefined before. */
export function paidFor(order: Order | undefined): number | undefined {
  if (!order || order.state === 'REVOKED' || settledAt(order) === undefined) return undefined
  return billOf(order)?.total_amount
}

/** @param created when the plan was to be signed */
export function detailLife(
  world: World,
  numbers: Pick<DetailLife, 'plan_detail_no' | 'merchant_plan_detail_no'>,
  order: Order | undefined,
  created: number,
): DetailLife {
  const start = { event: 'create', state: 'NOT_USED', at: created } as const
  const history = lived(detailTransitions, start, order ? eventsOf(world, order) : [])
  return { ...numbers, state: history.at(-1)?.state ?? 'NOT_USED', history, ...(order && { order }) }
}

function eventsOf(world: World, order: Order): Happened<DetailEvent, DetailState>[] {
  const { createdAt, finish, state } = order
  const events: Happened<DetailEvent, DetailState>[] = [{ event: 'begin', at: createdAt }]
  const settled = settledAt(order)
  const used = world.switches().detailUsedWhen === 'completed' ? finish?.at : settled
  if (used !== undefined && (state !== 'REVOKED' || used !== settled)) events.push({ event: 'use', at: used })
  if (state === 'REVOKED') events.push({ event: 'cancel', at: settled ?? createdAt })
  return events
}
