import { newKey } from '../plans'
import { reconciles } from './parts'
import {
  cancelsSign,
  checksIn,
  completesSession,
  confirmsSign,
  deductsSession,
  endsSign,
  retriesSign,
  signs,
  starts,
  stops,
} from './plan-parts'
import {
  cancelledFirst,
  inUse,
  planned,
  signed,
  unansweredSession,
  unansweredSign,
  unsigned,
} from './plan-prepare'
import type { Ending, Plot } from './plot'
import { both } from './promises'

const ONE = ['doubled', 'late'] as const
const NONE = [] as const
/** The package is not opened again, and WeChat Pay still lets it be signed. */
const STALE = 116 * 60

/** Whoever was told that the session is in use finds it there; two of them find the same one. */
const begunAsSaid =
  (...parts: string[]) =>
  ({ said, view, data, there }: Ending): string[] => {
    const done = parts.filter((part) => said(part) === 'done')
    const orders = new Set(done.map((part) => data(part)?.order?.orderId))
    const begun = done.filter((part) => view(part)?.state === 'USER_ACCEPTED')
    return [
      ...(orders.size > 1 ? [`${done.join(' and ')} were led to different orders`] : []),
      ...(begun.length > 0 && there.length === 0 ? [`${begun.join(' and ')} were told that it began`] : []),
    ]
  }

/** Two who start the same session both get it: nobody is refused. */
const nobodyRefused =
  (...parts: string[]) =>
  ({ said, failure }: Ending): string[] =>
    parts
      .filter((part) => said(part) === 'refused')
      .map((part) => `${part} was refused: ${failure(part) ?? ''}`)

/** Whoever could not begin is told what it waits for: WeChat Pay was not even asked to begin it. */
const waits =
  (part: string) =>
  ({ said, failure }: Ending): string[] =>
    said(part) === 'refused' && !['SESSION_IN_USE', 'SESSION_UNPAID', 'PENDING'].includes(failure(part) ?? '')
      ? [`${part} was refused: ${failure(part) ?? ''}`]
      : []

/** Whoever was told that nothing more can be signed or begun is right. */
const endedAsSaid =
  (part: string) =>
  ({ said, data, signsThere }: Ending): string[] =>
    said(part) === 'done' &&
    data(part)?.sign?.state === 'SIGN_PLAN_CANCEL' &&
    signsThere.some(({ state }) => state === 'SIGNED' || state === 'UNSIGNED')
      ? [`${part} was told that it is cancelled, and it lives`]
      : []

/** What the customer signed counts, whichever page they opened. */
const signedCounts = ({ signs: ours, signsThere }: Ending): string[] =>
  signsThere.some(({ state }) => state === 'SIGNED') && !ours.some(({ state }) => state === 'SIGNED')
    ? ['it is signed, and we do not say so']
    : []

/** Two intentions make one signing; whoever is refused is told which. */
const signedOnce = ({ said, data, failure, signs: ours }: Ending): string[] => {
  const parts = ['phone', 'tablet']
  const led = new Set(parts.filter((part) => said(part) === 'done').map((part) => data(part)?.sign?.signId))
  return [
    ...(led.size > 1 || ours.length > 1 ? ['two signings of one plan were made'] : []),
    ...parts
      .filter((part) => said(part) === 'refused' && failure(part) !== 'ALREADY_SIGNED')
      .map((part) => `${part} was refused: ${failure(part) ?? ''}`),
  ]
}

const KEY = newKey()

/** Customer, operator, WeChat Pay's own page and the timer over one plan, one signing, or one session. */
const PLOTS: readonly Omit<Plot, 'protocol'>[] = [
  {
    name: 'start+check-in',
    prepare: signed,
    parts: [starts(1), checksIn(1)],
    notifications: NONE,
    wrong: both(begunAsSaid('start', 'check-in'), nobodyRefused('start', 'check-in')),
  },
  {
    name: 'start+check-in after a cancelled one',
    prepare: cancelledFirst,
    parts: [starts(2), checksIn(2)],
    notifications: NONE,
    wrong: both(begunAsSaid('start', 'check-in'), nobodyRefused('start', 'check-in')),
  },
  {
    name: 'start+cancelSign',
    prepare: signed,
    parts: [checksIn(1, 'start'), cancelsSign()],
    notifications: NONE,
    wrong: both(begunAsSaid('start'), endedAsSaid('cancel')),
  },
  {
    name: 'start+complete of the one before',
    prepare: inUse,
    parts: [starts(2), completesSession(), deductsSession],
    notifications: ONE,
    wrong: both(begunAsSaid('start'), waits('start')),
  },
  {
    name: 'cancelSign+confirm',
    prepare: unsigned(60),
    parts: [cancelsSign(), confirmsSign],
    notifications: ONE,
    wrong: both(endedAsSaid('cancel'), signedCounts),
  },
  {
    name: 'retrySign+confirm of the old package',
    prepare: unsigned(STALE),
    parts: [retriesSign(), confirmsSign],
    notifications: ONE,
    wrong: signedCounts,
  },
  {
    name: 'sign+sign',
    prepare: planned,
    parts: [signs('phone'), signs('tablet')],
    notifications: NONE,
    wrong: signedOnce,
  },
  {
    name: 'sign by a double tap',
    prepare: planned,
    parts: [signs('phone', () => KEY), signs('tablet', () => KEY)],
    notifications: NONE,
    wrong: both(signedOnce, nobodyRefused('phone', 'tablet')),
  },
  {
    name: 'stopPlan+sign',
    prepare: planned,
    shared: ['signs', 'plans'],
    parts: [stops(), signs('phone')],
    notifications: NONE,
  },
  {
    name: 'end in WeChat+start',
    prepare: signed,
    parts: [starts(1), endsSign],
    notifications: ONE,
    wrong: begunAsSaid('start'),
  },
  {
    name: 'reconcile+start of one that never arrived',
    prepare: unansweredSession('reset'),
    parts: [reconciles(), starts(1)],
    notifications: NONE,
    wrong: begunAsSaid('start'),
  },
  {
    name: 'reconcile+start of one without an answer',
    prepare: unansweredSession('lost-reset'),
    parts: [reconciles(), starts(1)],
    notifications: NONE,
    wrong: begunAsSaid('start'),
  },
  {
    name: 'reconcile+retrySign without an answer',
    prepare: unansweredSign,
    parts: [reconciles(), retriesSign()],
    notifications: NONE,
  },
  {
    name: 'reconcile+retrySign of a dead package',
    prepare: unsigned(126 * 60),
    parts: [reconciles(), retriesSign()],
    notifications: NONE,
  },
]

export const PLAN_PLOTS: readonly Plot[] = PLOTS.map((plot) => ({
  shared: ['signs'],
  ...plot,
  protocol: 'service-orders',
}))
