import fc from 'fast-check'
import type { CallFault, NotificationFault } from '../../../simulator/sandbox/faults'

/** What an operator does with the plan of the story. */
const ON_PLAN = ['create-plan', 'look-plan', 'stop-plan'] as const
/** What customer `who` does with their signing; `sign-again` repeats the key of the last time. */
const ON_SIGN = ['sign', 'sign-again', 'get-sign', 'reopen', 'retry', 'cancel-sign'] as const
/** What an operator does with it, and the customer in WeChat Pay's own pages. */
const ON_SIGN_TOO = ['look-sign', 'end-sign', 'confirm', 'end'] as const
/** Begins session `next` + `ahead`. */
const STARTS = ['start', 'check-in'] as const
/** What becomes of the session that began last; `customer-…`: what no customer can do to it. */
const ON_SESSION = ['pay', 'fail', 'end-session', 'waive', 'collect', 'sync', 'look-session', 'get-session', 'customer-cancel', 'customer-retry'] as const // prettier-ignore

export const PLAN_STEPS = ON_PLAN
export const SIGN_STEPS = [...ON_SIGN, ...ON_SIGN_TOO, ...STARTS, 'tell'] as const
export const SESSION_STEPS = [...ON_SESSION, 'complete'] as const
/** Forged and yet validly signed, because WeChat Pay's own example is as wrong (facts 9-12). */
export const TOLD = ['SIGNED', 'SIGN_PLAN_CANCEL', 'UNSIGNED', 'COMPLETE'] as const

export type Act =
  | { do: (typeof ON_PLAN)[number] }
  | { do: (typeof ON_SIGN)[number] | (typeof ON_SIGN_TOO)[number]; who: number }
  | { do: (typeof STARTS)[number]; who: number; ahead: number }
  | { do: (typeof ON_SESSION)[number]; who: number }
  | { do: 'complete'; who: number; less: number }
  | { do: 'tell'; who: number; state: (typeof TOLD)[number]; event: 'SIGN' | 'CANCEL_SIGN' }
  | { do: 'reconcile' }
  | { do: 'pass'; seconds: number }

/** What is about customer `who`. */
export type OnSomebody = Extract<Act, { who: number }>

/** What comes next for customer `who` when nothing goes wrong, whatever that is then. */
export interface Advance {
  do: 'advance'
  who: number
}

export type Trouble =
  | { do: 'call-fault'; kind: CallFault; on: string; times: number }
  | { do: 'notification-fault'; kind: NotificationFault }
  | { do: 'kill'; number: number; phase: 'before' | 'after' }

export type Step = Act | Advance | Trouble

/** A plan of so many sessions, and what happens. */
export interface Life {
  sessions: number
  steps: Step[]
}

export const CALLS: readonly CallFault[] = ['rate-limited', 'system-error', 'bad-gateway', 'lost-bad-gateway', 'lost-system-error', 'wrong-signature', 'unsigned', 'stale'] // prettier-ignore
export const NOTES: readonly NotificationFault[] = ['notification-doubled', 'notification-late', 'notification-reordered', 'notification-lost', 'notification-wrong-signature', 'notification-foreign-order'] // prettier-ignore
/** The calls of this line, and of its sessions' orders. */
const ON = ['create-plan', 'query-plan', 'stop-plan', 'sign', 'query-sign', 'stop-sign', 'session', 'query', 'complete', 'cancel', '*', '*', '*'] // prettier-ignore

const one = <const W extends string>(...of: readonly W[]): fc.Arbitrary<W> => fc.constantFrom(...of)
const who = fc.constantFrom(0, 0, 1)
const DAY = 86_400

