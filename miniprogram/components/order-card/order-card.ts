import type { OrderCard } from '../../domain/order-card'

/** One order in a list. Tells `open` when it is tapped. */
Component({
  properties: {
    /** `OrderCard`. */
    shown: { type: Object, value: {} as OrderCard },
  },
  methods: {
    onTap() {
      const { orderId, line } = this.data.shown as OrderCard
      this.triggerEvent('open', { orderId, line })
    },
  },
})
