import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import { worthOfCart } from '../../../domain/lines/pay-on-delivery-rows'
import { oneLine, reasonProblem } from '../../../domain/text'
import type { OrderView } from '../../../domain/view'
import { call } from '../../../platform/cloud'
import { orderNews } from '../../../platform/order-news'
import { cheer, confirm, go } from '../../../platform/wechat'
import {
  allOf,
  cartOf,
  closedWords,
  type Counts,
  goodsProblem,
  type ReturnableRow,
  returnableRows,
  returnQuestion,
  USUAL_REASONS,
} from './return-model'

Page({
  data: {
    load: LOADING,
    rows: [] as ReturnableRow[],
    /** What is not billed if the merchant agrees, in fen. */
    worth: 0,
    closed: '',
    usual: USUAL_REASONS,
    reason: '',
    goodsProblem: '',
    reasonProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  order: undefined as OrderView | undefined,
  counts: {} as Counts,
  typed: '',

  onLoad({ orderId = '' }: { orderId?: string }) {
    this.orderId = orderId
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  onLeave() {
    go.tab('/pages/orders/orders')
  },
  reload() {
    return loadInto(
      this,
      () => call('orders', 'get', { orderId: this.orderId }),
      ({ order }) => {
        this.order = order
        return { patch: { ...this.picked(), closed: closedWords(order) } }
      },
    )
  },
  picked(): { rows: ReturnableRow[]; worth: number } {
    if (!this.order) return { rows: [], worth: 0 }
    const rows = returnableRows(this.order, this.counts)
    return { rows, worth: worthOfCart(this.order, cartOf(rows)) }
  },
  onCount(event: WechatMiniprogram.CustomEvent<{ count: number }>) {
    if (this.data.busy) return
    const { id } = event.currentTarget.dataset as { id: string }
    this.counts = { ...this.counts, [id]: event.detail.count }
    this.setData({ ...this.picked(), goodsProblem: '' })
  },
  onAll() {
    if (this.data.busy || !this.order) return
    this.counts = allOf(this.order)
    this.setData({ ...this.picked(), goodsProblem: '' })
  },
  onReason(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typed = text
    this.setData({ reason: text, reasonProblem: '' })
  },
  async onSubmit() {
    const { orderId, order, data } = this
    if (data.busy || !order) return
    const goods = cartOf(data.rows)
    const problems = {
      goodsProblem: goodsProblem(order, goods),
      reasonProblem: reasonProblem(this.typed, '退货原因'),
    }
    this.setData({ ...problems, failure: null })
    if (problems.goodsProblem || problems.reasonProblem) return
    if (!(await confirm('提交退货申请？', returnQuestion(data.rows, order), '提交'))) return
    this.setData({ busy: true })
    const answer = await call('orders', 'return', { orderId, goods, reason: oneLine(this.typed) })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    orderNews.tell(answer.data.order)
    cheer('已提交')
    go.back()
  },
})
