/** How many of one kind of goods: one less, one more. Tells `change` with `{ count }`; the page decides and sets it. */
Component({
  properties: {
    count: { type: Number, value: 0 },
    most: { type: Number, value: 0 },
    /** Of the goods, for those who hear it. */
    name: { type: String, value: '' },
  },
  methods: {
    onLess() {
      this.tell(this.data.count - 1)
    },
    onMore() {
      this.tell(this.data.count + 1)
    },
    tell(count: number) {
      if (count >= 0 && count <= this.data.most) this.triggerEvent('change', { count })
    },
  },
})
