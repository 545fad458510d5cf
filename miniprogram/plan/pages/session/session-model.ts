import { whichOf } from '../../../domain/lines/sign-plan-words'
import { isSettled } from '../../../domain/order'
import type { OrderView } from '../../../domain/view'
import { orderPage, type ShownOrder } from '../../../pages/order/order-model'

/** What the page shows of a session. */
export interface ShownSession extends ShownOrder {
  /** 第 3 次，共 6 次 */
  which: string
  /** Whose plan it is of; empty where nobody knows. */
  signId: string
}

function helpOf({ state, outcome, merchant }: OrderView, { phone, help }: ShownOrder): ShownOrder['help'] {
  // The first one tells how to give something back, which a session does not have.
  const rest = help.filter(({ title }) => title !== '如何结束使用')
  if (isSettled(outcome === undefined ? { state } : { state, outcome }) || state === 'FINISHED') return rest
  return [
    {
      title: '什么时候扣款',
      text: `这一次结束后，由${merchant.name}提交账单，微信支付分自动扣款。如果没有及时结束，请致电 ${phone}。`,
    },
    ...rest,
  ]
}

/** @param supportPhone whom to call where the settings name a number of their own; else the merchant's is shown. */
export function sessionPage(order: OrderView, supportPhone: string): ShownSession {
  const shown = orderPage(order, supportPhone)
  return {
    ...shown,
    which: whichOf(order),
    signId: order.session?.signId ?? '',
    // What comes after a session is the plan's next one, not the same once more.
    actions: shown.actions.map((button) =>
      button.action === 'use-again' ? { ...button, text: '查看计划' } : button,
    ),
    help: helpOf(order, shown),
  }
}
