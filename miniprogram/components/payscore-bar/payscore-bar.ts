import type { Charge } from '../../domain/charge'

/** The bar at the foot of a page: one amount, one button, the brand line; it owns the bottom safe area. Slot `above`: what is wrong. */
Component({
  options: { multipleSlots: true },
  properties: {
    /** `{ label, fen }`, or nothing. */
    charge: { type: Object, value: null as Charge | null },
    brandLine: { type: String, value: '' },
    /** A picture that the merchant took from the official download; none ships. */
    brandIcon: { type: String, value: '' },
  },
})
