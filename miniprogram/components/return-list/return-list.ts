/** What a customer wanted to give back before paying, and what came of it. */
Component({
  properties: {
    /** `ReturnRow[]`. */
    rows: { type: Array, value: [] },
  },
})
