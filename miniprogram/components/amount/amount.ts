import { formatYuan } from '../../domain/money'

/** An amount from integer fen, always with two decimals; never cut, never wrapped. */
Component({
  properties: {
    fen: { type: Number, value: 0 },
    /** small, medium, large, huge. */
    size: { type: String, value: 'small' },
  },
  data: { sign: '', whole: '0', cents: '.00', spoken: '0.00元' },
  observers: {
    fen(fen: number) {
      const text = formatYuan(Math.abs(fen))
      const sign = fen < 0 ? '−' : ''
      const spoken = `${fen < 0 ? '减' : ''}${text}元`
      this.setData({ sign, whole: text.slice(0, -3), cents: text.slice(-3), spoken })
    },
  },
})
