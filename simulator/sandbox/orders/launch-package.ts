import { randomBytes } from 'node:crypto'
import { type LaunchView } from '../pages/view'
import { type World } from '../world'
import { type OrderBook } from './book'
import { type Order } from './order'

/** A package opens the confirm page for one hour (facts 1.7.1, 7.4). */
const packageLifeMs = 3_600_000

export interface LaunchPackage {
  readonly value: string
  /** Business ms. */
  readonly createdAt: number
  readonly used: boolean
}

export const newPackage = (now: number): LaunchPackage => ({
  value: `AAQ${randomBytes(90).toString('base64url')}`,
  createdAt: now,
  used: false,
})

/** Finds the order of a launch package. With `use`, opening the page spends a single-use package. */
export function openPackage<O extends Order>(
  world: World,
  book: OrderBook<O>,
  value: string,
  use: boolean,
  view: (order: O) => LaunchView,
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
  return view(order)
}
