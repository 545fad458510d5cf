/** Edits one session of a plan. Tells `change` with `{ field, value }`, and `remove`. */
Component({
  properties: {
    /** `TypedSession`: what the form starts with; what is typed is told, not written back. */
    session: { type: Object, value: {} },
    /** What is wrong with each field. */
    problem: { type: Object, value: {} },
    /** 第 1 次. */
    which: { type: String, value: '' },
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
