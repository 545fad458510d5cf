import { randomBytes, randomInt } from 'node:crypto'
import { account } from '../account'
import { toDay } from '../beijing-time'
import { canonical } from '../canonical'
import { invalidRequest, stateError } from '../failure'
import { type Answer, type Call } from '../protocol'
import { type World } from '../world'
import { checkCreateTimes, readCreate } from './create-rules'
import { tellAccepted } from './events'
import { move, type CreateRequest, type Order } from './order'
import { type OrderBook } from './order-book'

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')
const newPackage = (): string => `AAQ${randomBytes(90).toString('base64url')}`

/** `POST /v3/payscore/payafter-orders` (facts 1.1). The same number with the same parameters is the same order. */
export function create(world: World, book: OrderBook, call: Call): Answer {
  const request = readCreate(world, call)
  const sentAs = {
    ciphertext: canonical(call.body),
    plaintext: canonical({ ...call.body, ...request.sensitive }),
  }
  const known = book.find(request.out_order_no)
  if (known) return answer(world, book.save(replay(world, known, sentAs)))

  const now = world.time.business()
  checkCreateTimes(request, now)
  const order: Order = {
    out_order_no: request.out_order_no,
    order_id: `1000000000${toDay(now)}${digits(14)}`,
    query_id: randomBytes(24).toString('hex'),
    mchid: account.mchid,
    state: 'CREATED',
    createdAt: now,
    request,
    sentAs,
    packages: [{ value: newPackage(), createdAt: now, used: false }],
    deductionFails: false,
    failedDeductions: 0,
    history: [{ event: 'create', state: 'CREATED', at: now }],
  }
  return answer(
    world,
    book.save(request.need_user_confirm ? order : acceptAtOnce(world, order, request, now)),
  )
}

function acceptAtOnce(world: World, order: Order, request: CreateRequest, now: number): Order {
  const openid = request.openid ?? ''
  const accepted = { ...move(order, 'accept', now), acceptedAt: now, openid }
  if (world.switches().unconfirmedOrderNotified === 'yes') tellAccepted(world, accepted)
  return accepted
}

function replay(world: World, known: Order, sentAs: Order['sentAs']): Order {
  const { replayedCreateCompares, createReplayAfterCreated, packageOnReplay } = world.switches()
  if (known.sentAs[replayedCreateCompares] !== sentAs[replayedCreateCompares]) {
    throw invalidRequest('商户订单号重复且参数与上次不一致', '271316598')
  }
  if (known.state !== 'CREATED') {
    if (createReplayAfterCreated === 'INVALID_ORDER_STATE') throw stateError('订单状态已变化')
    return known
  }
  if (packageOnReplay === 'same') return known
  const fresh = { value: newPackage(), createdAt: world.time.business(), used: false }
  return { ...known, packages: [...known.packages, fresh] }
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
