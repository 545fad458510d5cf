/** Edits one fee or discount line. Tells `change` with `{ field, value }`, and `remove`. */
Component({
  properties: {
    /** `DraftLine`: what the form starts with; what is typed is told, not written back. */
    line: { type: Object, value: {} },
    /** `{ name, amount, description }`: what is wrong with each field. */
    problem: { type: Object, value: {} },
    /** 费用 1, 优惠 1. */
    which: { type: String, value: '' },
    needsReason: { type: Boolean, value: false },
    removable: { type: Boolean, value: false },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      const { field } = event.currentTarget.dataset as { field: string }
      this.triggerEvent('change', { field, value: event.detail.value })
    },
    onRemove() {
      this.triggerEvent('remove')
    },
  },
})
