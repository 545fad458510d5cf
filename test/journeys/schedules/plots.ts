import { orderIdOf } from '../../../cloudfunctions/shared/orders/new-order'
import { CUSTOMER, OPERATOR, type Story } from '../story'
import { NOTIFICATION_FAULTS } from './move'
import {
  cancels,
  completes,
  confirms,
  creates,
  deducts,
  ends,
  later,
  reopens,
  reconciles,
  retries,
  syncs,
  timePasses,
} from './parts'
import type { Ending, Plot } from './plot'

type Prepare = Plot['prepare']

const created: Prepare = async (story) => {
  const { order } = await story.create()
  await story.pass(5)
  return { orderId: order.orderId }
}
/** Unconfirmed for so long that the package is not opened again. */
const stale: Prepare = async (story) => {
  const { order } = await story.create()
  await story.pass(56 * 60)
  return { orderId: order.orderId }
}
const accepted: Prepare = async (story) => {
  const { orderId } = await story.accepted()
  await story.pass(600)
  return { orderId }
}
const completed: Prepare = async (story) => {
  const scene = await accepted(story)
  await story.complete(scene.orderId, 900)
  await story.pass(600)
  return scene
}
/** Made by a request whose key is known, and nothing more. */
const wished: Prepare = (story) => {
  const wish = story.wish()
  return Promise.resolve({ orderId: orderIdOf(CUSTOMER, wish.requestKey), wish })
}
/** The function died with the answer of create. */
const unanswered: Prepare = async (story) => {
  const wish = story.wish()
  await died(story, 'payafter-orders', 'after', () => story.ask('orders', 'create', wish, CUSTOMER))
  return { orderId: orderIdOf(CUSTOMER, wish.requestKey), wish }
}
/** A completion that never left. */
const pendingCompletion: Prepare = async (story) => {
  const scene = await accepted(story)
  await died(story, '/complete', 'before', () =>
    story.ask('console', 'complete', story.bill(scene.orderId, 1800), OPERATOR),
  )
  return scene
}
/** A cancel that never left. */
const pendingCancel: Prepare = async (story) => {
  const scene = await created(story)
  await died(story, '/cancel', 'before', () =>
    story.ask('orders', 'cancel', { orderId: scene.orderId }, CUSTOMER),
  )
  return scene
}

/** Afterwards a bit more than a minute has passed: `reconcile` looks after it. */
async function died(
  story: Story,
  at: string,
  phase: 'before' | 'after',
  ask: () => Promise<unknown>,
): Promise<void> {
  story.killAt(at, phase)
  await ask().catch(() => undefined)
  await story.pass(70)
}

const due =
  (prepare: Prepare): Prepare =>
  async (story) => {
    const scene = await prepare(story)
    await story.pass(70)
    return scene
  }

const ALL = NOTIFICATION_FAULTS
/** One notification alone cannot be overtaken. */
const ONE = ALL.filter((fault) => fault !== 'reordered')
const NONE = [] as const

/** What was promised to whoever heard "done" about a completion is what WeChat Pay billed. */
const billedAsSaid =
  (totals: Readonly<Record<string, number>>) =>
  ({ order, said, there }: Ending): string[] => {
    const done = Object.keys(totals).filter((part) => said(part) === 'done')
    const billed = there.find(({ total }) => total !== undefined)?.total
    const wrong = done
      .filter((part) => totals[part] !== billed)
      .map(
        (part) => `${part} was told that ${totals[part] ?? 0} fen are billed, and ${billed ?? 'nothing'} are`,
      )
    if (done.length > 1) wrong.push('two different completions were told that they worked')
    if (done.length > 0 && order?.bill?.total !== billed)
      wrong.push('the bill is another one than WeChat Pay has')
    return wrong
  }

/** Whoever was told that the order is cancelled finds no live one. */
const cancelledAsSaid =
  (...parts: string[]) =>
  ({ said, view, there }: Ending): string[] =>
    parts
      .filter((part) => said(part) === 'done' && view(part)?.state === 'REVOKED')
      .filter(() => there.some(({ state }) => !['REVOKED', 'EXPIRED'].includes(state)))
      .map((part) => `${part} was told that the order is cancelled, and it lives`)

const both =
  (...checks: NonNullable<Plot['wrong']>[]): NonNullable<Plot['wrong']> =>
  (ending) =>
    checks.flatMap((check) => check(ending))

/** Two people say that it was paid in two ways: a person has to give money back. */
const paidTwice = ({ order }: Ending): string[] => (order?.outcome === 'paid' ? ['退还'] : [])

