/** The states of a signed plan and of its sessions, and how they may change (facts 2.4). */

export type SignState = 'UNSIGNED' | 'SIGNED' | 'COMPLETE' | 'SIGN_PLAN_CANCEL' | 'EXPIRE'

/** `lapse`: nobody signed within the package's time. */
export type SignEvent = 'sign' | 'lapse' | 'cancel' | 'complete' | 'expire'

/** The only moves there are. Where two targets stand, a switch chooses. */
export const signTransitions: Readonly<Record<SignState, Partial<Record<SignEvent, readonly SignState[]>>>> =
  {
    UNSIGNED: { sign: ['SIGNED'], lapse: ['EXPIRE', 'SIGN_PLAN_CANCEL'], cancel: ['SIGN_PLAN_CANCEL'] },
    SIGNED: { complete: ['COMPLETE'], cancel: ['SIGN_PLAN_CANCEL'], expire: ['EXPIRE'] },
    COMPLETE: {},
    SIGN_PLAN_CANCEL: {},
    EXPIRE: {},
  }

export type DetailState = 'NOT_USED' | 'USING' | 'USED' | 'SIGN_PLAN_DETAIL_CANCEL'

/** `drop`: the plan ended without it. */
export type DetailEvent = 'begin' | 'use' | 'cancel' | 'drop'

/** A session that was completed and is not paid yet may still be cancelled. */
export const detailTransitions: Readonly<
  Record<DetailState, Partial<Record<DetailEvent, readonly DetailState[]>>>
> = {
  NOT_USED: { begin: ['USING'], drop: ['SIGN_PLAN_DETAIL_CANCEL'] },
  USING: { use: ['USED'], cancel: ['SIGN_PLAN_DETAIL_CANCEL'] },
  USED: { cancel: ['SIGN_PLAN_DETAIL_CANCEL'] },
  SIGN_PLAN_DETAIL_CANCEL: {},
}

/** Something that happened; `at` in business ms. */
export interface Happened<E extends string, S extends string> {
  readonly event: E
  readonly at: number
  /** The switch's choice where the table has two targets. */
  readonly to?: S
}

export interface Step<E extends string, S extends string> {
  readonly event: E | 'create'
  readonly state: S
  readonly at: number
}

/**
 * Lets things happen one after the other; what the table does not allow any more has come too late and changes nothing.
 * @param events in the order of their times
 */
export function lived<E extends string, S extends string>(
  table: Readonly<Record<S, Partial<Record<E, readonly S[]>>>>,
  start: Step<E, S>,
  events: readonly Happened<E, S>[],
): readonly Step<E, S>[] {
  const steps = [start]
  let { state } = start
  for (const { event, at, to } of events) {
    const targets: readonly S[] = table[state][event] ?? []
    const next = to ?? targets[0]
    if (next === undefined || !targets.includes(next)) continue
    state = next
    steps.push({ event, state, at })
  }
  return steps
}
