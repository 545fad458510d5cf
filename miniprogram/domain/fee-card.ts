import { chargeOf } from './charge'
import type { DiscountLine, FeeLine } from './fee'
import { lineWordsOf } from './line-words'
import type { Fen } from './money'
import type { Line, Preview } from './offer'
import type { OrderView } from './view'
import { riskLabel } from './words'

/** One line of a fee card. A line without `fen` shows its rule, never ¥0.00. */
export interface FeeRow {
  key: string
  name: string
  /** What the amount is made of; with the count where there is one. */
  note: string
  /** Negative on discounts. */
  fen?: Fen
  /** The rule, in the amount's place, where there is no amount. */
  rule?: string
}

function noteOf({ description, count }: FeeLine): string {
  const times = count !== undefined && count > 1 ? `×${count}` : ''
  return [description ?? '', times].filter((text) => text !== '').join(' ')
}

/** The rows of a fee card: fees, then discounts. */
export function feeRows(fees: readonly FeeLine[], discounts: readonly DiscountLine[]): FeeRow[] {
  return [
    ...fees.map((line): FeeRow => {
      const row = { key: `fee ${line.name}`, name: line.name }
      return line.amount === undefined
        ? { ...row, note: '', rule: noteOf(line) || '按实际使用' }
        : { ...row, note: noteOf(line), fen: line.amount }
    }),
    ...discounts.map(({ name, description, amount }): FeeRow => {
      const row = { key: `discount ${name}`, name }
      return amount === undefined
        ? { ...row, note: '', rule: description }
        : { ...row, note: description, fen: -amount }
    }),
  ]
}

/** What binds a charge before it is made. */
export interface FeeLimit {
  maxCharge: Fen
  riskAmount: Fen
  /** Empty where the risk amount would only repeat the highest charge. */
  riskLabel: string
  /** What happens when, in small print. */
  foot: string
}

/** The lines of a preview with its limit, or of a bill with its total. */
export interface FeeCard {
  title: string
  rows: FeeRow[]
  /** Without `fen`: billed by use. */
  total: { label: string; fen?: Fen }
  /** What of the total was deducted, and who gets the rest, where it was paid in parts; `strong`: it is still to be paid. */
  parts?: { label: string; fen: Fen; strong?: true }[]
  limit?: FeeLimit
}

function limitOf({ maxCharge, riskAmount, riskName }: Preview, line: Line, confirmed: boolean): FeeLimit {
  const repeats = riskName === 'ESTIMATE_ORDER_COST' && riskAmount === maxCharge
  return {
    maxCharge,
    riskAmount,
    riskLabel: repeats ? '' : riskLabel(riskName),
    // Once the customer has confirmed, "no money moves now" may be untrue any moment.
    foot: `${confirmed ? '' : '现在不会扣款。'}${lineWordsOf(line).fees.foot}`,
  }
}

function estimateCard(title: string, { fees, discounts, estimate }: Preview, line: Line): FeeCard {
  const total = { label: lineWordsOf(line).fees.total, ...(estimate === undefined ? {} : { fen: estimate }) }
  return { title, rows: feeRows(fees, discounts), total }
}

/** The card of what an offer would cost. */
export const previewCard = (title: string, preview: Preview, line: Line = 'payafter'): FeeCard => ({
  ...estimateCard(title, preview, line),
  limit: limitOf(preview, line, false),
})

function partsOf({ deducted, state }: Pick<OrderView, 'deducted' | 'state'>, total: Fen): Partial<FeeCard> {
  if (deducted === undefined) return {}
  const rest = total - deducted
  const parts =
    state === 'USER_PAID'
      ? [
          { label: '支付分扣款', fen: deducted },
          { label: '其他方式', fen: rest },
        ]
      : [
          { label: '已支付', fen: deducted },
          { label: '还需支付', fen: rest, strong: true as const },
        ]
  return { parts }
}

/**
 * The card of an order: its bill once there is one, before that its preview. An order that ended without a charge shows
 * what was estimated as history: no limit and no promise follow from it.
 */
export function orderFeeCard(order: OrderView | Omit<OrderView, 'actions'>): FeeCard {
  const { bill, preview, state, line } = order
  const words = lineWordsOf(line)
  const charge = chargeOf(order)
  if (bill && order.waived !== undefined)
    return {
      title: '账单',
      rows: feeRows(bill.fees, bill.discounts),
      total: { label: '已放弃收取', fen: bill.total },
    }
  if (!charge) return estimateCard(words.fees.before, preview, line)
  if (bill)
    return {
      title: '账单',
      rows: feeRows(bill.fees, bill.discounts),
      total: { label: charge.label, fen: bill.total },
      ...partsOf(order, bill.total),
    }
  const confirmed = state !== 'CREATING' && state !== 'CREATED'
  const priced = words.priced(order)
  return { ...estimateCard(words.fees.title, priced, line), limit: limitOf(priced, line, confirmed) }
}
