import { LOADING, type Load } from '../../../behaviors/loadable'
import { oneLine, reasonProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { confirm } from '../../../platform/wechat'
import { loadOrder, submit } from '../../operating'
import { type CancelWords, cancelWords, otherWords } from './cancel-model'

Page({
  data: {
    load: LOADING,
    words: null as CancelWords | null,
    reason: '',
    reasonProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  /** Only this attempt, where two were confirmed. */
  other: undefined as string | undefined,
  typed: '',

  onLoad({ orderId = '', out_order_no }: { orderId?: string; out_order_no?: string }) {
    this.orderId = orderId
    this.other = out_order_no
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  reload() {
    return loadOrder(this, (order) => ({
      words: this.other === undefined ? cancelWords(order) : otherWords(this.other),
    }))
  },

  onReason(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typed = text
    this.setData({ reason: text, reasonProblem: '' })
  },
  async onConfirm() {
    const { words, busy } = this.data
    if (busy || !words) return
    const problem = reasonProblem(this.typed)
    this.setData({ reasonProblem: problem, failure: null })
    if (problem || !(await confirm(words.title, words.warning, words.button))) return
    const request = {
      orderId: this.orderId,
      reason: oneLine(this.typed),
      ...(words.waive ? { waive: true as const } : {}),
      ...(this.other === undefined ? {} : { out_order_no: this.other }),
    }
    await submit(this, () => call('console', 'cancel', request), '已提交')
  },
})
