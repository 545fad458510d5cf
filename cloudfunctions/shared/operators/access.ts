import { Failed } from '../failed'
import type { ActionContext } from '../handler'
import { emptyRoster, type Operator, operatorOf, type Roster, ROSTER_ID, withFirst } from './roster'

/** What access needs of a call. */
export type AccessContext = Pick<ActionContext, 'caller' | 'clock' | 'config' | 'store' | 'log'>

/** How often a change is tried again when somebody else changed the roster at the same time. */
const TRIES = 5

const readRoster = async ({ store }: Pick<ActionContext, 'store'>): Promise<Roster> =>
  (await store.read<Roster>('operators', ROSTER_ID)) ?? emptyRoster()

/**
 * Changes the roster by a pure function, again when somebody else was faster.
 * @param change gives back the same roster when there is nothing to change
 * @returns the roster as it is stored now
 * @throws Failed what `change` throws; STATE_CHANGED when others are always faster
 */
export async function changeRoster(
  context: Pick<ActionContext, 'store'>,
  change: (roster: Roster) => Roster,
): Promise<Roster> {
  for (let n = 0; n < TRIES; n++) {
    const before = await readRoster(context)
    const after = change(before)
    if (after === before) return before
    const next = { ...after, version: before.version + 1 }
    const stored =
      before.version === 0
        ? (await context.store.insert('operators', next)) === 'inserted'
        : await context.store.compareAndSet('operators', before, next)
    if (stored) return next
  }
  throw new Failed('STATE_CHANGED')
}

/**
 * The operator who calls, or `undefined`. One read decides. While there is no operator at all, the person of
 * `FIRST_OPERATOR_OPENID` becomes the first one.
 */
export async function findOperator(context: AccessContext): Promise<Operator | undefined> {
  const { openid } = context.caller
  const roster = await readRoster(context)
  const known = operatorOf(roster, openid)
  if (known || roster.operators.length > 0 || context.config.firstOperatorOpenid !== openid) return known
  context.log('first-operator', { who: openid })
  return operatorOf(await changeRoster(context, (now) => withFirst(now, openid, context.clock())), openid)
}

/** @throws Failed NOT_OPERATOR with the caller's own openid, which their administrator may need */
export async function requireOperator(context: AccessContext): Promise<Operator> {
  const operator = await findOperator(context)
  if (!operator) throw new Failed('NOT_OPERATOR', { details: { openid: context.caller.openid } })
  return operator
}
