/** A small drawing in the colour and size of the text around it. Decoration only: a word always stands beside it. */
Component({
  properties: {
    /** check, clock, progress, active, muted, alert, phone, next, shield, close. */
    name: { type: String, value: '' },
  },
})
