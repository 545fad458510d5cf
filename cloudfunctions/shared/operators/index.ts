import * as v from 'valibot'
import type { OperatorView, RequestOf, ResponseOf } from '#domain/contract'
import { Failed } from '../failed'
import type { ActionContext, Actions } from '../handler'
import { changeRoster, findOperator, requireOperator } from './access'
import { CODE_BYTES, readCode, writeCode } from './code'
import {
  INVITE_LIFE,
  inviteId,
  operatorOf,
  type Roster,
  withInvite,
  withJoined,
  withoutOperator,
} from './roster'

export { findOperator, requireOperator } from './access'
export type { Operator } from './roster'

type Request<A extends 'invite' | 'join' | 'remove'> = RequestOf<'console', A>
type Response<A extends 'me' | 'operators' | 'invite' | 'join' | 'remove'> = Promise<ResponseOf<'console', A>>

const viewsOf = ({ operators }: Roster, openid: string): OperatorView[] =>
  operators.map(({ id, name, since, openid: own }) => ({ id, name, since, you: own === openid }))

/** Tells anyone whether they are an operator, and their own openid, which the first operator needs for the settings. */
export async function me(_: object, context: ActionContext): Response<'me'> {
  const { openid } = context.caller
  const operator = await findOperator(context)
  return operator ? { operator: true, openid, name: operator.name } : { operator: false, openid }
}

/** Everybody on the list. @throws Failed NOT_OPERATOR */
export async function operators(_: object, context: ActionContext): Response<'operators'> {
  await requireOperator(context)
  const roster = await changeRoster(context, (now) => now)
  return { operators: viewsOf(roster, context.caller.openid) }
}

/** Makes an invitation that one person can use within a day. The code is told once and not kept. @throws Failed NOT_OPERATOR, TOO_MANY */
export async function invite({ name }: Request<'invite'>, context: ActionContext): Response<'invite'> {
  const { id: by } = await requireOperator(context)
  const now = context.clock()
  const code = writeCode(context.random(CODE_BYTES))
  const expiresAt = now + INVITE_LIFE
  await changeRoster(context, (roster) => {
    // Removed between the check and the change: nobody who is out may let others in.
    if (!operatorOf(roster, context.caller.openid))
      throw new Failed('NOT_OPERATOR', { details: { openid: context.caller.openid } })
    return withInvite(roster, { id: inviteId(code), name, by, expiresAt }, now)
  })
  context.log('operator-invited', { who: context.caller.openid })
  return { code, expiresAt }
}

/** Uses an invitation; anyone who holds the code may. @throws Failed INVITE_INVALID */
export async function join({ code }: Request<'join'>, context: ActionContext): Response<'join'> {
  const { openid } = context.caller
  const now = context.clock()
  const roster = await changeRoster(context, (before) => withJoined(before, readCode(code), openid, now))
  context.log('operator-joined', { who: openid })
  return { name: operatorOf(roster, openid)?.name ?? '' }
}

/** Takes an operator off the list, at once. @throws Failed NOT_OPERATOR, LAST_OPERATOR */
export async function remove({ id }: Request<'remove'>, context: ActionContext): Response<'remove'> {
  await requireOperator(context)
  const roster = await changeRoster(context, (before) => {
    if (!operatorOf(before, context.caller.openid))
      throw new Failed('NOT_OPERATOR', { details: { openid: context.caller.openid } })
    return withoutOperator(before, id)
  })
  context.log('operator-removed', { who: context.caller.openid })
  return { operators: viewsOf(roster, context.caller.openid) }
}

/** What operators call each other: 1 to 20 visible characters. */
const personName = v.pipe(
  v.string(),
  v.trim(),
  v.check((name) => name !== '' && [...name].length <= 20 && !/\p{C}/u.test(name)),
)

/** The console's actions around operators, ready to be mounted. */
export const operatorActions: Pick<Actions<'console'>, 'me' | 'operators' | 'invite' | 'join' | 'remove'> = {
  me: { schema: v.object({}), run: me },
  operators: { schema: v.object({}), run: operators },
  invite: { schema: v.object({ name: personName }), run: invite },
  join: { schema: v.object({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }), run: join },
  remove: { schema: v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)) }), run: remove },
}
