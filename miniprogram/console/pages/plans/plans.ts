import { LOADING } from '../../../behaviors/loadable'
import { LISTING, loadFirst, loadMore } from '../../../behaviors/pageable'
import type { OrderCard } from '../../../domain/order-card'
import { call } from '../../../platform/cloud'
import { go, stopPullDown } from '../../../platform/wechat'
import { planCard } from '../../plan-words'

Page({
  data: {
    load: LOADING,
    ...LISTING,
    cards: [] as OrderCard[],
    /** Whether there is an offer that plans can be made for. */
    offered: false,
  },
  asked: 0,
  cursor: undefined as string | undefined,
  seen: false,

  onLoad() {
    void this.reload()
  },
  /** Whoever comes back may have made a plan, or stopped one. */
  onShow() {
    if (this.seen) void this.reload()
    this.seen = true
  },
  onPullDownRefresh() {
    void this.reload().then(stopPullDown)
  },
  onReachBottom() {
    void this.onMore()
  },
  async ask(cursor?: string) {
    const answer = await call('console', 'plans', cursor === undefined ? {} : { cursor })
    if (answer.ok) this.setData({ offered: answer.data.offers.length > 0 })
    return answer
  },
  async reload() {
    const failure = await loadFirst(this, (cursor) => this.ask(cursor), planCard)
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
  },
  onMore() {
    return loadMore(this, (cursor) => this.ask(cursor), planCard)
  },
  onRetry() {
    void this.reload()
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(`/console/pages/plan/plan?planId=${event.detail.orderId}`)
  },
  onNew() {
    go.to('/console/pages/plan-form/plan-form')
  },
})
