import { type Mode } from '../account'
import { type OrderBook } from '../orders/book'
import { type Deductions } from '../orders/deductions'
import { type World } from '../world'
import { type Order } from './order'

/** What every call of this protocol works with. */
export interface Desk {
  readonly world: World
  readonly book: OrderBook<Order>
  readonly deductions: Deductions<Order>
}

/** The same in one of the modes: a merchant for itself, a service provider for a sub-merchant. */
export interface ModeDesk extends Desk {
  readonly mode: Mode
}
