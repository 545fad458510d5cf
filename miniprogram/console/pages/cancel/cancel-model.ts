import type { Fen } from '../../../domain/money'
import type { ConsoleOrderView } from '../../../domain/view'

/** What ending an order without a charge means in its state. */
export interface CancelWords {
  title: string
  text: string
  /** Asked once more before it is sent. */
  warning: string
  /** At most four characters: the native dialog cuts the rest. */
  button: string
  /** Reasons that need not be typed. */
  usual: readonly string[]
  /** The debt that is given up, in fen. */
  waived?: Fen
  /** Sent along, so that nothing but what was read here gives a debt up. */
  waive?: true
}

const USUAL_REASONS: readonly string[] = ['顾客没有使用', '设备故障', '重复下单', '与顾客协商取消']

/** Nobody gives up a bill because the service was not used: there would be none. */
const REASONS_TO_WAIVE: readonly string[] = ['与顾客协商', '服务未达标', '设备故障', '多计费用']

/** Two attempts were confirmed, and the one that does not count ends. */
export const otherWords = (out_order_no: string): CancelWords => ({
  title: '结束重复的确认',
  text: `顾客确认了两次。${out_order_no} 这一次结束，不收取任何费用；订单按另一次继续。`,
  warning: '结束后这一次不能再收费，确定结束？',
  button: '确定结束',
  usual: ['重复确认', ...USUAL_REASONS.slice(0, 2)],
})

/** An order of goods that the customer confirmed, and that will not be paid. */
const goodsWords = ({ delivery }: Pick<ConsoleOrderView, 'delivery'>): CancelWords => ({
  title: '取消订单',
  text: delivery?.shipped
    ? '商品已经发出。取消后不收取任何费用，寄出的商品请与顾客联系退回。'
    : '商品还没有发出。取消后不收取任何费用，库存恢复。',
  warning: '取消后不能再收费，确定取消这笔订单？',
  button: '取消订单',
  usual: ['商品缺货', '顾客不想要了', '地址无法送达', '与顾客协商取消'],
})

/** A session that was begun, and that will not be paid: the plan goes on with the next one. */
const SESSION_WORDS: CancelWords = {
  title: '取消这一次',
  text: '顾客没有使用这一次。取消后不收取任何费用，这一次也不能再用；会员可以接着开始下一次。',
  warning: '取消后这一次不能恢复，也不能再收费，确定取消？',
  button: '取消这次',
  usual: ['顾客没有使用', '临时停课', '签到有误', '与顾客协商取消'],
}

export function cancelWords(
  order: Pick<ConsoleOrderView, 'state' | 'bill' | 'goods' | 'delivery' | 'session'>,
): CancelWords {
  const { state, bill } = order
  if (state === 'FINISHED')
    return {
      title: '放弃收款',
      text: '账单已经提交，微信支付分正在扣款。取消后不再向顾客收取这笔费用，并会留下记录。',
      warning: '放弃后不能恢复，确定不再收取这笔费用？',
      button: '放弃收款',
      usual: REASONS_TO_WAIVE,
      waive: true,
      ...(bill ? { waived: bill.total } : {}),
    }
  if (order.session) return SESSION_WORDS
  if (state === 'USER_ACCEPTED' && order.goods) return goodsWords(order)
  if (state === 'USER_ACCEPTED')
    return {
      title: '按未使用结束',
      text: '顾客已经确认，但没有使用服务。订单结束，不收取任何费用。',
      warning: '结束后不能再收费，确定顾客没有使用？',
      button: '确定结束',
      usual: USUAL_REASONS,
    }
  return {
    title: '取消订单',
    text: '顾客还没有确认。取消后顾客不能再确认这笔订单，可以重新下单。',
    warning: '取消后不能恢复，确定取消？',
    button: '取消订单',
    usual: USUAL_REASONS,
  }
}
