import type { ResponseOf } from '../../miniprogram/domain/contract'
import type { PlanDraft, SignView } from '../../miniprogram/domain/lines/sign-plan'
import type { ConsolePlanView, ConsoleSignView } from '../../miniprogram/domain/view'
import type { PlanDocument } from '../../cloudfunctions/shared/plans/document'
import { currentAttempt, type SignDocument } from '../../cloudfunctions/shared/signs/document'
import type { CloudBaseOptions } from '../../simulator/cloudbase'
import type { PlanSummary, SignSummary, Switches } from '../../simulator/sandbox'
import { DEMO_PLANS } from '../../simulator/world/demo/sign-plan'
import { type Product, SERVICE_ORDERS } from '../../simulator/world/product'
import { productOfTests } from './products'
import { CUSTOMER, OPERATOR, Story } from './story'

/** The offer whose plans these stories sign, and one of its plans: prices that fall. */
export const CARD = 'yoga-card'
export const DRAFT: PlanDraft = draftOf(CARD)

export function draftOf(offer: string): PlanDraft {
  const found = DEMO_PLANS.find(({ offerId }) => offerId === offer)
  if (!found) throw new Error(`There is no demo plan of ${offer}.`)
  const { offerId: _offer, ...draft } = found
  return draft
}

/** Plans are signed on service orders alone: in the mode of the tests, or as the merchant itself. */
const productOfPlans = (): Product =>
  productOfTests().protocol === SERVICE_ORDERS.protocol ? productOfTests() : SERVICE_ORDERS

export const openPlanStory = (
  switches: Partial<Switches> = {},
  cloudbase: Partial<CloudBaseOptions> = {},
  product: Product = productOfPlans(),
): Promise<Story> => Story.open(switches, cloudbase, { product })

let keys = 0

/** A key of a new intention. */
export const newKey = (): string => `plan-story-${String(++keys).padStart(8, '0')}`

type Signed = ResponseOf<'orders', 'sign'>

/** Stories of plans and signings, step by step. */
export const plansOf = (story: () => Story) => ({
  /** What the operator sends. */
  wish: (draft: Partial<PlanDraft> = {}, offerId = CARD) => ({
    offerId,
    requestKey: newKey(),
    ...draftOf(offerId),
    ...draft,
  }),

  create(draft: Partial<PlanDraft> = {}, offerId = CARD): Promise<ConsolePlanView> {
    return story()
      .call('console', 'createPlan', this.wish(draft, offerId), OPERATOR)
      .then(({ plan }) => plan)
  },

  stop: ({ planId }: { planId: string }): Promise<ConsolePlanView> =>
    story()
      .call('console', 'stopPlan', { planId }, OPERATOR)
      .then(({ plan }) => plan),

  sign: ({ planId }: { planId: string }, openid = CUSTOMER): Promise<Signed> =>
    story().call('orders', 'sign', { planId, requestKey: newKey() }, openid),

  /** A new plan, signed by the customer and known to be. */
  async signed(draft: Partial<PlanDraft> = {}, offerId = CARD): Promise<SignView> {
    const { sign } = await this.sign(await this.create(draft, offerId))
    await this.confirm(sign)
    return this.get(sign)
  },

  /** The customer signs in WeChat Pay's page. */
  async confirm({ number }: { number: string }): Promise<void> {
    story().sandbox.actOnSignPlan(number, 'confirm')
    await story().sandbox.whenIdle()
  },

  /** The customer ends it in WeChat Pay's own page. */
  async end({ number }: { number: string }): Promise<void> {
    story().sandbox.actOnSignPlan(number, 'cancel')
    await story().sandbox.whenIdle()
  },

  /** What the customer sees a second later. */
  async get({ signId }: { signId: string }): Promise<SignView> {
    await story().pass(1)
    return story()
      .call('orders', 'getSign', { signId }, CUSTOMER)
      .then(({ sign }) => sign)
  },

  /** What the operator sees a second later. */
  async look({ signId }: { signId: string }): Promise<ConsoleSignView> {
    await story().pass(1)
    return story()
      .call('console', 'getSign', { signId }, OPERATOR)
      .then(({ sign }) => sign)
  },

  cancel: ({ signId }: { signId: string }): Promise<SignView> =>
    story()
      .call('orders', 'cancelSign', { signId }, CUSTOMER)
      .then(({ sign }) => sign),

  retry: ({ signId }: { signId: string }): Promise<Signed> =>
    story().call('orders', 'retrySign', { signId }, CUSTOMER),

  plan: (planId: string): PlanDocument => documentOf(story(), 'plans', planId),
  document: (signId: string): SignDocument => documentOf(story(), 'signs', signId),
  plans: (): PlanDocument[] => story().world.cloudbase.store.list('plans') as unknown as PlanDocument[],
  signs: (): SignDocument[] => story().world.cloudbase.store.list('signs') as unknown as SignDocument[],
})

