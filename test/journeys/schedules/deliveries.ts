import type { Notification, Sandbox } from '../../../simulator/sandbox'
import type { Performer } from './performer'

/** How often this notification was sent so far, the deliveries that are under way included. */
function sendings({ status, fault, deliveries, dueAt }: Notification, now: number): number {
  const copies = fault === 'notification-doubled' ? 2 : 1
  if (status === 'pending' && dueAt <= now && deliveries.length === 0) return copies
  const underWay = status === 'pending' && dueAt <= now ? 1 : 0
  // The second of two copies is still on its way when the first one has arrived.
  return Math.max(deliveries.length + underWay, deliveries.length === 1 ? copies : 0)
}

/** The notifications of one schedule: whether each delivery is known, and each one that ended is noted at the sandbox. */
export class Deliveries {
  readonly #before: ReadonlyMap<string, number>

  constructor(private readonly sandbox: Sandbox) {
    this.#before = new Map(sandbox.notifications().map(({ id, deliveries }) => [id, deliveries.length]))
  }

  /** Whether nothing moves: every delivery stands at a request of its function, or ended on both sides. */
  stand(performers: readonly Performer[]): boolean {
    if (!performers.every(({ ended, held }) => ended || held !== undefined)) return false
    const now = this.sandbox.clock.now()
    let sent = 0
    let noted = 0
    for (const notification of this.sandbox.notifications()) {
      const before = this.#before.get(notification.id) ?? 0
      sent += sendings(notification, now) - before
      noted += notification.deliveries.length - before
    }
    return performers.length === sent && performers.filter(({ ended }) => ended).length === noted
  }
}
