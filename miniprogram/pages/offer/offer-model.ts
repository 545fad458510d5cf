import { isFen } from '../../domain/money'
import type { OfferView, Preview } from '../../domain/offer'

/** What the page shows of an offer; the rest stays out of the view's data. */
export type ShownOffer = Pick<OfferView, 'name' | 'introduction' | 'summary' | 'steps' | 'rules'> & {
  merchant: { name: string }
  choices: { id: string; label: string; options: { id: string; label: string }[] }[]
}

export const shownOffer = ({
  name,
  introduction,
  summary,
  steps,
  rules,
  merchant,
  choices,
}: OfferView): ShownOffer => ({
  name,
  introduction,
  summary,
  steps,
  rules,
  merchant: { name: merchant.name },
  choices: choices.map(({ id, label, options }) => ({
    id,
    label,
    options: options.map((option) => ({ id: option.id, label: option.label })),
  })),
})

/** Reads the details of PRICE_CHANGED. @returns `undefined` when they cannot be shown; the failure's words then must do. */
export function changedPrice(details: unknown): { revision: number; preview: Preview } | undefined {
  if (typeof details !== 'object' || details === null) return undefined
  const { revision, preview } = details as { revision?: unknown; preview?: Partial<Preview> }
  if (typeof revision !== 'number' || typeof preview !== 'object') return undefined
  if (!isFen(preview.maxCharge) || !isFen(preview.riskAmount)) return undefined
  if (!Array.isArray(preview.fees) || !Array.isArray(preview.discounts)) return undefined
  return { revision, preview: preview as Preview }
}
