import { account, type Mode } from '../account'
import { paramError } from '../failure'
import { type Fields } from '../fields'
import { type Operation } from '../protocol'
import { create } from '../service-orders/create'
import { type Creation } from '../service-orders/create-rules'
import { type Desk } from '../service-orders/desk'
import { sumOf, type CreateRequest } from '../service-orders/order'
import { type World } from '../world'
import { readShopping } from './shopping-rules'
import { worthOf, type ShoppingInfo } from './shopping'

const paths: Readonly<Record<Mode, string>> = {
  merchant: '/v3/payscore/servicepayondeliveryorder',
  partner: '/v3/payscore/partner/servicepayondeliveryorder',
}

/**
 * 先用后付: goods for nothing now, paid after receiving. Its orders are made here and are service orders from then on
 * (facts 1.8).
 */
export function payOnDelivery(desk: Desk): Operation[] {
  return (['merchant', 'partner'] as const).map((mode) => ({
    method: 'POST',
    name: 'pay-on-delivery/create',
    path: paths[mode],
    handle: (call) => create({ ...desk, mode }, call, creation(desk.world, mode)),
  }))
}

/** What create has here that it has not on the other lines. */
const creation = (world: World, mode: Mode): Creation => ({
  line: 'pay-on-delivery',
  confirms: mode === 'merchant' && world.switches().goodsConfirmByDefault === 'yes',
  more: (fields, request) => {
    checkMchid(world, mode, fields)
    const { appid, sub_appid } = request
    const shopping_info = readShopping(world, fields, sub_appid === undefined ? [appid] : [appid, sub_appid])
    if (world.switches().goodsComparedWithPayments === 'yes') checkWorth(request, shopping_info)
    return { shopping_info }
  },
})

function checkMchid(world: World, mode: Mode, fields: Fields): void {
  const mchid = fields.optionalText('mchid', { max: 32 })
  const missing =
    mchid === undefined && mode === 'merchant' && world.switches().mchidAsMerchant === 'required'
  if (missing) throw fields.error('mchid', 'is required')
  if (mchid !== undefined && mchid !== account.mchid) throw fields.error('mchid', 'must be who signed')
}

/** Payments of which one has only words say no sum. @throws ApiFailure 400 PARAM_ERROR */
function checkWorth({ post_payments }: CreateRequest, { goods }: ShoppingInfo): void {
  const isSum = post_payments.length > 0 && post_payments.every(({ amount }) => amount !== undefined)
  if (isSum && sumOf({ post_payments, post_discounts: [] }) !== worthOf(goods)) {
    throw paramError('/post_payments', 'must sum up to the goods')
  }
}
