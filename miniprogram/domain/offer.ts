import { type DiscountLine, type FeeLine, isPriced, totalOf } from './fee'
import type { Goods } from './lines/pay-on-delivery'
import type { Fen } from './money'

/** A product line: what the customer gets and how an order is created (design 1). */
export type Line = 'payafter' | 'pay-on-delivery' | 'sign-plan'

/** How an order lives on at WeChat Pay. `payafter-orders` is the 2019 family of the seeds; `service-orders` is today's. */
export type Protocol = 'payafter-orders' | 'service-orders'

/** Whether we call as the merchant itself or as a service provider for a sub-merchant. */
export type Mode = 'merchant' | 'partner'

/** A person's datum that some services must pass to WeChat Pay; sent encrypted, never kept. */
export type PersonalField = 'name' | 'phone' | 'userid' | 'address'

/** One value of a choice and what it changes of the price. */
export interface ChoiceOption {
  id: string
  label: string
  /** Fee lines that this option adds, or replaces where the name is the same. */
  fees?: FeeLine[]
  /** Replaces the offer's highest charge. */
  maxCharge?: Fen
  /** Replaces the offer's risk amount. */
  riskAmount?: Fen
}

/** Something the customer picks: nights, a kind of room. The page sends ids, never amounts. */
export interface Choice {
  id: string
  label: string
  options: ChoiceOption[]
}

/** What both the customer's page and the order's snapshot say about the merchant. */
export interface Merchant {
  /** As on the business licence. */
  name: string
  /** Whom to call; shown on every order. */
  phone: string
}

/** What a merchant offers, as pages see it. The server's document adds what only it needs. */
export interface OfferView {
  offerId: string
  /** Moves with every change of the offer; an order for another revision is answered PRICE_CHANGED. */
  revision: number
  line: Line
  name: string
  /** At most 20 characters: the very text WeChat Pay's confirm page shows (`service_introduction`). */
  introduction: string
  /** One or two sentences for the offer page. */
  summary: string
  /** Whether the risk amount is a deposit waived (先免) or an estimate of the fees (先享). */
  riskName: 'DEPOSIT' | 'ADVANCE' | 'CASH_DEPOSIT' | 'ESTIMATE_ORDER_COST'
  riskAmount: Fen
  /** The most this order may ever charge, in fen; shown before confirmation; never above riskAmount. */
  maxCharge: Fen
  fees: FeeLine[]
  discounts: DiscountLine[]
  choices: Choice[]
  /** 先用后付: what is on the shelf. The price is that of the goods, so the offer itself has no fees and no choices. */
  goods?: Goods[]
  /** 先用后付: so many days after they were sent, goods count as received. */
  receiveAfterDays?: number
  /** What the service must know, and the sentence that tells the customer why. */
  asks: { field: PersonalField; why: string }[]
  /** What happens, in order; three or four short sentences. */
  steps: string[]
  /** Start, end, overdue, damage, refund: what disputes are judged by. */
  rules: { title: string; text: string }[]
  merchant: Merchant
}

/** What an order would cost, for the page, and later for the order's snapshot. All amounts in fen. */
export interface Preview {
  fees: FeeLine[]
  discounts: DiscountLine[]
  /** Σ fees − Σ discounts when every fee has an amount; absent when something is billed by use (「按实际使用结算」). */
  estimate?: Fen
  riskName: OfferView['riskName']
  riskAmount: Fen
  maxCharge: Fen
}

/** Which choice is missing or unknown. */
export interface ChoiceProblem {
  choice: string
  problem: 'missing' | 'unknown-option' | 'unknown-choice'
}

type Priced = Pick<OfferView, 'fees' | 'discounts' | 'riskName' | 'riskAmount' | 'maxCharge' | 'choices'>

function withLines(base: readonly FeeLine[], added: readonly FeeLine[]): FeeLine[] {
  const replaced = base.map((line) => added.find((other) => other.name === line.name) ?? line)
  return [...replaced, ...added.filter((line) => !base.some((other) => other.name === line.name))]
}

/**
 * What the offer costs with these choices (choice id → option id).
 * @returns the preview, or the first choice that is missing or unknown.
 */
export function previewOffer(
  offer: Priced,
  choices: Readonly<Record<string, string>>,
): Preview | ChoiceProblem {
  for (const id of Object.keys(choices))
    if (!offer.choices.some((choice) => choice.id === id)) return { choice: id, problem: 'unknown-choice' }
  let { fees, riskAmount, maxCharge } = offer
  for (const choice of offer.choices) {
    const picked = Object.prototype.hasOwnProperty.call(choices, choice.id) ? choices[choice.id] : undefined
    if (picked === undefined) return { choice: choice.id, problem: 'missing' }
    const option = choice.options.find(({ id }) => id === picked)
    if (!option) return { choice: choice.id, problem: 'unknown-option' }
    fees = withLines(fees, option.fees ?? [])
    riskAmount = option.riskAmount ?? riskAmount
    maxCharge = option.maxCharge ?? maxCharge
  }
  const { discounts, riskName } = offer
  const preview = { fees, discounts, riskName, riskAmount, maxCharge }
  return isPriced(fees) ? { ...preview, estimate: totalOf(fees, discounts) } : preview
}

/** The choices that a page starts with: the first option of each. */
export function firstChoices(offer: Pick<OfferView, 'choices'>): Record<string, string> {
  const picked: Record<string, string> = {}
  for (const { id, options } of offer.choices) if (options[0]) picked[id] = options[0].id
  return picked
}
