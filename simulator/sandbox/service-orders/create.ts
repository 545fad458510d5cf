import { canonical } from '../canonical'
import { newOrder } from '../orders/order'
import { replayed } from '../orders/repeat'
import { checkPlannedTimes } from '../orders/times'
import { accept } from '../orders/user'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { readCreate, type Creation } from './create-rules'
import { type ModeDesk } from './desk'
import { tellConfirmed } from './events'
import { type CreateRequest, type Order } from './order'
import { createdView } from './order-view'

/** `POST /v3/payscore/(partner/)serviceorder` itself. */
const payafter: Creation = { line: 'payafter', confirms: true }

/**
 * Creates a service order (facts 1.7.1). The same number with the same parameters is the same order.
 * @param creation by which call, where another line has one of its own
 */
export function create({ world, book, mode }: ModeDesk, call: Call, creation = payafter): Answer {
  const request = readCreate(world, mode, creation, call)
  const { line } = creation
  const sentAs = canonical(call.body)
  const known = book.find(request.out_order_no)
  if (known) {
    const same = known.sentAs === sentAs && known.line === line && known.request.mode === mode
    return answer(world, book.save(replayed(world, known, same)))
  }
  const now = world.time.business()
  checkPlannedTimes(
    { field: '/time_range/start_time', text: request.time_range.start_time },
    { field: '/time_range/end_time', text: request.time_range.end_time },
    now,
  )
  return answer(world, book.save(place(world, request, { line, sentAs, now })))
}

/** The new order of a checked request: waiting for the user, or accepted where nobody has to confirm. */
export function place(
  world: World,
  request: CreateRequest,
  { line, sentAs, now }: { readonly line: Creation['line']; readonly sentAs: string; readonly now: number },
): Order {
  const made: Order = {
    ...newOrder(request.out_order_no, now, request.need_user_confirm),
    line,
    request,
    sentAs,
    modifications: [],
    messages: {},
  }
  if (request.need_user_confirm) return made
  const accepted = accept(made, now, request.sub_openid ?? request.openid)
  if (world.switches().unconfirmedOrderNotified === 'yes') tellConfirmed(world, accepted)
  return accepted
}

const answer = (world: World, order: Order): Answer => ({ status: 200, body: createdView(world, order) })
