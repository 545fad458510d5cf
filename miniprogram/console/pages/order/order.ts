import { loadInto, LOADING } from '../../../behaviors/loadable'
import { isAnswered } from '../../../domain/expectation'
import type { ConsoleOrderView, OperatorAction } from '../../../domain/view'
import { call } from '../../../platform/cloud'
import { consoleNews } from '../../../platform/order-news'
import { createWaiting, type Waiting } from '../../../platform/waiting'
import { go, stopPullDown, timers } from '../../../platform/wechat'
import { consoleOrderPage, type ShownConsoleOrder } from './order-model'

Page({
  data: { load: LOADING, order: null as ShownConsoleOrder | null, waiting: false },
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
  onShow() {
    this.questions?.start()
  },
  onHide() {
    this.questions?.stop()
  },
  onUnload() {
    this.questions?.stop()
  },
  onPullDownRefresh() {
    this.questions?.start()
    stopPullDown()
  },
  onRefresh() {
    this.questions?.start()
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
        return { patch: { ...this.accept(order), waiting: !known } }
      },
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
    return known || this.data.load.phase === 'failed'
  },
  accept(order: ConsoleOrderView): { order: ShownConsoleOrder } {
    consoleNews.tell(order)
    return { order: consoleOrderPage(order) }
  },

  onAction(event: WechatMiniprogram.CustomEvent) {
    const { action } = event.currentTarget.dataset as { action: OperatorAction }
    go.to(`/console/pages/${action}/${action}?orderId=${this.orderId}`)
  },
})