const act: fc.Arbitrary<Act | Advance> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ do: one('advance'), who }) },
  { weight: 2, arbitrary: fc.record({ do: one(...ON_PLAN, 'look-plan') }) },
  { weight: 8, arbitrary: fc.record({ do: one(...ON_SIGN, ...ON_SIGN_TOO, 'confirm', 'confirm'), who }) },
  { weight: 7, arbitrary: fc.record({ do: one(...STARTS), who, ahead: fc.constantFrom(0, 0, 0, 0, 1, -1) }) },
  { weight: 6, arbitrary: fc.record({ do: one(...ON_SESSION, 'pay', 'pay'), who }) },
  { weight: 5, arbitrary: fc.record({ do: one('complete'), who, less: fc.constantFrom(0, 0, 0, 500, -1, Infinity) }) }, // prettier-ignore
  { weight: 1, arbitrary: fc.record({ do: one('tell'), who, state: one(...TOLD), event: one('SIGN', 'CANCEL_SIGN') }) }, // prettier-ignore
  { weight: 3, arbitrary: fc.record({ do: one('reconcile') }) },
  { weight: 3, arbitrary: fc.record({ do: one('pass'), seconds: fc.constantFrom(3, 30, 70, 660, 7600, 91 * DAY) }) }, // prettier-ignore
)

const trouble: fc.Arbitrary<Trouble> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: one('call-fault'),
      kind: fc.constantFrom(...CALLS),
      on: fc.constantFrom(...ON),
      times: fc.constantFrom(1, 9),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: one('notification-fault'), kind: fc.constantFrom(...NOTES) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: one('kill'),
      number: fc.integer({ min: 1, max: 9 }),
      phase: one('before', 'after'),
    }),
  },
)

const created: Act = { do: 'create-plan' }
const asked: Act[] = [created, { do: 'sign', who: 0 }]
const signed: Act[] = [...asked, { do: 'confirm', who: 0 }]
const begun: Act[] = [...signed, { do: 'check-in', who: 0, ahead: 0 }]
const billed: Act[] = [...begun, { do: 'complete', who: 0, less: 0 }]
const paid: Act[] = [...billed, { do: 'pay', who: 0 }]
const minute: Act = { do: 'pass', seconds: 70 }
const lost = (on: string): Trouble => ({ do: 'call-fault', kind: 'lost-bad-gateway', on, times: 9 })
const undone = (on: string): Trouble => ({ do: 'call-fault', kind: 'bad-gateway', on, times: 9 })
const waited: Act[] = [minute, { do: 'reconcile' }, minute, { do: 'reconcile' }]

/** Ways into each state of each machine, so that stories go on from all of them. */
const BEGINNINGS: readonly Step[][] = [
  [created],
  [lost('create-plan'), created],
  [undone('create-plan'), created, ...waited],
  [created, { do: 'stop-plan' }],
  asked,
  [created, lost('sign'), { do: 'sign', who: 0 }],
  [created, undone('sign'), { do: 'sign', who: 0 }, ...waited],
  [...asked, { do: 'cancel-sign', who: 0 }],
  [...asked, { do: 'pass', seconds: 7600 }, { do: 'reconcile' }],
  signed,
  [...signed, { do: 'end', who: 0 }],
  [...signed, { do: 'pass', seconds: 91 * DAY }, { do: 'reconcile' }],
  begun,
  begun,
  [...signed, lost('session'), { do: 'start', who: 0, ahead: 0 }],
  [...signed, undone('session'), { do: 'start', who: 0, ahead: 0 }, ...waited],
  [...begun, { do: 'end-session', who: 0 }],
  [...begun, { do: 'end-sign', who: 0 }],
  billed,
  paid,
  [...paid, { do: 'start', who: 0, ahead: 0 }],
  [...paid, { do: 'start', who: 0, ahead: 0 }, { do: 'end-session', who: 0 }, { do: 'start', who: 0, ahead: 0 }],
] // prettier-ignore

/** A story: the machines come to some state, something goes wrong, then anything happens. */
export const life: fc.Arbitrary<Life> = fc.record({
  sessions: fc.constantFrom(1, 2, 2, 3),
  steps: fc
    .tuple(
      fc.constantFrom(...BEGINNINGS),
      fc.array(
        fc.oneof({ weight: 3, arbitrary: fc.tuple(act) }, { weight: 2, arbitrary: fc.tuple(trouble, act) }),
        { minLength: 6, maxLength: 18 },
      ),
    )
    .map(([first, rest]) => [...first, ...rest.flat()]),
})