/** Pairs and triples of people that really race, with what must come of it. */
export const PLOTS: readonly Plot[] = [
  {
    name: 'create+create',
    prepare: wished,
    parts: [creates('phone'), creates('tablet')],
    notifications: NONE,
  },
  {
    name: 'resend+create',
    prepare: unanswered,
    parts: [retries(), creates()],
    notifications: NONE,
  },
  {
    name: 'reconcile+resend',
    prepare: unanswered,
    parts: [reconciles(), retries()],
    notifications: NONE,
  },
  {
    name: 'confirm+cancel',
    prepare: created,
    parts: [cancels(), confirms],
    notifications: ONE,
    wrong: cancelledAsSaid('cancel'),
  },
  {
    name: 'cancel+cancel+confirm',
    prepare: created,
    parts: [cancels(), ends(), confirms],
    notifications: ONE,
    wrong: cancelledAsSaid('cancel', 'end'),
  },
  { name: 'retry+confirm', prepare: stale, parts: [retries(), confirms], notifications: ONE },
  { name: 'retry+retry', prepare: stale, parts: [retries('phone'), retries('tablet')], notifications: NONE },
  {
    name: 'retry+cancel',
    prepare: stale,
    parts: [retries(), cancels()],
    notifications: NONE,
  },
  {
    name: 'retry+end+confirm',
    prepare: stale,
    parts: [retries(), ends(), confirms],
    notifications: ONE,
  },
  {
    name: 'reconcile+retry',
    prepare: stale,
    parts: [reconciles(), retries()],
    notifications: NONE,
  },
  {
    name: 'reconcile+cancel',
    prepare: pendingCancel,
    parts: [reconciles(), cancels()],
    notifications: NONE,
    wrong: cancelledAsSaid('cancel'),
  },
  {
    name: 'reconcile+confirm',
    prepare: pendingCancel,
    parts: [reconciles(), confirms],
    notifications: ONE,
  },
  {
    name: 'reopen+confirm',
    prepare: created,
    parts: [reopens(), confirms],
    notifications: ONE,
  },
  {
    name: 'complete+complete',
    prepare: accepted,
    parts: [completes(700, 'first'), completes(1800, 'second')],
    notifications: NONE,
    wrong: billedAsSaid({ first: 700, second: 1800 }),
  },
  {
    name: 'complete+end',
    prepare: accepted,
    parts: [completes(900), ends()],
    notifications: NONE,
    wrong: billedAsSaid({ complete: 900, end: 0 }),
  },
  {
    name: 'complete+confirm',
    prepare: created,
    parts: [completes(900), confirms],
    notifications: ONE,
    wrong: billedAsSaid({ complete: 900 }),
  },
  {
    name: 'complete+reopen+deduction',
    prepare: accepted,
    parts: [completes(900), reopens(), deducts],
    notifications: ONE,
    wrong: billedAsSaid({ complete: 900 }),
  },
  {
    name: 'reconcile+complete',
    prepare: pendingCompletion,
    parts: [reconciles(), completes(700)],
    notifications: NONE,
    wrong: billedAsSaid({ complete: 700 }),
  },
  {
    name: 'reconcile+reopen+deduction',
    prepare: pendingCompletion,
    parts: [reconciles(), reopens(), deducts],
    notifications: ONE,
  },
  {
    name: 'sync+deduction',
    prepare: completed,
    parts: [syncs(), deducts],
    notifications: ONE,
    alerts: paidTwice,
  },
  {
    name: 'sync+sync+deduction',
    prepare: completed,
    parts: [syncs('first'), syncs('second'), deducts],
    notifications: ONE,
    alerts: paidTwice,
  },
  {
    name: 'reconcile+sync',
    prepare: due(completed),
    parts: [reconciles(), syncs()],
    notifications: NONE,
  },
  {
    name: 'reconcile+reconcile',
    prepare: pendingCompletion,
    parts: [reconciles('first'), timePasses, later(reconciles('second'))],
    notifications: NONE,
    shared: ['leases'],
  },
  {
    name: 'confirm+complete+deduction',
    prepare: created,
    parts: [confirms, completes(900), deducts],
    notifications: ALL,
    wrong: billedAsSaid({ complete: 900 }),
  },
  {
    name: 'cancel+complete+confirm',
    prepare: created,
    parts: [confirms, cancels(), completes(900)],
    notifications: ONE,
    wrong: both(billedAsSaid({ complete: 900 }), cancelledAsSaid('cancel')),
  },
]
