import { type Answer } from '../protocol'
import { type ModeDesk } from './desk'
import { type Order } from './order'
import { orderView } from './order-view'

const nothing: Answer = { status: 204 }

/** What complete, modify and sync answer: the whole order to a merchant, nothing to a service provider. */
export const wholeAnswer = ({ world, mode }: Pick<ModeDesk, 'world' | 'mode'>, order: Order): Answer =>
  mode === 'partner' ? nothing : { status: 200, body: orderView(world, order) }

/** What cancel and, without mchid, collect answer (facts 1.7.2). */
export function shortAnswer({ mode }: Pick<ModeDesk, 'mode'>, order: Order, withMchid = true): Answer {
  if (mode === 'partner') return nothing
  const { appid, service_id } = order.request
  const { mchid, out_order_no, order_id } = order
  return { status: 200, body: { appid, ...(withMchid && { mchid }), out_order_no, service_id, order_id } }
}
