import { createHash } from 'node:crypto'
import { toSeconds } from '../beijing-time'
import { present } from '../present'
import { type World } from '../world'
import { billOf, type Order, restOf, takenOf, type TimeRange } from './order'

/** The three fields in which this protocol says where an order stands (facts 2.2). */
export interface Triple {
  readonly state: 'CREATED' | 'DOING' | 'DONE' | 'REVOKED' | 'EXPIRED'
  readonly state_description?: 'USER_CONFIRM' | 'MCH_COMPLETE'
  /** collection.state */
  readonly collection?: 'USER_PAYING' | 'USER_PAID'
}

export function tripleOf(world: World, order: Order): Triple {
  const kept = world.switches().cancelledDetails === 'kept'
  switch (order.state) {
    case 'USER_ACCEPTED': {
      const created = order.request.session && world.switches().sessionCreateState === 'CREATED-in-queries'
      return { state: created ? 'CREATED' : 'DOING', state_description: 'USER_CONFIRM' }
    }
    case 'FINISHED':
      return { state: 'DOING', state_description: 'MCH_COMPLETE', collection: 'USER_PAYING' }
    case 'USER_PAID':
      return { state: 'DONE', collection: 'USER_PAID' }
    case 'REVOKED':
      if (!kept || order.acceptedAt === undefined) return { state: 'REVOKED' }
      return order.finish
        ? { state: 'REVOKED', state_description: 'MCH_COMPLETE', collection: 'USER_PAYING' }
        : { state: 'REVOKED', state_description: 'USER_CONFIRM' }
    default:
      return { state: order.state }
  }
}

/** The order as a query, complete, modify and sync answer it; what is not known yet is left out. */
export function orderView(world: World, order: Order): Record<string, unknown> {
  const bill = billOf(order)
  const { state, state_description } = tripleOf(world, order)
  return present({
    ...base(order),
    state,
    state_description,
    time_range: timeRange(world, order),
    location: order.finish?.request.location
      ? { ...order.request.location, ...order.finish.request.location }
      : order.request.location,
    post_payments: bill?.post_payments ?? order.request.post_payments,
    post_discounts: bill?.post_discounts ?? order.request.post_discounts,
    total_amount: bill?.total_amount,
    shopping_info: world.switches().shoppingInQuery === 'present' ? order.request.shopping_info : undefined,
    ...collected(world, order),
    ...userOf(order),
  })
}

/** What create answers: the order as it was sent, and the package for the confirm page. */
export function createdView(world: World, order: Order): Record<string, unknown> {
  const { state, state_description } = tripleOf(world, order)
  const said = state === 'CREATED' ? world.switches().serviceCreateState : state
  const { post_payments, post_discounts, time_range, location, shopping_info } = order.request
  return present({
    ...base(order),
    state: said,
    state_description,
    post_payments,
    post_discounts,
    time_range,
    location,
    shopping_info,
    package: order.packages.at(-1)?.value,
  })
}

function base({ out_order_no, order_id, mchid, request }: Order): Record<string, unknown> {
  const { appid, sub_mchid, sub_appid, service_id, service_introduction } = request
  const { risk_fund, attach, notify_url, device } = request
  return {
    ...{ out_order_no, service_id, appid, mchid, sub_appid, sub_mchid, service_introduction },
    ...{ risk_fund, attach, notify_url, device, order_id },
  }
}

function timeRange(world: World, { request, finish, acceptedAt }: Order): TimeRange {
  const range = { ...request.time_range, ...finish?.request.time_range }
  const accepted = range.start_time === 'OnAccept' && acceptedAt !== undefined
  const known = accepted && world.switches().startTimeAfterAccept === 'time'
  return known ? { ...range, start_time: toSeconds(acceptedAt) } : range
}

/** need_collection and collection, from completion on (facts 1.7.2). */
function collected(world: World, order: Order): Record<string, unknown> {
  const { collection: state } = tripleOf(world, order)
  const total = billOf(order)?.total_amount
  if (state === undefined || total === undefined) return {}
  if (total === 0 && world.switches().zeroCollection === 'absent') return { need_collection: false }
  return {
    need_collection: true,
    collection: {
      state,
      total_amount: total,
      paying_amount: order.paid ? 0 : restOf(order),
      paid_amount: order.paid ? total : takenOf(order),
      details: detailsOf(order),
    },
  }
}

/** What was paid, one by one: deducted parts, then what ended the debt, which may have gone to the merchant. */
function detailsOf(order: Order): Record<string, unknown>[] {
  const { parts = [], paid } = order
  const deducted = parts.map((part) => ({ ...part, paid_type: 'NEWTON' as const }))
  const last = paid && restOf(order) > 0 ? [{ ...paid, amount: restOf(order) }] : []
  return [...deducted, ...last].map(({ amount, paid_type, time, transaction_id }, index) =>
    present({ seq: index + 1, amount, paid_type, paid_time: time, transaction_id }),
  )
}

/** Who the user is, to the service provider's app and to the sub-merchant's. */
function userOf({ openid, request }: Order): Record<string, unknown> {
  if (openid === undefined) return {}
  if (request.sub_appid === undefined || request.openid !== undefined) return { openid }
  // The same person has another openid in another app.
  const other = createHash('sha256').update(`${request.appid}.${openid}`).digest('base64url').slice(0, 26)
  return { openid: `oS${other}`, sub_openid: openid }
}
