import type { FeeCard } from '../../domain/fee-card'

/** What something costs, line by line; the card is made by `domain/fee-card`. */
Component({
  properties: {
    /** `FeeCard`. */
    card: { type: Object, value: { title: '', rows: [], total: { label: '' } } satisfies FeeCard },
  },
})
