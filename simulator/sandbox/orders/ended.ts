import { stateError, type ApiFailure } from '../failure'
import { type World } from '../world'
import { type Order } from './order'

/** The refusal of an action on an order whose life is over; a switch says with which code. */
export function ended(world: World, order: Order): ApiFailure {
  const specific = world.switches().endedOrderCode === 'specific'
  if (specific && order.state === 'USER_PAID') return stateError('订单已完成', '271302262', 'ORDER_DONE')
  if (specific && order.state === 'REVOKED') return stateError('订单已取消', '271302262', 'ORDER_CANCELED')
  return stateError('订单状态不允许此操作')
}
