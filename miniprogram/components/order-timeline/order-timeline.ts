/** An order's way, step by step; each step is read aloud as one sentence. */
Component({
  properties: {
    /** `ShownStep[]`. */
    steps: { type: Array, value: [] },
  },
})
