import * as v from 'valibot'
import type { OperatorView, RequestOf, ResponseOf } from '#domain/contract'
import { isPlainText, operatorNameProblem } from '#domain/text'
import { Failed } from '../failed'
import { given } from '../given'
import type { ActionContext, Actions } from '../handler'
import { findShops, shopViews } from '../shops'
import { changeRoster, findOperator, requireOperator } from './access'
import { CODE_BYTES, readCode, writeCode } from './code'
import { worksOn } from './orders'
import { subMchid } from '../requests'
import {
  INVITE_LIFE,
  inviteId,
  type Operator,
  operatorOf,
  type Roster,
  withInvite,
  withJoined,
  withoutOperator,
} from './roster'

export { findOperator, requireOperator } from './access'
export { orderFor, ordersByNumber, ordersFor, whoseOrders, worksOn, type OperatorContext } from './orders'
export { planFor, plansFor, signFor, signsByNumber, signsOf } from './plans'
export type { Operator } from './roster'

/** More shops than one person works for; who works for more works on all orders. */
const MOST_SHOPS = 50

type Request<A extends 'invite' | 'join' | 'remove'> = RequestOf<'console', A>
type Response<A extends 'me' | 'operators' | 'invite' | 'join' | 'remove'> = Promise<ResponseOf<'console', A>>

/** Whether one may know of and remove the other: nobody who works on more than they do. */
const isAbove = (one: Pick<Operator, 'shops'>, other: Pick<Operator, 'shops'>): boolean =>
  one.shops === undefined || (other.shops?.every((shop) => worksOn(one, shop)) ?? false)

/** The operators that one of them sees: themselves, and those who work on nothing but what they work on. */
const viewsOf = ({ operators }: Roster, seeing: Operator): OperatorView[] =>
  operators
    .filter((one) => one.openid === seeing.openid || isAbove(seeing, one))
    .map(({ id, name, since, shops, openid }) => ({
      id,
      name,
      since,
      ...given('shops', shops),
      you: openid === seeing.openid,
    }))

/** Removed between the check and the change: nobody who is out may let others in, or put them out. */
function stillOperator(roster: Roster, openid: string): Operator {
  const operator = operatorOf(roster, openid)
  if (!operator) throw new Failed('NOT_OPERATOR', { details: { openid } })
  return operator
}

/** Tells anyone whether they are an operator, and their own openid, which the first operator needs for the settings. */
export async function me(_: object, context: ActionContext): Response<'me'> {
  const { openid } = context.caller
  const operator = await findOperator(context)
  if (!operator) return { operator: false, openid }
  const shops = await findShops(context.store, operator.shops)
  return { operator: true, openid, name: operator.name, ...shopViews(shops) }
}

/** Everybody on the list whom the operator may know of. @throws Failed NOT_OPERATOR */
export async function operators(_: object, context: ActionContext): Response<'operators'> {
  const operator = await requireOperator(context)
  const [roster, shops] = await Promise.all([
    changeRoster(context, (now) => now),
    findShops(context.store, operator.shops),
  ])
  return { operators: viewsOf(roster, operator), ...shopViews(shops) }
}

/**
 * Makes an invitation that one person can use within a day, for some shops, or for whatever who invites works on. The code is
 * told once and not kept.
 * @throws Failed NOT_OPERATOR; INVALID_REQUEST for a shop that is unknown or not theirs; TOO_MANY
 */
export async function invite({ name, shops }: Request<'invite'>, context: ActionContext): Response<'invite'> {
  const { id: by } = await requireOperator(context)
  if (shops && (await findShops(context.store, shops)).length < new Set(shops).size) refuseShops()
  const now = context.clock()
  const code = writeCode(context.random(CODE_BYTES))
  const expiresAt = now + INVITE_LIFE
  await changeRoster(context, (roster) => {
    const inviting = stillOperator(roster, context.caller.openid)
    if (shops && !isAbove(inviting, { shops })) refuseShops()
    const invited = shops ?? inviting.shops
    return withInvite(roster, { id: inviteId(code), name, by, expiresAt, ...given('shops', invited) }, now)
  })
  context.log('operator-invited', { who: context.caller.openid })
  return { code, expiresAt }
}

/** One answer for another's shop and none at all. */
function refuseShops(): never {
  throw new Failed('INVALID_REQUEST', {
    sentence: '只能邀请处理本店订单的操作员',
    details: { problems: [{ path: 'shops', problem: 'names a shop that is not yours' }] },
  })
}

/** Uses an invitation; anyone who holds the code may. @throws Failed INVITE_INVALID */
export async function join({ code }: Request<'join'>, context: ActionContext): Response<'join'> {
  const { openid } = context.caller
  const now = context.clock()
  const roster = await changeRoster(context, (before) => withJoined(before, readCode(code), openid, now))
  context.log('operator-joined', { who: openid })
  return { name: operatorOf(roster, openid)?.name ?? '' }
}

/**
 * Takes an operator off the list, at once. Whom an operator may not know of is not there for them either.
 * @throws Failed NOT_OPERATOR, LAST_OPERATOR
 */
export async function remove({ id }: Request<'remove'>, context: ActionContext): Response<'remove'> {
  const operator = await requireOperator(context)
  const roster = await changeRoster(context, (before) => {
    const removing = stillOperator(before, context.caller.openid)
    const gone = before.operators.find((one) => one.id === id)
    if (gone && !isAbove(removing, gone)) return before
    return withoutOperator(before, id)
  })
  context.log('operator-removed', { who: context.caller.openid })
  return { operators: viewsOf(roster, operator) }
}

/** What operators call each other. */
const personName = v.pipe(
  v.string(),
  v.trim(),
  v.check((name) => isPlainText(name) && operatorNameProblem(name) === ''),
)

const someShops = v.pipe(v.array(subMchid), v.minLength(1), v.maxLength(MOST_SHOPS))

/** The console's actions around operators, ready to be mounted. */
export const operatorActions: Pick<Actions<'console'>, 'me' | 'operators' | 'invite' | 'join' | 'remove'> = {
  me: { schema: v.object({}), run: me },
  operators: { schema: v.object({}), run: operators },
  invite: { schema: v.object({ name: personName, shops: v.exactOptional(someShops) }), run: invite },
  join: { schema: v.object({ code: v.pipe(v.string(), v.minLength(1), v.maxLength(64)) }), run: join },
  remove: { schema: v.object({ id: v.pipe(v.string(), v.regex(/^[0-9a-f]{24}$/)) }), run: remove },
}
