/** Goods as they were ordered: picture, name, price and count. */
Component({
  properties: {
    /** `GoodsRow[]`. */
    rows: { type: Array, value: [] },
  },
})
