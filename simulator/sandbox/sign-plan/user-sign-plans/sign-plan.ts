import { type Parties } from '../../service-orders/order'
import { type LaunchPackage } from '../../orders/launch-package'
import { type PlanRequest } from '../payscore-plans/plan'

/** One user's signing of a plan, from the first request to its end (facts 1.10). Times in business ms. */

/** The number of each session's service order, given away when the plan is signed. */
export interface SignDetail {
  readonly plan_detail_no: number
  readonly merchant_plan_detail_no: string
}

/** The checked body of create. */
export interface SignRequest extends Parties {
  readonly plan_id: string
  /** Exactly one of them names the user. */
  readonly openid?: string
  readonly sub_openid?: string
  readonly merchant_sign_plan_no: string
  readonly notify_url: string
  readonly sign_plan_detail: readonly SignDetail[]
}

/** Who ended it: the user, the merchant, or the user by closing the whole service. */
export type CancelType = 'USER' | 'MERCHANT' | 'REVOKE_SERVICE'

export interface Cancelled {
  readonly at: number
  readonly type: CancelType
  readonly reason: string
  /** Canonical text of the merchant's stop. */
  readonly sentAs?: string
}

/** What is kept of a signing; its state is made of it, of its sessions' orders and of the clock (life.ts). */
export interface SignPlan {
  readonly sign_plan_id: string
  readonly mchid: string
  readonly createdAt: number
  readonly request: SignRequest
  /** Canonical text of create's body as sent. */
  readonly sentAs: string
  /** The plan as it was when this was created. */
  readonly plan: PlanRequest
  readonly packages: readonly LaunchPackage[]
  readonly signedAt?: number
  readonly cancelled?: Cancelled
}

/** The user as the app knows it that opens the signing page; undefined where only another app's openid was given. */
export function signerOf({ request }: SignPlan): string | undefined {
  const { openid, sub_openid, sub_appid } = request
  return sub_appid === undefined ? openid : sub_openid
}
