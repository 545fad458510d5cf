import { GOODS_PLOTS } from './goods-plots'
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
import { OWED_PLOTS } from './owed-plots'
import { PLAN_PLOTS } from './plan-plots'
import type { Plot } from './plot'
import {
  accepted,
  completed,
  created,
  due,
  pendingCancel,
  pendingCompletion,
  stale,
  unanswered,
  wished,
} from './prepare'
import { billedAsSaid, both, cancelledAsSaid, cancelTooLate, paidTwice } from './promises'

const ALL = NOTIFICATION_FAULTS
/** One notification alone cannot be overtaken. */
const ONE = ALL.filter((fault) => fault !== 'reordered')
const NONE = [] as const

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
    alerts: cancelTooLate,
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
  ...OWED_PLOTS,
  ...GOODS_PLOTS,
  ...PLAN_PLOTS,
]
