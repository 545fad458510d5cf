import { type FeeCard, orderFeeCard } from '../../domain/fee-card'
import { formatYuan } from '../../domain/money'
import { isSettled } from '../../domain/order'
import { formatMoment, formatShortMoment } from '../../domain/period'
import { shownRefunds, type ShownRefund } from '../../domain/refund-rows'
import { shownTimeline, type ShownStep } from '../../domain/timeline'
import type { Bill, CustomerAction, OrderView } from '../../domain/view'
import { type StateWords, wordsOf } from '../../domain/words'

/** What the page's buttons do: the order's own actions, and ordering the same once more. */
export type PageAction = CustomerAction | 'use-again'

/** One button. */
export interface ActionButton {
  id: string
  action: PageAction
  text: string
  primary: boolean
  /** When to use it; such a button is a quiet one, below the others. */
  hint?: string
}

/** What the page shows of an order, and nothing more. */
export interface ShownOrder {
  sandbox: boolean
  state: OrderView['state']
  words: StateWords
  steps: ShownStep[]
  name: string
  fees: FeeCard
  /** That the bill was lowered, from what and when; empty where it was not. */
  changed: string
  refunds: ShownRefund[]
  /** How to pay a bill now, while there is one. */
  pay: { title: string; text: string } | null
  actions: ActionButton[]
  created: string
  used: string
  merchant: string
  phone: string
  number: string
  help: { title: string; text: string }[]
}

const BUTTONS: Readonly<Record<PageAction, { id: string; text: string }>> = {
  reopen: { id: 'reopen', text: '继续确认' },
  retry: { id: 'confirm-again', text: '重新确认' },
  detail: { id: 'detail', text: '去支付' },
  'use-again': { id: 'use-again', text: '再次使用' },
  receive: { id: 'receive', text: '确认收货' },
  return: { id: 'return', text: '申请退货' },
  cancel: { id: 'cancel', text: '取消订单' },
}

const WEIGHT: readonly PageAction[] = [
  'reopen',
  'retry',
  'use-again',
  'receive',
  'return',
  'detail',
  'cancel',
]

/** Nobody is pushed to these, even where they are the only way. */
const QUIET: readonly PageAction[] = ['cancel', 'return']

/**
 * The buttons in the order of their weight. The first one is the primary one, except what nobody should be pushed to:
 * cancelling, giving back, or looking at WeChat Pay's order page while there is nothing to pay. While the confirm page can be opened
 * again, a new attempt is for those alone for whom it does not open: quiet, and last.
 */
export function buttonsOf(order: Pick<OrderView, 'state' | 'outcome' | 'actions'>): ActionButton[] {
  const over = isSettled(order)
  const unheard = order.state === 'CREATING' || order.state === 'NOT_CREATED'
  const paying = order.state === 'FINISHED' && !over
  // Where an attempt can be made anew, ordering the same from the start would only be a second way to the same.
  const offered: PageAction[] =
    over && !order.actions.includes('retry') ? [...order.actions, 'use-again'] : order.actions
  const spare: PageAction | undefined = offered.includes('reopen') ? 'retry' : undefined
  const weight = [...WEIGHT.filter((action) => action !== spare), ...(spare ? [spare] : [])]
  return weight
    .filter((action) => offered.includes(action))
    .map((action, index) => ({
      ...BUTTONS[action],
      ...(action === spare ? { hint: '确认页面打不开时' } : {}),
      ...(action === 'detail' && !paying ? { text: '查看支付分订单' } : {}),
      ...(action === 'retry' && unheard ? { text: '重新提交' } : {}),
      action,
      primary: index === 0 && !QUIET.includes(action) && (paying || action !== 'detail'),
    }))
}

/**
 * What to do after the last question, when the result is still not known. It names only what can be done: the button to
 * open the page again is gone when the page is too old.
 */
export function unansweredHint({ state, actions }: Pick<ShownOrder, 'state' | 'actions'>): string {
  const [first] = actions.filter(({ action }) => action === 'reopen' || action === 'retry')
  const ways = [
    ...(first ? [`可以${first.text}`] : []),
    ...(actions.some(({ action }) => action === 'cancel') ? ['可以取消订单'] : []),
  ]
  return state === 'CREATED' && ways.length > 0
    ? `还没有看到您的确认。${ways.join('，也')}。`
    : '结果稍后更新，可以下拉刷新，不用重复操作。'
}

/** WeChat Pay deducts by itself; who would rather pay now is told where, by the button where it can be opened from here. */
function payOf(order: OrderView): ShownOrder['pay'] {
  if (order.state !== 'FINISHED' || order.pending || isSettled(order)) return null
  const way = order.actions.includes('detail')
    ? '点上方「去支付」，在微信支付分的订单里付款'
    : '打开微信，依次进入「我 › 服务 › 钱包 › 支付分」，在这笔订单里付款'
  return {
    title: '现在付款',
    text: `不用重新下单：微信支付分会继续自动扣款，直到扣款成功。想现在付清，请${way}。`,
  }
}

const changedOf = ({ modified, bill }: OrderView): string =>
  modified && bill
    ? `账单已由\u00a0¥${formatYuan(modified.before)} 调低为\u00a0¥${formatYuan(bill.total)}，${formatShortMoment(modified.at)}`
    : ''

function helpOf({ state, outcome, merchant }: OrderView, phone: string): ShownOrder['help'] {
  const help = [
    {
      title: '如何结束使用',
      text: `归还或服务结束后，由${merchant.name}按实际使用提交账单，微信支付分自动扣款。如果没有及时结束，请致电 ${phone}。`,
    },
    {
      title: '扣款失败怎么办',
      text: '余额不足等原因扣款失败时，微信支付分会自动重试；您也可以在微信支付分的订单里主动支付。',
    },
    { title: '对费用有疑问', text: `请致电 ${phone}，并告知上方的订单编号。` },
  ]
  if (isSettled(outcome === undefined ? { state } : { state, outcome })) return help.slice(2)
  // The service is over, and the bill is there: how to end it is no question any more.
  return state === 'FINISHED' ? help.slice(1) : help
}

function usedOf(bill: Bill | undefined): string {
  if (bill?.startedAt === undefined || bill.endedAt === undefined) return ''
  const [day, from] = formatShortMoment(bill.startedAt).split(' ')
  const end = formatShortMoment(bill.endedAt)
  // The same day is said once.
  return `${day} ${from} 至 ${end.startsWith(`${day} `) ? end.slice(end.indexOf(' ') + 1) : end}`
}

/** @param supportPhone whom to call where the settings name a number of their own; else the merchant's is shown. */
export function orderPage(order: OrderView, supportPhone: string): ShownOrder {
  const phone = supportPhone || order.merchant.phone
  return {
    sandbox: order.sandbox === true,
    state: order.state,
    words: wordsOf(order),
    steps: shownTimeline(order),
    name: order.name,
    fees: orderFeeCard(order),
    changed: changedOf(order),
    refunds: shownRefunds(order.refunds),
    pay: payOf(order),
    actions: buttonsOf(order),
    created: formatMoment(order.createdAt),
    used: usedOf(order.bill),
    merchant: order.merchant.name,
    phone,
    number: order.out_order_no,
    help: helpOf(order, phone),
  }
}
