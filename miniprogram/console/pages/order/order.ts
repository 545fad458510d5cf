import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import { isAnswered } from '../../../domain/expectation'
import { formatYuan } from '../../../domain/money'
import type { ConsoleOrderView, OperatorAction } from '../../../domain/view'
import { askingPage } from '../../../platform/asking-page'
import { call } from '../../../platform/cloud'
import { consoleNews } from '../../../platform/order-news'
import { createWaiting, type Waiting } from '../../../platform/waiting'
import { confirm, go, timers } from '../../../platform/wechat'
import { consoleOrderPage, pageOf, type ShownConsoleOrder } from './order-model'

Page({
  ...askingPage,
  data: {
    load: LOADING,
    order: null as ShownConsoleOrder | null,
    waiting: false,
    hint: '',
    busy: false,
    failure: null as Load['failure'] | null,
  },
  asked: 0,
  orderId: '',
  questions: undefined as Waiting | undefined,

  onLoad({ orderId = '' }: { orderId?: string }) {
    this.orderId = orderId
    this.questions = createWaiting({
      timers,
      ask: () => this.ask(),
      onGiveUp: () => {
        this.setData({ waiting: false })
      },
    })
  },

  /** @returns whether there is nothing to ask for again at once. */
  async ask(): Promise<boolean> {
    let known = false
    const failure = await loadInto(
      this,
      () => call('console', 'get', { orderId: this.orderId }),
      ({ order }) => {
        // The deduction comes seconds after the completion, and nobody taps for it.
        known = isAnswered(order, 'paid')
        return { patch: { ...this.accept(order), waiting: !known, ...(known ? { hint: '' } : {}) } }
      },
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
    return known || this.data.load.phase === 'failed'
  },
  accept(order: ConsoleOrderView): { order: ShownConsoleOrder } {
    consoleNews.tell(order)
    return { order: consoleOrderPage(order) }
  },

  /** Where two attempts were confirmed: the one that does not count. */
  onEndOther(event: WechatMiniprogram.CustomEvent) {
    const { number } = event.currentTarget.dataset as { number: string }
    go.to(`/console/pages/cancel/cancel?orderId=${this.orderId}&out_order_no=${number}`)
  },
  /** The member whose session this is. */
  onMember() {
    const { signId = '' } = this.data.order ?? {}
    if (signId) go.down(`/console/pages/member/member?signId=${signId}`)
  },
  onAction(event: WechatMiniprogram.CustomEvent) {
    const { action } = event.currentTarget.dataset as { action: OperatorAction }
    if (action === 'collect') void this.collect()
    else go.to(pageOf(action, this.orderId))
  },
  async collect() {
    const { order, busy } = this.data
    if (busy || !order) return
    const question = `微信支付会马上尝试扣款\u00a0¥${formatYuan(order.owed)}，结果以订单状态为准。`
    if (!(await confirm('立即向顾客扣款？', question, '立即扣款'))) return
    this.setData({ busy: true, failure: null, hint: '' })
    const answer = await call('console', 'collect', { orderId: this.orderId })
    if (answer.ok)
      this.setData({
        busy: false,
        ...this.accept(answer.data.order),
        hint: '已请微信支付扣款，结果稍后更新，不用重复操作。',
      })
    else this.setData({ busy: false, failure: shown(answer.failure) })
    this.questions?.start()
  },
})
