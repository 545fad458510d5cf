import { chargeOf } from '../../domain/charge'
import { isSettled } from '../../domain/order'
import { formatMoment } from '../../domain/period'
import { timelineOf, type TimelineStep } from '../../domain/timeline'
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
}

/** What the page shows of an order, and nothing more. */
export interface ShownOrder {
  state: OrderView['state']
  words: StateWords
  steps: TimelineStep[]
  name: string
  preview: OrderView['preview']
  bill: Bill | null
  /** The word of the bill's total. */
  label: string
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
  detail: { id: 'pay-now', text: '去支付' },
  'use-again': { id: 'use-again', text: '再次使用' },
  cancel: { id: 'cancel', text: '取消订单' },
}

/** The buttons in the order of their weight; the first one is the primary one, cancelling never is. */
export function buttonsOf(order: Pick<OrderView, 'state' | 'outcome' | 'actions'>): ActionButton[] {
  const WEIGHT: readonly PageAction[] = ['reopen', 'retry', 'detail', 'use-again', 'cancel']
  const offered: PageAction[] = [...order.actions]
  if (isSettled(order)) offered.push('use-again')
  return WEIGHT.filter((action) => offered.includes(action)).map((action, index) => ({
    ...BUTTONS[action],
    // WeChat Pay's order page shows more than the debt; it is "pay now" only while there is one.
    ...(action === 'detail' && order.state !== 'FINISHED' ? { text: '查看支付分订单' } : {}),
    action,
    primary: index === 0 && action !== 'cancel',
  }))
}

function helpOf({ state, merchant }: OrderView, phone: string): ShownOrder['help'] {
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
  return state === 'USER_PAID' || state === 'REVOKED' ? help.slice(2) : help
}

function usedOf(bill: Bill | undefined): string {
  if (bill?.startedAt === undefined || bill.endedAt === undefined) return ''
  return `${formatMoment(bill.startedAt)} 至 ${formatMoment(bill.endedAt)}`
}

/** @param supportPhone whom to call where the settings name a number of their own; else the merchant's is shown. */
export function orderPage(order: OrderView, supportPhone: string): ShownOrder {
  const phone = supportPhone || order.merchant.phone
  return {
    state: order.state,
    words: wordsOf(order),
    steps: timelineOf(order),
    name: order.name,
    preview: order.preview,
    bill: order.bill && order.outcome !== 'cancelled' ? order.bill : null,
    label: chargeOf(order)?.label ?? '应付',
    actions: buttonsOf(order),
    created: formatMoment(order.createdAt),
    used: usedOf(order.bill),
    merchant: order.merchant.name,
    phone,
    number: order.out_order_no,
    help: helpOf(order, phone),
  }
}
