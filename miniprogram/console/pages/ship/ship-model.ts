import { canShip, keptGoods } from '../../../domain/lines/delivery'
import { goodsText } from '../../../domain/lines/pay-on-delivery-rows'
import type { ConsoleOrderView } from '../../../domain/view'

/** What the form says: the goods are sent, or what was said of them is corrected. */
export interface ShipWords {
  title: string
  text: string
  button: string
  done: string
  /** What is to be sent. */
  goods: string
  /** What was said before; empty the first time. */
  note: string
  /** Why nothing can be sent; empty where it can. */
  closed: string
}

export const USUAL_NOTES: readonly string[] = ['顺丰速运，单号 ', '同城配送，今天送达', '商家自送，电话联系']

export function shipWords(order: ConsoleOrderView): ShipWords {
  const note = order.delivery?.shipped?.note ?? ''
  const common = {
    goods: goodsText(keptGoods(order)),
    note,
    closed: canShip(order) ? '' : '这笔订单现在不能发货。有退货申请的，请先处理退货。',
  }
  if (note !== '')
    return {
      ...common,
      title: '修改发货说明',
      text: '顾客会看到新的说明。自动收货的时间不变，仍从第一次发货算起。',
      button: '保存修改',
      done: '已修改',
    }
  return {
    ...common,
    title: '发货',
    text: '顾客会看到这段说明。从现在起计算自动收货的时间，到时没有确认收货也没有申请退货，视为已收货并扣款。',
    button: '确认发货',
    done: '已发货',
  }
}
