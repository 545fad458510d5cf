import type { ResponseOf } from '#domain/contract'
import type { SignView } from '#domain/lines/sign-plan'
import { given } from '../shared/given'
import type { Desk } from '../shared/orders/desk'
import type { OrderDocument } from '../shared/orders/document'
import { ordersOfSign, ordersOfSigns } from '../shared/sessions/orders'
import type { SignDocument } from '../shared/signs/document'
import { signLaunchOf } from '../shared/signs/launch'
import { customerSignView } from '../shared/signs/view'

/** A signing as its customer sees it. @param orders of its sessions, and perhaps of others */
export const signViewOf = (
  { clock, sandbox }: Desk,
  sign: SignDocument,
  orders: readonly OrderDocument[],
): SignView => customerSignView(sign, orders, { now: clock(), sandbox })

/** Several of them, with one look at their sessions' orders. */
export async function signViewsOf(desk: Desk, signs: readonly SignDocument[]): Promise<SignView[]> {
  const orders = await ordersOfSigns(desk.store, signs)
  return signs.map((sign) => signViewOf(desk, sign, orders))
}

/** The signing, and how to open the page to sign it where it can be opened. */
export async function withSignLaunch(desk: Desk, sign: SignDocument): Promise<ResponseOf<'orders', 'sign'>> {
  const orders = await ordersOfSign(desk.store, sign)
  return { sign: signViewOf(desk, sign, orders), ...given('launch', signLaunchOf(desk, sign)) }
}
