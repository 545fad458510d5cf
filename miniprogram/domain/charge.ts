import type { DiscountLine, FeeLine } from './fee'
import type { Fen } from './money'
import type { Preview } from './offer'
import type { OrderView } from './view'

/** One amount with the word that says what it is; the words are never mixed up (design 8). */
export interface Charge {
  /** 预估: may change. 最高: the limit. 应付: billed, not paid yet. 实付: paid. 已付: paid to the merchant directly. */
  label: '预估' | '最高' | '应付' | '实付' | '已付'
  fen: Fen
}

/** What a preview costs in one figure: the estimate where there is one, else the highest charge. */
export const previewCharge = ({ estimate, maxCharge }: Preview): Charge =>
  estimate === undefined ? { label: '最高', fen: maxCharge } : { label: '预估', fen: estimate }

/** What an order costs in one figure; `undefined` when it ended without any charge. */
export function chargeOf({
  state,
  outcome,
  bill,
  preview,
}: Pick<OrderView, 'state' | 'outcome' | 'bill' | 'preview'>): Charge | undefined {
  if (outcome === 'cancelled') return undefined
  if (state === 'REVOKED' || state === 'EXPIRED' || state === 'NOT_CREATED') return undefined
  if (!bill) return previewCharge(preview)
  if (outcome === 'paidElsewhere') return { label: '已付', fen: bill.total }
  return { label: outcome ? '实付' : '应付', fen: bill.total }
}

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
