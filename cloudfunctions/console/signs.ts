import type { RequestOf, ResponseOf } from '#domain/contract'
import type { ConsoleSignView } from '#domain/view'
import { refresh } from '../shared/intents/refresh'
import { type OperatorContext, planFor, signFor, signsByNumber, signsOf } from '../shared/operators'
import type { OrderDocument } from '../shared/orders/document'
import { openDesk } from '../shared/orders/open-desk'
import { ordersOfSign, ordersOfSigns } from '../shared/sessions/orders'

import { cancelSign as cancel } from '../shared/signs/cancel'
import type { SignDocument } from '../shared/signs/document'
import { SIGNS } from '../shared/signs/kind'
import { refreshLast } from '../shared/signs/refresh-last'
import { consoleSignView } from '../shared/signs/view'

type Response<A extends 'members' | 'getSign' | 'cancelSign'> = Promise<ResponseOf<'console', A>>

/** A signing as operators see it. @param orders of its sessions, and perhaps of others */
export const signViewOf = (
  { clock, config }: OperatorContext,
  sign: SignDocument,
  orders: readonly OrderDocument[],
): ConsoleSignView => consoleSignView(sign, orders, { now: clock(), sandbox: config.sandbox })

/** At least this much of a number finds a signing. */
const SHORTEST_SEARCH = 4

/** Who signed a plan, newest first; or the ones of whose numbers one ends with what was searched. */
export async function members(
  { planId, search, cursor }: RequestOf<'console', 'members'>,
  ctx: OperatorContext,
): Response<'members'> {
  const plan = await planFor(ctx, planId)
  const end = search?.trim().toLowerCase()
  const { items, ...next } =
    end === undefined
      ? await signsOf(ctx, plan, cursor)
      : { items: end.length < SHORTEST_SEARCH ? [] : await signsByNumber(ctx, plan, end) }
  const orders = await ordersOfSigns(ctx.store, items)
  return { items: items.map((sign) => signViewOf(ctx, sign, orders)), ...next }
}

/** One signing with its sessions, after asking WeChat Pay about both where they are still under way. */
export async function getSign(
  { signId }: RequestOf<'console', 'getSign'>,
  ctx: OperatorContext,
): Response<'getSign'> {
  const stored = await signFor(ctx, signId)
  const desk = await openDesk(ctx)
  const [sign, orders] = await Promise.all([
    refresh(desk, SIGNS, stored, stored.current),
    ordersOfSign(ctx.store, stored).then((found) => refreshLast(desk, found)),
  ])
  return { sign: signViewOf(ctx, sign, orders) }
}

/** Ends what is not confirmed; afterwards it cancels the sessions that are left, and never one that is in use. */
export async function cancelSign(
  { signId, reason }: RequestOf<'console', 'cancelSign'>,
  ctx: OperatorContext,
): Response<'cancelSign'> {
  const stored = await signFor(ctx, signId)
  const sign = await cancel(await openDesk(ctx), stored, 'operator', reason)
  return { sign: signViewOf(ctx, sign, await ordersOfSign(ctx.store, sign)) }
}
