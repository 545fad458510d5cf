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