function documentOf<D>(story: Story, collection: 'plans' | 'signs', id: string): D {
  const found = story.world.cloudbase.store.get(collection, id)
  if (!found) throw new Error(`There is no such document in ${collection}.`)
  return found as unknown as D
}

/**
 * What must hold of plans and signings whatever happened, once everything came to rest: nothing is pending or due, both sides say
 * the same, a customer has at most one live signing of a plan, and no number was used twice.
 * @returns what does not hold; empty when all does
 */
export function planDisagreements(story: Story): string[] {
  const { store } = story.world.cloudbase
  const plans = store.list('plans') as unknown as PlanDocument[]
  const signs = store.list('signs') as unknown as SignDocument[]
  const now = story.world.clock.now()
  const there = story.sandbox.signPlans()
  return [
    ...[...plans, ...signs].flatMap(({ _id, pending, nextCheckAt = Infinity }) => [
      ...(pending ? [`${_id}: ${pending.action} is still pending`] : []),
      ...(nextCheckAt <= now ? [`${_id}: reconcile still has to look at it`] : []),
    ]),
    ...plans.flatMap((plan) => planDiffers(plan, story.sandbox.payscorePlans())),
    ...signs.flatMap((sign) => sign.attempts.flatMap((one) => attemptDiffers(one, there))),
    ...twice(there.flatMap(({ sessions }) => sessions.map((one) => one.merchant_plan_detail_no))),
    ...twice(there.filter(({ state }) => state === 'SIGNED').map((one) => `${one.openid} ${one.plan_id}`)),
    ...twice(signs.filter(isLive).map(({ openid, planId }) => `${openid} ${planId}`)),
    ...there.filter(({ merchant_sign_plan_no: number }) => !known(signs, number)).map((one) => `${one.merchant_sign_plan_no} is not ours`), // prettier-ignore
  ]
}

const isLive = ({ state }: SignDocument): boolean => ['CREATING', 'UNSIGNED', 'SIGNED'].includes(state)

const known = (signs: readonly SignDocument[], number: string): boolean =>
  signs.some(({ attempts }) => attempts.some((one) => one.number === number))

const twice = (names: readonly string[]): string[] =>
  names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${name} is there twice`)

function planDiffers({ _id, state }: PlanDocument, all: readonly PlanSummary[]): string[] {
  const { plan_state = 'NOT_CREATED' } = all.find((one) => one.merchant_plan_no === _id) ?? {}
  return plan_state === state ? [] : [`${_id} is ${state} here and ${plan_state} there`]
}

function attemptDiffers(
  { number, state }: SignDocument['attempts'][number],
  all: readonly SignSummary[],
): string[] {
  const there = all.find((one) => one.merchant_sign_plan_no === number)?.state ?? 'NOT_CREATED'
  return there === state ? [] : [`${number} is ${state} here and ${there} there`]
}

/** The number of the attempt that counts. */
export const numberOf = (sign: SignDocument): string => currentAttempt(sign).number
