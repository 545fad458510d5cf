import { type Charge, feeRows } from '../../domain/charge'
import type { Preview } from '../../domain/offer'
import type { Bill } from '../../domain/view'
import { riskLabel } from '../../domain/words'

/** An estimate's risk amount says nothing new where it is the highest charge itself. */
function limitOf({ maxCharge, riskAmount, riskName }: Preview, confirmed: boolean) {
  const repeats = riskName === 'ESTIMATE_ORDER_COST' && riskAmount === maxCharge
  return {
    maxCharge,
    riskAmount,
    riskLabel: repeats ? '' : riskLabel(riskName),
    foot: `${confirmed ? '' : '现在不会扣款。'}最终以服务结束后的账单为准，且不超过「最高收取」。`,
  }
}

/** The lines of a preview with its limit, or of a bill with its total. */
Component({
  properties: {
    title: { type: String, value: '费用' },
    /** Before the service ends: estimate, highest charge and risk amount. */
    preview: { type: Object, value: null as Preview | null },
    /** Afterwards: what was billed. Takes the preview's place. */
    bill: { type: Object, value: null as Bill | null },
    /** The word of a bill's total: 应付, 实付, 已付. */
    label: { type: String, value: '实付' },
    /** The order ended without a charge: what was estimated is history, no limit and no promise follow. */
    over: { type: Boolean, value: false },
    /** The customer has confirmed: that no money moves now is true no more. */
    confirmed: { type: Boolean, value: false },
  },
  data: {
    rows: [] as ReturnType<typeof feeRows>,
    total: null as { label: string; fen?: number } | null,
    limit: null as { maxCharge: number; riskAmount: number; riskLabel: string; foot: string } | null,
  },
  observers: {
    'preview, bill, label, over, confirmed'(
      preview: Preview | null,
      bill: Bill | null,
      label: Charge['label'],
      over: boolean,
      confirmed: boolean,
    ) {
      if (bill) {
        this.setData({
          rows: feeRows(bill.fees, bill.discounts),
          total: { label, fen: bill.total },
          limit: null,
        })
      } else if (preview) {
        const { fees, discounts, estimate } = preview
        this.setData({
          rows: feeRows(fees, discounts),
          total: estimate === undefined ? { label: '预估合计' } : { label: '预估合计', fen: estimate },
          limit: over ? null : limitOf(preview, confirmed),
        })
      }
    },
  },
})
