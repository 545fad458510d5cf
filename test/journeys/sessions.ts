import type { RequestOf, ResponseOf } from '../../miniprogram/domain/contract'
import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import type { ConsoleOrderView } from '../../miniprogram/domain/view'
import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import type { SignDocument } from '../../cloudfunctions/shared/signs/document'
import { sessionOrderId } from '../../cloudfunctions/shared/sessions/number'
import { courseDisagreements, moneyDisagreements } from './agreement'
import { CARD, planDisagreements, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Puts the offer of plans there where the world's product has none: with the place, mode and protocol of another offer. */
export async function offerPlans(story: Story, like: string): Promise<void> {
  const { store } = story.world.cloudbase
  const offer = store.get('offers', like) as unknown as OfferDocument
  const card: OfferDocument = {
    ...offer,
    _id: CARD,
    line: 'sign-plan',
    riskName: 'ESTIMATE_ORDER_COST',
    riskAmount: ORIGINAL,
    maxCharge: ORIGINAL,
    fees: [],
    discounts: [],
    choices: [],
    asks: [],
  }
  await store.put('offers', [card] as never)
}

type Begun = ResponseOf<'orders', 'startSession'>

/** The price of each session of the card that these stories sign (`CARD`), in fen. */
export const PRICES = [9800, 8800, 7800, 6800, 5800]
export const ORIGINAL = 12_000

/** Sessions of a signed plan, step by step. */
export const sessionsOf = (story: () => Story) => ({
  ...plansOf(story),

  /** The customer begins the session themselves. */
  start: ({ signId }: { signId: string }, no: number): Promise<Begun> =>
    story().call('orders', 'startSession', { signId, no }, CUSTOMER),

  /** An operator checks the customer in. */
  checkIn: ({ signId }: { signId: string }, no: number): Promise<ConsoleOrderView> =>
    story()
      .call('console', 'startSession', { signId, no }, OPERATOR)
      .then(({ order }) => order),

  /** A session that the operator began, and an hour of it. */
  async used(sign: SignView, no: number): Promise<ConsoleOrderView> {
    const order = await this.checkIn(sign, no)
    await story().pass(3600)
    return order
  },

  /** What an operator bills for a session: its price, with the discount as it was signed. */
  bill({ orderId, preview }: ConsoleOrderView, total = preview.maxCharge): RequestOf<'console', 'complete'> {
    const [fee] = preview.fees
    const amount = fee?.amount ?? 0
    const fees = [{ name: fee?.name ?? '', amount }]
    const discounts =
      total < amount ? [{ name: '计划优惠', description: '按签约', amount: amount - total }] : []
    return { orderId, fees, discounts, total }
  },

  async complete(order: ConsoleOrderView, total?: number): Promise<ConsoleOrderView> {
    const done = await story().call('console', 'complete', this.bill(order, total), OPERATOR)
    await story().pass(60)
    return done.order
  },

  /** Begun, completed and paid. */
  async paid(sign: SignView, no: number, total?: number): Promise<ConsoleOrderView> {
    const order = await this.used(sign, no)
    await this.complete(order, total)
    await story().pay(order)
    return story().look(order.orderId)
  },

  cancelSession: (orderId: string): Promise<ConsoleOrderView> =>
    story()
      .call('console', 'cancel', { orderId, reason: '教练请假' }, OPERATOR)
      .then(({ order }) => order),

  /** A session's order, as it is stored. */
  orderOf: ({ signId }: { signId: string }, no: number): OrderDocument =>
    story().document(sessionOrderId(`${signId}-1-${no}`)),

  /** Every create of a session that WeChat Pay was sent, and what it answered. */
  creates: () =>
    story()
      .sandbox.requests()
      .filter(({ method, path }) => method === 'POST' && /\/sign-plan\/(partner\/)?serviceorder$/.test(path)),
})

/**
 * What must hold of plans, signings and their sessions, once everything came to rest: both sides say the same of every order and of
 * its money, sessions began in their order, none twice and none skipped, and at most one is not over.
 * @returns what does not hold; empty when all does
 */
export function sessionDisagreements(story: Story): string[] {
  const there = story.sandbox.orders()
  const signs = story.world.cloudbase.store.list('signs') as unknown as SignDocument[]
  const wrong = [
    ...planDisagreements(story),
    ...signs.flatMap((sign) => courseDisagreements(sign, story.documents(), story.sandbox)),
  ]
  for (const order of story.documents()) {
    story.agree(order._id)
    wrong.push(...moneyDisagreements(order, story.sandbox))
  }
  for (const { merchant_sign_plan_no, sessions } of story.sandbox.signPlans()) {
    const numbers = sessions.map((one) => one.merchant_plan_detail_no)
    const begun = there.filter(({ out_order_no }) => numbers.includes(out_order_no))
    const at = begun.map(({ out_order_no }) => numbers.indexOf(out_order_no)).sort((a, b) => a - b)
    if (at.some((place, index) => place !== index))
      wrong.push(`${merchant_sign_plan_no}: ${at.join(', ')} began`)
    const live = begun.filter(({ state }) => !['REVOKED', 'USER_PAID', 'EXPIRED'].includes(state))
    if (live.length > 1) wrong.push(`${merchant_sign_plan_no}: ${live.length} sessions are not over`)
  }
  return wrong
}
