import { LOADING } from '../../behaviors/loadable'
import { LISTING, loadFirst, loadMore } from '../../behaviors/pageable'
import { orderUrl } from '../../domain/line-pages'
import type { Line } from '../../domain/offer'
import type { OrderFilter } from '../../domain/order'
import { type OrderCard, orderCard, withNews } from '../../domain/order-card'
import { FILTERS } from '../../domain/words'
import { call } from '../../platform/cloud'
import { knownOffers } from '../../platform/offers'
import { orderNews } from '../../platform/order-news'
import { go, stopPullDown } from '../../platform/wechat'

Page({
  data: {
    load: LOADING,
    ...LISTING,
    filters: FILTERS,
    filter: 'all' as OrderFilter,
    cards: [] as OrderCard[],
    /** Whether the customer ever signed a plan. */
    plans: false,
  },
  asked: 0,
  cursor: undefined as string | undefined,
  seen: false,

  onLoad() {
    void this.reload().then(() => this.askPlans())
  },
  /** Coming back changes only the cards that changed. */
  onShow() {
    const { changes, unknown } = withNews(this.data.cards, orderNews.take().map(orderCard))
    if (unknown && this.seen) void this.reload()
    else for (const { index, card } of changes) this.setData({ [`cards[${index}]`]: card })
    if (this.seen && !this.data.plans) void this.askPlans()
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
  /** Beside the orders; where plans were never offered nobody is asked about them. */
  async askPlans() {
    const ofPlans = ({ line }: { line: Line }) => line === 'sign-plan'
    let plans = this.data.cards.some(ofPlans)
    if (!plans) {
      const known = await knownOffers()
      const answer =
        known.ok && known.data.offers.some(ofPlans) ? await call('orders', 'signs', {}) : undefined
      plans = answer?.ok === true && answer.data.items.length > 0
    }
    if (plans !== this.data.plans) this.setData({ plans })
  },
  onPlans() {
    go.to('/plan/pages/mine/mine')
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
