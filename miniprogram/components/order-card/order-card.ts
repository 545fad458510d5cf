import type { OrderCard } from '../../domain/order-card'

/** One order in a list. Tells `open` when it is tapped. */
Component({
  properties: {
    /** `OrderCard`. */
    shown: { type: Object, value: {} as OrderCard },
  },
  methods: {
    onTap() {
      this.triggerEvent('open', { orderId: (this.data.shown as OrderCard).orderId })
    },
  },
})
