import { toDay, toRfc3339 } from '../../beijing-time'
import { type OrderBook } from '../../orders/book'
import { type Order } from '../../service-orders/order'
import { type World } from '../../world'
import { detailLife, settledAt, type DetailLife } from './detail-life'
import {
  detailTransitions,
  type DetailState,
  type Happened,
  lived,
  type SignEvent,
  type SignState,
  signTransitions,
  type Step,
} from './machine'
import { type SignPlan } from './sign-plan'

/** A package opens the signing page for two hours (facts 1.10). */
export const packageLifeMs = 2 * 3_600_000
const dayMs = 86_400_000

/** Where a signed plan stands, made of what is kept of it, of its sessions' orders and of the clock. */
export interface SignLife {
  readonly state: SignState
  readonly history: readonly Step<SignEvent, SignState>[]
  readonly details: readonly DetailLife[]
  /** Business ms; undefined until it is signed. */
  readonly overAt: number | undefined
}

export function signLife(world: World, book: OrderBook<Order>, sign: SignPlan): SignLife {
  const { request, createdAt } = sign
  const begun = request.sign_plan_detail.map((one) =>
    detailLife(world, one, book.find(one.merchant_plan_detail_no), createdAt),
  )
  const overAt = overTime(world, sign)
  const events = [...signEvents(sign, world), ...endings(world, begun, overAt)]
    .filter(({ at }) => at <= world.time.business())
    .sort((a, b) => a.at - b.at)
  const history = lived(signTransitions, { event: 'create', state: 'UNSIGNED', at: createdAt }, events)
  const { state, at } = history.at(-1) ?? { state: 'UNSIGNED', at: createdAt }
  const ended = state === 'SIGN_PLAN_CANCEL' || state === 'EXPIRE'
  const drops = ended && world.switches().unusedDetails === 'SIGN_PLAN_DETAIL_CANCEL'
  return { state, history, details: drops ? begun.map((one) => dropped(one, at)) : begun, overAt }
}

function overTime(world: World, { signedAt, plan }: SignPlan): number | undefined {
  if (signedAt === undefined) return undefined
  const { planOverTime } = world.switches()
  if (planOverTime === 'to-the-second') return signedAt + plan.plan_duration * dayMs
  const day = toDay(signedAt)
  const midnight = Date.parse(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}T00:00:00+08:00`)
  return midnight + (plan.plan_duration + (planOverTime === 'midnight-after' ? 1 : 0)) * dayMs
}

/** What somebody did, or failed to do in time. */
function signEvents(
  { signedAt, cancelled, packages }: SignPlan,
  world: World,
): Happened<SignEvent, SignState>[] {
  const events: Happened<SignEvent, SignState>[] = []
  if (signedAt !== undefined) events.push({ event: 'sign', at: signedAt })
  const { unsignedAfterPackage } = world.switches()
  const last = packages.at(-1)
  if (last && unsignedAfterPackage !== 'UNSIGNED') {
    events.push({ event: 'lapse', at: last.createdAt + packageLifeMs, to: unsignedAfterPackage })
  }
  if (cancelled) events.push({ event: 'cancel', at: cancelled.at })
  return events
}

/** What comes by itself: no session is left, or the time is over. */
function endings(
  world: World,
  details: readonly DetailLife[],
  overAt: number | undefined,
): Happened<SignEvent, SignState>[] {
  if (overAt === undefined) return []
  const { planOverWhileUsing, lastSessionCancelled } = world.switches()
  const wanted: readonly DetailState[] =
    lastSessionCancelled === 'COMPLETE' ? ['USED', 'SIGN_PLAN_DETAIL_CANCEL'] : ['USED']
  const times = details.flatMap(({ history }) => history.map(({ at }) => at)).sort((a, b) => a - b)
  const done = times.find((time) => details.every((one) => wanted.includes(stateAt(one, time))))
  const open = details.find(
    ({ order }) => order && order.createdAt <= overAt && !(settledTime(order) <= overAt),
  )
  const waits = planOverWhileUsing === 'SIGNED' && open?.order
  const expires = waits ? settledTime(waits) : overAt
  return [
    ...(done === undefined ? [] : [{ event: 'complete', at: done } as const]),
    { event: 'expire', at: expires },
  ]
}

const settledTime = (order: Order): number => settledAt(order) ?? Infinity

const stateAt = ({ history }: DetailLife, time: number): DetailState =>
  history.filter(({ at }) => at <= time).at(-1)?.state ?? 'NOT_USED'

function dropped(one: DetailLife, at: number): DetailLife {
  const start = { event: 'create', state: one.state, at } as const
  const after = lived(detailTransitions, start, [{ event: 'drop', at }]).slice(1)
  return { ...one, state: after.at(-1)?.state ?? one.state, history: [...one.history, ...after] }
}

/** A time of these answers; undefined when there is none. */
export const timeOf = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : toRfc3339(at)
