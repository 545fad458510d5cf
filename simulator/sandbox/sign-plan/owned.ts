import { type Mode } from '../account'
import { ApiFailure, invalidRequest, noAuth, stateError } from '../failure'
import { type Parties } from '../service-orders/order'
import { type World } from '../world'

/** What a plan and a signed plan have: whose it is. */
interface Made {
  readonly request: Parties
}

/**
 * The plan or signed plan, if it was made in this mode and for this shop: only its creator may ask for it, stop it and
 * use it (facts 1.9, 1.10).
 * @param sub_mchid undefined as a merchant
 * @throws ApiFailure 404, 403
 */
export function ownedBy<M extends Made>(
  world: World,
  made: M | undefined,
  mode: Mode,
  sub_mchid: string | undefined,
): M {
  const own = made?.request.mode === mode && made.request.sub_mchid === sub_mchid
  if (made && own) return made
  if (made && world.switches().foreignPlan === 'NO_AUTH') throw noAuth('商户无权限操作此计划')
  throw new ApiFailure(404, world.switches().planNotFound, '计划不存在')
}

/** A state forbids it. */
export const forbidden = (world: World, message: string): ApiFailure =>
  world.switches().planStateCode === 'INVALID_REQUEST' ? invalidRequest(message) : stateError(message)

/** Whether a stop was sent before; the same again is answered like the first, others are refused. */
export function isStoppedAgain(
  world: World,
  earlier: { readonly sentAs: string } | undefined,
  sentAs: string,
): boolean {
  if (!earlier) return false
  const { repeatedStop } = world.switches()
  if (earlier.sentAs !== sentAs) throw invalidRequest('停止参数与上次不一致', '271316598')
  if (repeatedStop === 'refused') throw forbidden(world, '计划已停止')
  return true
}
