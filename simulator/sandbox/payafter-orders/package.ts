import { type LaunchView } from '../pages/view'
import { type World } from '../world'
import { type OrderBook } from './order-book'
import { launchView } from './page-view'

/** A package opens the confirm page for one hour (facts 1.7.1, 7.4). */
const packageLifeMs = 3_600_000

/** Finds the order of a launch package. With `use`, opening the page spends a single-use package. */
export function openPackage(
  world: World,
  book: OrderBook,
  value: string,
  use: boolean,
): LaunchView | 'expired' | 'used' | undefined {
  const order = book.findByPackage(value)
  const found = order?.packages.find((one) => one.value === value)
  if (!order || !found) return undefined
  if (world.time.business() >= found.createdAt + packageLifeMs) return 'expired'
  if (found.used && world.switches().packageUse === 'single-use') return 'used'
  if (use && !found.used) {
    const packages = order.packages.map((one) => (one === found ? { ...one, used: true } : one))
    world.store.transaction(() => book.save({ ...order, packages }))
  }
  return launchView(order)
}
