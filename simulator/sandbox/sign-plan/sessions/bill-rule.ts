import { paramError } from '../../failure'
import { type Bill, type Order } from '../../service-orders/order'
import { type World } from '../../world'

/** What a session may cost: its price in the plan bounds it, a switch says how. @throws ApiFailure 400 PARAM_ERROR */
export function checkSessionTotal(world: World, { request }: Order, { total_amount }: Bill): void {
  if (!request.session) return
  const { actual_price } = request.session
  const { sessionTotal } = world.switches()
  if (sessionTotal === 'up-to-the-price' && total_amount > actual_price) {
    throw paramError('/total_amount', 'must not exceed the actual_price of the session')
  }
  if (sessionTotal === 'exactly-the-price' && total_amount !== actual_price) {
    throw paramError('/total_amount', 'must be the actual_price of the session')
  }
}
