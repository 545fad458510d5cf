import { MODIFIED_TOO_LATE, WAIVED_TOO_LATE } from '../../../cloudfunctions/shared/orders/for-a-person'
import { NOTIFICATION_FAULTS } from './move'
import { arrives, closes, collects, modifies, refunds, tells, waives } from './owed-parts'
import { lapsed, paid, pendingModification, pendingRefund, pendingWaiver, refunding } from './owed-prepare'
import { loweredAsSaid, refundedAsSaid, sentOnce, waivedAsSaid } from './owed-promises'
import { completes, confirms, deducts, ends, reconciles } from './parts'
import type { Ending, Plot } from './plot'
import { accepted, completed, created } from './prepare'
import { billedAsSaid, both, cancelledAsSaid } from './promises'

/** One notification alone cannot be overtaken. */
const ONE = NOTIFICATION_FAULTS.filter((fault) => fault !== 'reordered')
const NONE = [] as const

/** The customer paid what should have been less, or nothing: a person gives it back. */
const tooLate = ({ order }: Ending): string[] =>
  order?.outcome === 'paid' ? [MODIFIED_TOO_LATE, WAIVED_TOO_LATE] : []

/** The two that are enough for each other: operators, the deduction, the timer; over the protocol that has these calls. */
const PLOTS: readonly Omit<Plot, 'protocol'>[] = [
  {
    name: 'modify+deduction',
    prepare: completed,
    parts: [modifies(500), deducts],
    notifications: ONE,
    alerts: tooLate,
    wrong: loweredAsSaid({ modify: 500 }),
  },
  {
    name: 'modify+modify',
    prepare: completed,
    parts: [modifies(700, 'first'), modifies(500, 'second')],
    notifications: NONE,
    wrong: loweredAsSaid({ first: 700, second: 500 }),
  },
  {
    name: 'modify+complete',
    prepare: accepted,
    parts: [completes(900), modifies(500)],
    notifications: NONE,
    wrong: (ending) => (ending.said('modify') === 'refused' ? billedAsSaid({ complete: 900 })(ending) : []),
  },
  {
    name: 'modify+waive',
    prepare: completed,
    parts: [modifies(500), waives()],
    notifications: NONE,
    wrong: both(loweredAsSaid({ modify: 500 }), waivedAsSaid('waive')),
  },
  {
    name: 'reconcile+modify',
    prepare: pendingModification,
    parts: [reconciles(), modifies(300)],
    notifications: NONE,
    wrong: loweredAsSaid({ modify: 300 }, 500),
  },
  {
    name: 'reconcile+modification+deduction',
    prepare: pendingModification,
    parts: [reconciles(), deducts],
    notifications: ONE,
    alerts: tooLate,
  },
  {
    name: 'collect+deduction',
    prepare: completed,
    parts: [collects(), deducts],
    notifications: ONE,
    wrong: sentOnce('/pay', 'collect'),
  },
  {
    name: 'collect+collect',
    prepare: completed,
    parts: [collects('first'), collects('second')],
    notifications: NONE,
    wrong: sentOnce('/pay', 'first', 'second'),
  },
  {
    name: 'collect+modify',
    prepare: completed,
    parts: [collects(), modifies(500)],
    notifications: NONE,
    wrong: both(loweredAsSaid({ modify: 500 }), sentOnce('/pay', 'collect')),
  },
  {
    name: 'waive+deduction',
    prepare: completed,
    parts: [waives(), deducts],
    notifications: ONE,
    alerts: tooLate,
    wrong: waivedAsSaid('waive'),
  },
  {
    name: 'reconcile+waiver+deduction',
    prepare: pendingWaiver,
    parts: [reconciles(), deducts],
    notifications: ONE,
    alerts: tooLate,
  },
  {
    name: 'message+message',
    prepare: accepted,
    parts: [tells('first'), tells('second')],
    notifications: NONE,
    wrong: sentOnce('/send-prepaidmessage', 'first', 'second'),
  },
  {
    name: 'message+complete',
    prepare: accepted,
    parts: [tells(), completes(900)],
    notifications: NONE,
    wrong: both(billedAsSaid({ complete: 900 }), sentOnce('/send-prepaidmessage', 'message')),
  },
  {
    name: 'end+confirm',
    prepare: created,
    parts: [ends(), confirms],
    notifications: ONE,
    wrong: cancelledAsSaid('end'),
  },
  {
    name: 'end+end+confirm',
    prepare: created,
    parts: [ends('first'), ends('second'), confirms],
    notifications: ONE,
    wrong: cancelledAsSaid('first', 'second'),
  },
  {
    name: 'complete+end+deduction',
    prepare: accepted,
    parts: [completes(900), ends(), deducts],
    notifications: ONE,
    wrong: both(billedAsSaid({ complete: 900 }), cancelledAsSaid('end')),
  },
  {
    name: 'lapse+confirm',
    prepare: lapsed,
    parts: [reconciles('lapse'), confirms],
    notifications: ONE,
  },
  {
    name: 'refund+refund',
    prepare: paid,
    parts: [refunds(600, 1, 'first'), refunds(500, 2, 'second')],
    notifications: NONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ first: { amount: 600, intention: 1 }, second: { amount: 500, intention: 2 } }),
  },
  {
    name: 'refund+same-refund',
    prepare: paid,
    parts: [refunds(600, 1, 'first'), refunds(600, 1, 'second')],
    notifications: NONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ first: { amount: 600, intention: 1 }, second: { amount: 600, intention: 1 } }),
  },
  {
    name: 'refund+arrival',
    prepare: paid,
    parts: [refunds(600, 1), arrives],
    notifications: ONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ refund: { amount: 600, intention: 1 } }),
  },
  {
    name: 'refund+closing',
    prepare: refunding,
    parts: [refunds(500, 2), closes, reconciles()],
    notifications: ONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ refund: { amount: 500, intention: 2 } }, { 1: 600 }),
  },
  {
    name: 'reconcile+refund',
    prepare: pendingRefund,
    parts: [reconciles(), refunds(300, 2)],
    notifications: NONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ refund: { amount: 300, intention: 2 } }, { 1: 600 }),
  },
  {
    name: 'reconcile+same-refund+arrival',
    prepare: pendingRefund,
    parts: [reconciles(), refunds(600, 1), arrives],
    notifications: ONE,
    shared: ['refunds'],
    wrong: refundedAsSaid({ refund: { amount: 600, intention: 1 } }, { 1: 600 }),
  },
]

export const OWED_PLOTS: readonly Plot[] = PLOTS.map((plot) => ({ ...plot, protocol: 'service-orders' }))
