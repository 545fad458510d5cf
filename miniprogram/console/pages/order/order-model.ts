import { type FeeCard, orderFeeCard } from '../../../domain/fee-card'
import { formatMoment, formatShortMoment } from '../../../domain/period'
import { shownTimeline, type ShownStep } from '../../../domain/timeline'
import type { AuditEntry, ConsoleOrderView, OperatorAction } from '../../../domain/view'
import { stateName, type StateWords, wordsOf } from '../../../domain/words'

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
  fees: FeeCard
  actions: ConsoleButton[]
  number: string
  raw: string
  transactionId: string
  checked: string
  alerts: string[]
  attempts: { number: string; state: string; at: string }[]
  audit: { key: string; by: string; what: string; at: string; note: string }[]
}

const BY: Readonly<Record<AuditEntry['by'], string>> = {
  customer: '顾客',
  operator: '操作员',
  notify: '微信通知',
  reconcile: '定时核对',
}

const WEIGHT: readonly OperatorAction[] = ['complete', 'sync', 'cancel']

const textOf = (action: OperatorAction, state: ConsoleOrderView['state']): string => {
  if (action === 'complete') return '完结订单'
  if (action === 'sync') return '登记已收款'
  if (state === 'FINISHED') return '放弃收款'
  return state === 'USER_ACCEPTED' ? '按未使用结束' : '取消订单'
}

export const consoleButtons = ({
  actions,
  state,
}: Pick<ConsoleOrderView, 'actions' | 'state'>): ConsoleButton[] =>
  WEIGHT.filter((action) => actions.includes(action)).map((action) => ({
    id: action,
    action,
    text: textOf(action, state),
    primary: action === 'complete',
  }))

/** The newest attempt's word is WeChat Pay's own where it is not ours. */
function rawOf({ attempts, state }: ConsoleOrderView): string {
  const last = attempts[attempts.length - 1]
  return last?.raw ?? `${stateName(state)}（${state}）`
}

export function consoleOrderPage(order: ConsoleOrderView): ShownConsoleOrder {
  return {
    sandbox: order.sandbox === true,
    state: order.state,
    words: wordsOf(order),
    steps: shownTimeline(order),
    name: order.name,
    fees: orderFeeCard(order),
    actions: consoleButtons(order),
    number: order.out_order_no,
    raw: rawOf(order),
    transactionId: order.transactionId ?? '',
    checked: order.checkedAt === undefined ? '' : formatMoment(order.checkedAt),
    alerts: order.alerts,
    attempts: order.attempts.map(({ out_order_no, state, at }) => ({
      number: out_order_no,
      state: stateName(state),
      at: formatShortMoment(at),
    })),
    audit: order.audit.map(({ at, by, what, note }, index) => ({
      key: `${at} ${index}`,
      by: BY[by],
      what,
      at: formatShortMoment(at),
      note: note ?? '',
    })),
  }
}
