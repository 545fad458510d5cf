/** The sessions of a plan, one after the other. Tells `open` with `{ orderId }` when one that was begun is tapped. */
Component({
  properties: {
    /** `SessionRow[]`. */
    rows: { type: Array, value: [] },
  },
  methods: {
    onTap(event: WechatMiniprogram.CustomEvent) {
      const { order: orderId } = event.currentTarget.dataset as { order: string }
      if (orderId) this.triggerEvent('open', { orderId })
    },
  },
})
