/** An amount from integer fen, always with two decimals; never cut, never wrapped. */
Component({
  properties: {
    fen: { type: Number, value: 0 },
    /** note, small, medium, large, huge. */
    size: { type: String, value: 'small' },
  },
})
