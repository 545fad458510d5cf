import { randomInt } from 'node:crypto'
import { toDay } from '../beijing-time'
import { canonical } from '../canonical'
import { ApiFailure, invalidRequest, paramError } from '../failure'
import { Fields } from '../fields'
import { readNotifyUrl } from '../notify-url'
import { present } from '../present'
import { type Answer, type Call } from '../protocol'
import { type Transaction } from '../transactions'
import { type World } from '../world'
import { type Refunds } from './book'
import { fittingSubMerchant } from './sub-merchant'
import { type Refund } from './refund'
import { refundView } from './view'

const year = 365 * 86_400_000
/** Most refunds of one payment. */
const most = 50

/** `POST /v3/refund/domestic/refunds`: 200 means accepted, not paid back (official page 4012709253). */
export function createRefund(world: World, refunds: Refunds, call: Call): Answer {
  const fields = new Fields(call.body)
  const asked = read(fields)
  const transaction = findPaid(world, fields)
  const sentAs = canonical(call.body)
  const known = refunds.find(asked.out_refund_no)
  if (known) {
    if (known.sentAs !== sentAs) throw invalidRequest('订单金额或退款金额与之前请求不一致，请核实后再试')
    return { status: 200, body: refundView(known, transaction) }
  }
  const at = world.time.business()
  checkRest(world, refunds, transaction, asked, at)
  const refund: Refund = {
    ...asked,
    at,
    sentAs,
    refund_id: `50${randomInt(1e9, 9e9)}${toDay(at)}${randomInt(1e8, 9e8)}`,
    transaction_id: transaction.transaction_id,
    status: 'PROCESSING',
    history: [{ status: 'PROCESSING', at }],
  }
  const opened = refunds.open(refund)
  const atOnce = world.switches().refundFirstStatus === 'SUCCESS'
  const now = atOnce ? refunds.act(opened.out_refund_no, 'succeed', at) : opened
  return { status: 200, body: refundView(now, transaction) }
}

type Asked = Pick<Refund, 'out_refund_no' | 'refund' | 'total' | 'reason' | 'notify_url' | 'funds_account'>

function read(fields: Fields): Asked {
  const out_refund_no = fields.text('out_refund_no', { max: 64, pattern: /^[0-9A-Za-z_|*@-]+$/ })
  const amount = fields.object('amount')
  const refund = amount.integer('refund', 1)
  const total = amount.integer('total', 1)
  if (amount.text('currency', { max: 16 }) !== 'CNY') throw amount.error('currency', 'must be CNY')
  const from = amount.list('from', 2).map((one) => {
    one.text('account', { max: 32, pattern: /^(AVAILABLE|UNAVAILABLE)$/ })
    return one.integer('amount', 1)
  })
  if (from.length > 0 && from.reduce((sum, one) => sum + one, 0) !== refund) {
    throw amount.error('from', 'must add up to refund')
  }
  const funds_account = fields.optionalText('funds_account', { max: 32, pattern: /^AVAILABLE$/ })
  return {
    out_refund_no,
    refund,
    total,
    funds_account: funds_account ?? 'UNSETTLED',
    ...present({
      reason: fields.optionalText('reason', { max: 80 }),
      notify_url: fields.has('notify_url') ? readNotifyUrl(fields, 256) : undefined,
    }),
  }
}

/** The payment, named by WeChat Pay's number or by out_trade_no; a service order's out_order_no is neither (facts 3.2). */
function findPaid(world: World, fields: Fields): Transaction {
  const id = fields.optionalText('transaction_id', { max: 32 })
  const number = fields.optionalText('out_trade_no', { max: 32 })
  if (id === undefined && number === undefined) {
    throw paramError('/transaction_id', 'or out_trade_no is required')
  }
  const sub_mchid = fields.optionalText('sub_mchid', { max: 32 })
  const { transactions } = world
  const found = id !== undefined ? transactions.find(id) : transactions.findByTradeNumber(number ?? '')
  return fittingSubMerchant(found, sub_mchid, '订单不存在')
}

function checkRest(
  world: World,
  refunds: Refunds,
  transaction: Transaction,
  { refund, total }: Asked,
  now: number,
): void {
  const { refundAboveRest, refundInterval } = world.switches()
  if (total !== transaction.amount) throw invalidRequest('订单金额与原交易不一致')
  if (now > transaction.paidAt + year) throw invalidRequest('交易超过一年，不能退款')
  const alive = refunds.alive(transaction.transaction_id)
  const rest = transaction.amount - alive.reduce((sum, one) => sum + one.refund, 0)
  if (refund > rest) {
    const message = rest === 0 ? '订单已全额退款' : '申请退款金额超过订单可退金额'
    if (refundAboveRest === 'PARAM_ERROR') {
      throw paramError('/amount/refund', 'is above what is left', 'body', message)
    }
    throw invalidRequest(message)
  }
  if (alive.length >= most) throw invalidRequest(`一笔交易最多退款 ${most} 次`)
  const last = Math.max(...alive.map(({ at }) => at), 0)
  if (refundInterval === 'minute' && now < last + 60_000) {
    throw new ApiFailure(429, world.switches().rateLimitCode, '同一笔订单多次退款需间隔一分钟')
  }
}
