import { type Reply } from '../ground'
import { type Mode, Side } from '../service-orders/ground'

export const pathOf = (mode: Mode): string =>
  `/v3/payscore/${mode === 'partner' ? 'partner/' : ''}servicepayondeliveryorder`

export const tea = { name: '龙井茶 250g', picture: 'https://shop.example/tea.png', amount: 6800, count: 1 }
export const cup = { name: '白瓷杯', picture: 'https://shop.example/cup.png', amount: 1500, count: 2 }

/** Orders of goods, and their later life as service orders. */
export class GoodsSide extends Side {
  /** shopping_info that every rule accepts. */
  shopping(more: object = {}): Record<string, unknown> {
    const path = 'goods/pages/order/order?orderId=1'
    const jump_link = {
      jump_link_type: 'JUMP_LINK_MINI_PROGRAM',
      appid: this.sandbox.credentials.appid,
      path,
    }
    return { jump_link, goods: [tea, cup], ...more }
  }

  override body(out_order_no: string, more: object = {}): Record<string, unknown> {
    return super.body(out_order_no, {
      service_introduction: '一店茶具',
      post_payments: [{ name: '商品金额', amount: 9800 }],
      risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 9800 },
      location: null,
      shopping_info: this.shopping(),
      ...more,
    })
  }

  override bill(more: object = {}): Record<string, unknown> {
    return super.bill({ post_payments: [{ name: '商品金额', amount: 9800 }], total_amount: 9800, ...more })
  }

  override create(out_order_no: string, more: object = {}): Promise<Reply> {
    return this.call('POST', pathOf(this.mode), { data: this.body(out_order_no, more) })
  }

  /** One line of goods, changed. */
  withGoods(more: object): object {
    return { shopping_info: this.shopping({ goods: [{ ...tea, ...more }] }) }
  }

  /** The link, changed. */
  withLink(more: object): object {
    const { jump_link, ...rest } = this.shopping()
    return { shopping_info: { ...rest, jump_link: { ...(jump_link as object), ...more } } }
  }
}
