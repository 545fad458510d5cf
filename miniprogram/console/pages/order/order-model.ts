import { type FeeCard, orderFeeCard } from '../../../domain/fee-card'
import {
  type GoodsRow,
  goodsRows,
  returnRows,
  type ReturnRow,
  shipmentOf,
  type ShipmentRow,
} from '../../../domain/lines/pay-on-delivery-rows'
import { whichOf } from '../../../domain/lines/sign-plan-words'
import { formatYuan } from '../../../domain/money'
import { formatMoment, formatShortMoment } from '../../../domain/period'
import { shownRefunds, type ShownRefund } from '../../../domain/refund-rows'
import { shownTimeline, type ShownStep } from '../../../domain/timeline'
import type { ConsoleOrderView, MessageKind, MessageView, OperatorAction } from '../../../domain/view'
import { stateName, type StateWords, wordsOf } from '../../../domain/words'
import { shownAudit, type ShownAudit } from '../../audit'

/** One button of the console; each opens a page of its own name. */
export interface ConsoleButton {
  id: OperatorAction
  action: OperatorAction
  text: string
  primary: boolean
}

/** What the console's page shows of an order. */
export interface ShownConsoleOrder {
  sandbox: boolean
  state: ConsoleOrderView['state']
  words: StateWords
  steps: ShownStep[]
  name: string
  /** 签约计划: 第 3 次，共 6 次, and of whose plan; empty for all other orders. */
  which: string
  signId: string
  /** 先用后付: what was ordered, where it is, and what was given back. */
  goods: GoodsRow[]
  shipment: ShipmentRow | null
  returns: ReturnRow[]
  fees: FeeCard
  /** That the bill was lowered, from what and when; empty where it was not. */
  changed: string
  refunds: ShownRefund[]
  actions: ConsoleButton[]
  /** What cannot be done with this bill, and what can instead; empty where all can. */
  limits: string
  /** What is owed in fen, for the question before it is collected. */
  owed: number
  messages: { name: string; text: string }[]
  number: string
  raw: string
  transactionId: string
  checked: string
  alerts: string[]
  attempts: { number: string; state: string; at: string; canEnd: boolean }[]
  audit: ShownAudit[]
}

const WEIGHT: readonly OperatorAction[] = [
  'complete',
  'answer-return',
  'ship',
  'collect',
  'message',
  'modify',
  'sync',
  'refund',
  'waive',
  'cancel',
]

/** Each opens a page, but for the collection: there is nothing to fill in. */
const PAGES: Readonly<Record<Exclude<OperatorAction, 'collect'>, string>> = {
  complete: 'complete/complete?',
  modify: 'complete/complete?job=modify&',
  message: 'complete/complete?job=message&',
  sync: 'sync/sync?',
  refund: 'refund/refund?',
  ship: 'ship/ship?',
  'answer-return': 'return/return?',
  waive: 'cancel/cancel?',
  cancel: 'cancel/cancel?',
}

/** The page of an action. */
export const pageOf = (action: Exclude<OperatorAction, 'collect'>, orderId: string): string =>
  `/console/pages/${PAGES[action]}orderId=${orderId}`

type ButtonFacts = Pick<ConsoleOrderView, 'actions' | 'state' | 'goods' | 'delivery' | 'session'>

const textOf = (action: OperatorAction, { state, goods, delivery, session }: ButtonFacts): string => {
  if (session && action === 'complete') return '完结这一次'
  if (session && action === 'cancel' && state !== 'FINISHED') return '取消这一次'
  if (action === 'complete') return '完结订单'
  if (action === 'sync') return '登记已收款'
  if (action === 'collect') return '立即扣款'
  if (action === 'refund') return '退款'
  if (action === 'ship') return delivery?.shipped ? '修改发货说明' : '发货'
  if (action === 'answer-return') return '处理退货'
  if (action === 'modify') return '调低账单'
  if (action === 'message') return '通知顾客'
  if (action === 'waive' || state === 'FINISHED') return '放弃收款'
  return state === 'USER_ACCEPTED' && goods === undefined ? '按未使用结束' : '取消订单'
}

/** What the shop has to do next stands out; a note that is there already need not be corrected. */
const isPrimary = (action: OperatorAction, { delivery }: ButtonFacts): boolean =>
  action === 'ship' ? !delivery?.shipped : ['complete', 'collect', 'answer-return'].includes(action)

export const consoleButtons = (order: ButtonFacts): ConsoleButton[] =>
  WEIGHT.filter((action) => order.actions.includes(action)).map((action) => ({
    id: action,
    action,
    text: textOf(action, order),
    primary: isPrimary(action, order),
  }))

/** The newest attempt's word is WeChat Pay's own where it is not ours. */
function rawOf({ attempts, state }: ConsoleOrderView): string {
  const last = attempts[attempts.length - 1]
  return last?.raw ?? `${stateName(state)}（${state}）`
}

const changedOf = ({ modified, bill }: ConsoleOrderView): string =>
  modified && bill
    ? `账单已由\u00a0¥${formatYuan(modified.before)} 调低为\u00a0¥${formatYuan(bill.total)}，${formatShortMoment(modified.at)}`
    : ''

/** An operator who looks for the buttons of another order hears why they are not here. */
function limitsOf({ actions, deducted }: ConsoleOrderView): string {
  if (!actions.includes('sync') || actions.includes('waive')) return ''
  return deducted === undefined
    ? '这类订单提交账单后不能调低、也不能放弃收款。顾客已用其他方式付款请登记；需要减免请在扣款成功后退款。'
    : '微信支付已经扣到一部分，不能放弃收款。不再收取其余部分，请把账单调低到已支付的金额。'
}

const MESSAGE_NAMES: Readonly<Record<MessageKind, string>> = {
  pending: '费用待处理通知',
  prepaid: '扣款前通知',
}

const messageText = ({ result, at }: MessageView): string =>
  `${result === 'sent' ? '已发送' : '可能已发送'} ${formatShortMoment(at)}`

const KINDS: readonly MessageKind[] = ['pending', 'prepaid']

function messagesOf({ messages = {} }: ConsoleOrderView): ShownConsoleOrder['messages'] {
  const shown: ShownConsoleOrder['messages'] = []
  for (const kind of KINDS) {
    const message = messages[kind]
    if (message) shown.push({ name: MESSAGE_NAMES[kind], text: messageText(message) })
  }
  return shown
}

export function consoleOrderPage(order: ConsoleOrderView): ShownConsoleOrder {
  return {
    sandbox: order.sandbox === true,
    state: order.state,
    words: wordsOf(order),
    steps: shownTimeline(order),
    name: order.name,
    which: whichOf(order),
    signId: order.session?.signId ?? '',
    goods: goodsRows(order),
    shipment: shipmentOf(order),
    returns: returnRows(order),
    fees: orderFeeCard(order),
    changed: changedOf(order),
    refunds: shownRefunds(order.refunds),
    actions: consoleButtons(order),
    limits: limitsOf(order),
    owed: order.bill?.total ?? 0,
    messages: messagesOf(order),
    number: order.out_order_no,
    raw: rawOf(order),
    transactionId: order.transactionId ?? '',
    checked: order.checkedAt === undefined ? '' : formatMoment(order.checkedAt),
    alerts: order.alerts,
    attempts: order.attempts.map(({ out_order_no, state, at, canEnd }) => ({
      number: out_order_no,
      state: stateName(state),
      at: formatShortMoment(at),
      canEnd: canEnd === true,
    })),
    audit: shownAudit(order.audit),
  }
}
