import type { Story } from './story'

/**
 * Every request that an action sends, to the database or to WeChat Pay, is a point where the function may die: before the
 * request left, or after it was answered and before the answer was seen. Each one is tried, then time passes, `reconcile`
 * runs, and both sides must agree; then the person does the same again, and they must still agree.
 */
type Phase = 'before' | 'after'

/**
 * `KILL_POINTS=all` tries both phases of every request and the second story of `reconcile` (`npm run test:long -- kill-points`).
 * Without it only what is another state outside: dying before a request leaves is the same as dying after the answer to the one
 * before it. Of those every second one, and every request to WeChat Pay; `KILL_POINTS_SEED` 1 tries others.
 */
export const ALL = process.env['KILL_POINTS'] === 'all'
const SEED = Number(process.env['KILL_POINTS_SEED'] ?? 0)
const PHASES: readonly Phase[] = ALL ? ['before', 'after'] : ['after']

/** What a function does, and dies of. */
export interface Action {
  fn: 'orders' | 'console' | 'notify' | 'reconcile'
  costly?: boolean
  /** Of its requests to the database every so many-th is tried every day; every second when absent. */
  every?: number
  /** Makes what the action needs. @returns the order's id */
  prepare(): Promise<string>
  /** Business seconds between that and the action. */
  wait: number
  run(orderId: string): Promise<unknown>
  /** Business seconds until reconcile looks again after a run that died. */
  later?: number
  /** States that the order may be in once everything settled. */
  ends: string[]
}

/** What it happens to, how both sides are compared afterwards, and how everything under way ends. */
export interface Dying {
  story: Story
  agree(orderId: string, ends: string[]): void
  finish(orderId: string): Promise<void>
}

/** Runs an action while every request of its function is counted. */
async function requestsOf(story: Story, { fn, run }: Action, orderId: string): Promise<string[]> {
  const seen: string[] = []
  const stop = story.world.cloudbase.watchOutgoing((event) => {
    if (event.function === fn && event.phase === 'before')
      seen.push(event.path.startsWith('/admin') ? 'database' : `${event.method} WeChat Pay`)
    return 'continue'
  })
  await run(orderId)
  stop()
  return seen
}

/** Runs an action whose function dies at its request `number`. @returns whether it died */
async function killedAt(
  story: Story,
  { fn, run }: Action,
  orderId: string,
  number: number,
  phase: Phase,
): Promise<boolean> {
  let died = false
  const stop = story.world.cloudbase.watchOutgoing((event) => {
    if (died || event.function !== fn || event.number !== number || event.phase !== phase) return 'continue'
    died = true
    return 'kill'
  })
  await run(orderId).catch(() => undefined)
  stop()
  return died
}

const points = (requests: readonly string[], { every = 2 }: Action): { number: number; phase: Phase }[] =>
  requests
    .map((request, index) => ({ request, number: index + 1 }))
    .filter(({ request, number }) => ALL || request !== 'database' || (number + SEED) % every === 0)
    .flatMap(({ number }) => PHASES.map((phase) => ({ number, phase })))

/** Plays an action once for every point, kills its function there, and compares both sides afterwards. */
export async function diesEverywhere(
  name: string,
  action: Action,
  { story, agree, finish }: Dying,
): Promise<void> {
  // A run of the timer looks at every due order: there must be no other, so its orders are played one after the other.
  const alone = action.fn === 'reconcile'
  await story.settle(1)
  const traced = await action.prepare()
  await story.pass(action.wait)
  const requests = await requestsOf(story, action, traced)
  await finish(traced)
  await story.settle(2)
  const places = points(requests, action)
  const tried: string[] = []
  const play = async (batch: typeof places): Promise<void> => {
    const orders: { orderId: string; place: (typeof places)[number] }[] = []
    for (const place of batch) orders.push({ orderId: await action.prepare(), place })
    await story.pass(action.wait)
    for (const { orderId, place } of orders)
      if (await killedAt(story, action, orderId, place.number, place.phase))
        tried.push(`${place.number} ${place.phase}`)
    story.world.cloudbase.endTransactions()
    // A create that is known to have worked keeps its bytes for ten minutes.
    if (action.later !== undefined) await story.pass(action.later)
    await story.settle(alone ? 3 : 8)
    for (const { orderId } of orders) agree(orderId, action.ends)
    if (!alone && action.fn !== 'notify') {
      for (const { orderId } of orders) await action.run(orderId)
      await story.settle(8)
      for (const { orderId } of orders) agree(orderId, action.ends)
    }
    for (const { orderId } of orders) await finish(orderId)
    await story.settle(2)
    for (const { orderId } of orders) agree(orderId, [...action.ends, 'REVOKED', 'FINISHED', 'USER_PAID'])
  }
  if (alone) for (const place of places) await play([place])
  else await play(places)
  // eslint-disable-next-line no-console -- the figure that this test exists for
  console.log(`${name}: ${tried.length} of ${places.length} kill points (${requests.join(', ')})`)
  expect(tried).toEqual(places.map(({ number, phase }) => `${number} ${phase}`))
}
