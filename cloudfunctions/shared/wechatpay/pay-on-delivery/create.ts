import type { Fen } from '#domain/money'
import type { PrepareContext, PreparedCall } from '../call'
import type { PlannedDiscount } from '../service-orders/lines'
import { checkRisk, type NewOrder, type NewOrderCall, prepareNewOrder } from '../service-orders/new-order'
import { SHOPPING, type ShoppingInfo, sumOfGoods } from './shopping'

/** One line of `post_discounts[]`: unlike that of other new orders, it may say what it takes off. */
export interface GoodsDiscount extends PlannedDiscount {
  /** In fen, positive = taken off. */
  amount?: Fen
}

/** 创建先用后付订单: goods for nothing now, paid after they were received. */
export interface CreateParams extends NewOrder {
  post_discounts?: readonly GoodsDiscount[]
  /** The merchant, where a platform orders for it. */
  mchid?: string
  shopping_info: ShoppingInfo
}

const CREATE: NewOrderCall = {
  resource: 'servicepayondeliveryorder',
  shape: { mchid: { optional: 32 }, shopping_info: { object: SHOPPING } },
  discounts: 'described',
}

/**
 * `POST /v3/payscore/servicepayondeliveryorder` or, with `sub_mchid`, `/v3/payscore/partner/servicepayondeliveryorder`
 * (facts: 1.8, 3). What follows it are the calls about service orders.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareCreate(params: CreateParams, context: PrepareContext): PreparedCall {
  return prepareNewOrder(CREATE, params, context, (fields) => {
    checkRisk(fields, params, 'goods', sumOfGoods(fields, params.shopping_info))
  })
}
