import { LOADING } from '../../behaviors/loadable'
import { LISTING, loadFirst, loadMore } from '../../behaviors/pageable'
import { orderUrl } from '../../domain/line-pages'
import type { OrderFilter } from '../../domain/order'
import { type OrderCard, orderCard, withNews } from '../../domain/order-card'
import { FILTERS } from '../../domain/words'
import { call } from '../../platform/cloud'
import { orderNews } from '../../platform/order-news'
import { go, stopPullDown } from '../../platform/wechat'

Page({
  data: {
    load: LOADING,
    ...LISTING,
    filters: FILTERS,
    filter: 'all' as OrderFilter,
    cards: [] as OrderCard[],
  },
  asked: 0,
  cursor: undefined as string | undefined,
  seen: false,

  onLoad() {
    void this.reload()
  },
  /** Coming back changes only the cards that changed. */
  onShow() {
    const { changes, unknown } = withNews(this.data.cards, orderNews.take().map(orderCard))
    if (unknown && this.seen) void this.reload()
    else for (const { index, card } of changes) this.setData({ [`cards[${index}]`]: card })
    this.seen = true
  },
  onPullDownRefresh() {
    void this.reload().then(stopPullDown)
  },
  onReachBottom() {
    void this.onMore()
  },

  ask(cursor?: string) {
    const { filter } = this.data
    return call('orders', 'list', cursor === undefined ? { filter } : { filter, cursor })
  },
  reload() {
    return loadFirst(this, (cursor) => this.ask(cursor), orderCard)
  },
  onMore() {
    return loadMore(this, (cursor) => this.ask(cursor), orderCard)
  },
  onRetry() {
    void this.reload()
  },
  onFilter(event: WechatMiniprogram.CustomEvent) {
    const { filter } = event.currentTarget.dataset as { filter: OrderFilter }
    this.cursor = undefined
    this.setData({ filter, cards: [], load: LOADING })
    void this.reload()
  },
  onOpen(event: WechatMiniprogram.CustomEvent<Pick<OrderCard, 'orderId' | 'line'>>) {
    const { orderId, line } = event.detail
    go.to(orderUrl(line, orderId))
  },
  onHome() {
    go.tab('/pages/home/home')
  },
  onConsole() {
    go.to('/console/pages/orders/orders')
  },
})
