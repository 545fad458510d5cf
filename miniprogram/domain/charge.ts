import { keptGoods } from './lines/delivery'
import { worthOf } from './lines/pay-on-delivery'
import type { Fen } from './money'
import type { Preview } from './offer'
import type { OrderView } from './view'

/** One amount with the word that says what it is; the words are never mixed up (design 8). */
export interface Charge {
  /**
   * 预估: may change. 最高: the limit. 合计: goods at their price, due once received, or a plan, due session by session. 应付: billed, not paid yet. 实付: paid.
   * 已付: paid to the merchant directly.
   */
  label: '预估' | '最高' | '合计' | '应付' | '实付' | '已付'
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
  goods,
  delivery,
}: Pick<OrderView, 'state' | 'outcome' | 'bill' | 'preview' | 'goods' | 'delivery'>): Charge | undefined {
  if (outcome === 'cancelled') return undefined
  if (state === 'REVOKED' || state === 'EXPIRED' || state === 'NOT_CREATED') return undefined
  if (!bill) {
    if (goods === undefined) return previewCharge(preview)
    return {
      label: '合计',
      fen: worthOf(keptGoods(delivery === undefined ? { goods } : { goods, delivery })),
    }
  }
  if (outcome === 'paidElsewhere') return { label: '已付', fen: bill.total }
  return { label: outcome ? '实付' : '应付', fen: bill.total }
}
