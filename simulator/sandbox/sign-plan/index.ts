import { ControlFailure } from '../failure'
import { type PlanView } from '../pages/plan-view'
import { type Operation } from '../protocol'
import { type Desk } from '../service-orders/desk'
import { type PlanDesk } from './desk'
import { signPlanOperations } from './operations'
import { planView } from './page-view'
import { Plans } from './payscore-plans/book'
import { planSummary, signSummary, type PlanSummary, type SignSummary } from './summary'
import { Signings } from './user-sign-plans/book'
import { confirmSigning, endSigning } from './user-sign-plans/deeds'
import { packageLifeMs } from './user-sign-plans/life'
import { type SignPlan } from './user-sign-plans/sign-plan'
import { signProblem, type SignProblem } from './user-sign-plans/sign-problem'

/** What a person does with a signed plan. */
export type SignAction = 'confirm' | 'cancel'

/** The plans of this sandbox: their calls, and what control calls and pages do to them. */
export class SignPlans {
  readonly operations: readonly Operation[]
  private readonly desk: PlanDesk

  /** @param desk of the service orders: a session is one of them */
  constructor(desk: Desk) {
    const { world, book } = desk
    this.desk = { ...desk, plans: new Plans(world), signings: new Signings(world, book) }
    this.operations = signPlanOperations(this.desk)
  }

  plans(): PlanSummary[] {
    return this.desk.plans.all().map(planSummary)
  }

  all(): SignSummary[] {
    return this.desk.signings.all().map((one) => this.summary(one))
  }

  /** @throws ControlFailure 404 */
  find(merchant_sign_plan_no: string): SignSummary {
    return this.summary(this.own(merchant_sign_plan_no))
  }

  /** Plays the user, within a transaction. @throws ControlFailure 404, 409 */
  act(merchant_sign_plan_no: string, action: SignAction, openid: string | undefined): SignSummary {
    const sign = this.own(merchant_sign_plan_no)
    return this.summary(
      action === 'confirm' ? confirmSigning(this.desk, sign, openid) : endSigning(this.desk, sign, 'USER'),
    )
  }

  /** The user closes the service, within a transaction: all that they signed ends. @throws ControlFailure 409 */
  closeService(openid: string): void {
    const { signings } = this.desk
    for (const sign of signings.all()) {
      const { openid: own, sub_openid } = sign.request
      if ((sub_openid ?? own) === openid && signings.life(sign).state === 'SIGNED') {
        endSigning(this.desk, sign, 'REVOKE_SERVICE')
      }
    }
  }

  /** For the signing page. With `use`, opening it spends a single-use package. */
  byPackage(value: string, use: boolean): PlanView | 'expired' | 'used' | undefined {
    const { world, signings } = this.desk
    const sign = signings.findByPackage(value)
    const found = sign?.packages.find((one) => one.value === value)
    if (!sign || !found) return undefined
    if (world.time.business() >= found.createdAt + packageLifeMs) return 'expired'
    if (found.used && world.switches().packageUse === 'single-use') return 'used'
    if (use && !found.used) {
      const packages = sign.packages.map((one) => (one === found ? { ...one, used: true } : one))
      world.store.transaction(() => signings.save({ ...sign, packages }))
    }
    return planView(this.desk, sign)
  }

  /** For the user's own page of what they signed. */
  view(merchant_sign_plan_no: string): PlanView | undefined {
    const sign = this.desk.signings.find(merchant_sign_plan_no)
    return sign && planView(this.desk, sign)
  }

  /** Why this user cannot sign it now. */
  problem(merchant_sign_plan_no: string, openid: string | undefined): SignProblem | undefined {
    return signProblem(this.desk, this.own(merchant_sign_plan_no), openid)
  }

  private summary(sign: SignPlan): SignSummary {
    return signSummary(sign, this.desk.signings.life(sign))
  }

  private own(merchant_sign_plan_no: string): SignPlan {
    const sign = this.desk.signings.find(merchant_sign_plan_no)
    if (!sign) throw new ControlFailure(404, `There is no sign plan ${merchant_sign_plan_no}.`)
    return sign
  }
}
