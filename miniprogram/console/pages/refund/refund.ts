import { LOADING, type Load } from '../../../behaviors/loadable'
import { formatYuan, parseYuan } from '../../../domain/money'
import { refundKey } from '../../../domain/refund'
import { type RefundForm, refundFormOf, refundProblem, refundQuestion } from '../../refund-form'
import { oneLine, reasonProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { confirm } from '../../../platform/wechat'
import { loadOrder, orderForm, submit } from '../../operating'
import { USUAL_REASONS } from './refund-model'

Page({
  ...orderForm,
  data: {
    load: LOADING,
    form: null as RefundForm | null,
    usual: USUAL_REASONS,
    amount: '',
    reason: '',
    amountProblem: '',
    reasonProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  /** One intention: the next refund of the order as it is shown here. */
  requestKey: '',
  typedAmount: '',
  typedReason: '',

  reload() {
    return loadOrder(this, (order) => {
      this.requestKey = refundKey(order.orderId, order.refunds ?? [])
      return { form: refundFormOf(order) }
    })
  },

  onAmount(event: WechatMiniprogram.Input) {
    this.typedAmount = event.detail.value
  },
  onAll() {
    const { form } = this.data
    if (!form) return
    this.typedAmount = formatYuan(form.most)
    this.setData({ amount: this.typedAmount, amountProblem: '' })
  },
  onReason(event: WechatMiniprogram.Input) {
    this.typedReason = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typedReason = text
    this.setData({ reason: text, reasonProblem: '' })
  },
  async onConfirm() {
    const { form, busy } = this.data
    if (busy || !form) return
    const problems = {
      amountProblem: refundProblem(this.typedAmount, form.most),
      reasonProblem: reasonProblem(this.typedReason, '退款原因'),
    }
    this.setData({ ...problems, failure: null })
    const amount = parseYuan(this.typedAmount)
    if (amount === undefined || problems.amountProblem || problems.reasonProblem) return
    if (!(await confirm('确定退款？', refundQuestion(amount), '退款'))) return
    const { orderId, requestKey } = this
    const request = { orderId, requestKey, amount, reason: oneLine(this.typedReason) }
    await submit(this, () => call('console', 'refund', request), '已提交')
  },
})
