import { account } from '../account'
import { canonical } from '../canonical'
import { newOrder } from '../orders/order'
import { replayed } from '../orders/repeat'
import { checkPlannedTimes } from '../orders/times'
import { accept } from '../orders/user'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { readCreate } from './create-rules'
import { type Desk } from './desk'
import { tellAccepted } from './events'
import { type CreateRequest, type Order } from './order'

/** `POST /v3/payscore/payafter-orders` (facts 1.1). The same number with the same parameters is the same order. */
export function create({ world, book }: Desk, call: Call): Answer {
  const request = readCreate(world, call)
  const sentAs = {
    ciphertext: canonical(call.body),
    plaintext: canonical({ ...call.body, ...request.sensitive }),
  }
  const known = book.find(request.out_order_no)
  if (known) {
    const compared = world.switches().replayedCreateCompares
    return answer(world, book.save(replayed(world, known, known.sentAs[compared] === sentAs[compared])))
  }
  const now = world.time.business()
  checkPlannedTimes(
    { field: '/service_start_time', text: request.service_start_time },
    { field: '/service_end_time', text: request.service_end_time },
    now,
  )
  const order: Order = { ...newOrder(request.out_order_no, now, true), request, sentAs }
  return answer(
    world,
    book.save(request.need_user_confirm ? order : acceptAtOnce(world, order, request, now)),
  )
}

function acceptAtOnce(world: World, order: Order, request: CreateRequest, now: number): Order {
  const accepted = accept(order, now, request.openid)
  if (world.switches().unconfirmedOrderNotified === 'yes') tellAccepted(world, accepted)
  return accepted
}

function answer(world: World, order: Order): Answer {
  return {
    status: 200,
    body: {
      appid: order.request.appid,
      mchid: order.mchid,
      out_order_no: order.out_order_no,
      service_id: order.request.service_id,
      order_id: order.order_id,
      ...(world.switches().createAnswerState === 'present' && { state: order.state }),
      miniprogram_businesstype: 'wxpayScoreUse',
      miniprogram_appid: account.payscoreAppid,
      miniprogram_path: 'pages/use/use',
      miniprogram_username: account.payscoreUsername,
      package: order.packages.at(-1)?.value,
    },
  }
}
