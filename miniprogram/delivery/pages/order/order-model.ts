import { keptGoods } from '../../../domain/lines/delivery'
import { worthOf } from '../../../domain/lines/pay-on-delivery'
import {
  type GoodsRow,
  goodsRows,
  goodsText,
  returnRows,
  type ReturnRow,
  shipmentOf,
  type ShipmentRow,
} from '../../../domain/lines/pay-on-delivery-rows'
import { formatYuan } from '../../../domain/money'
import { isSettled } from '../../../domain/order'
import type { OrderView } from '../../../domain/view'
import { orderPage, type ShownOrder } from '../../../pages/order/order-model'

/** What the page shows of an order of goods. */
export interface ShownGoodsOrder extends ShownOrder {
  goods: GoodsRow[]
  shipment: ShipmentRow | null
  returns: ReturnRow[]
  /** Asked before the goods count as received: exactly what is deducted, and for what. */
  receiveQuestion: string
}

/** @returns what a customer is asked before they receive */
export function receiveQuestion(order: Pick<OrderView, 'goods' | 'delivery'>): string {
  const kept = keptGoods(order)
  return `确认后微信支付分将扣款\u00a0¥${formatYuan(worthOf(kept))}（${goodsText(kept)}）。请确认商品已经收到，没有问题。`
}

function helpOf(order: OrderView, help: ShownOrder['help']): ShownOrder['help'] {
  const { state, outcome } = order
  // The first one says how to end a use, which goods do not have.
  const rest = help.filter(({ title }) => title !== '如何结束使用')
  if (isSettled(outcome === undefined ? { state } : { state, outcome }) || state === 'FINISHED') return rest
  return [
    {
      title: '什么时候扣款',
      text: '您确认收货后扣款。发货后一直没有确认收货、也没有申请退货的，到期视为已收货并扣款。',
    },
    {
      title: '不想要了怎么办',
      text: '确认收货前可以申请退货，商家同意后，退掉的商品不收费。确认收货后请联系商家退款。',
    },
    ...rest,
  ]
}

/** @param supportPhone whom to call where the settings name a number of their own; else the merchant's is shown. */
export function goodsOrderPage(order: OrderView, supportPhone: string): ShownGoodsOrder {
  const shown = orderPage(order, supportPhone)
  return {
    ...shown,
    // How long goods were "used" says nothing.
    used: '',
    actions: shown.actions.map((button) =>
      button.action === 'use-again' ? { ...button, text: '再次购买' } : button,
    ),
    help: helpOf(order, shown.help),
    goods: goodsRows(order),
    shipment: shipmentOf(order),
    returns: returnRows(order),
    receiveQuestion: receiveQuestion(order),
  }
}
