import { LOADING } from '../../../behaviors/loadable'
import { LISTING, loadFirst, loadMore } from '../../../behaviors/pageable'
import { signUrl } from '../../../domain/line-pages'
import { signCard } from '../../../domain/lines/sign-plan-progress'
import { type OrderCard, withNews } from '../../../domain/order-card'
import { call } from '../../../platform/cloud'
import { signNews } from '../../../platform/order-news'
import { go, stopPullDown } from '../../../platform/wechat'

const ask = (cursor?: string) => call('orders', 'signs', cursor === undefined ? {} : { cursor })

Page({
  data: { load: LOADING, ...LISTING, cards: [] as OrderCard[] },
  asked: 0,
  cursor: undefined as string | undefined,
  seen: false,

  onLoad() {
    signNews.take()
    void this.reload()
  },
  /** Coming back changes only the cards that changed. */
  onShow() {
    const { changes, unknown } = withNews(this.data.cards, signNews.take().map(signCard))
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
  reload() {
    return loadFirst(this, ask, signCard)
  },
  onMore() {
    return loadMore(this, ask, signCard)
  },
  onRetry() {
    void this.reload()
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(signUrl(event.detail.orderId))
  },
  onHome() {
    go.tab('/pages/home/home')
  },
})
