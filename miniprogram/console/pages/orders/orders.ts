import { LOADING } from '../../../behaviors/loadable'
import { LISTING, loadFirst, loadMore } from '../../../behaviors/pageable'
import type { OrderFilter } from '../../../domain/order'
import { consoleCard, type OrderCard, withNews } from '../../../domain/order-card'
import type { ShopView } from '../../../domain/contract'
import { FILTERS } from '../../../domain/words'
import { call } from '../../../platform/cloud'
import { consoleNews } from '../../../platform/order-news'
import { go, stopPullDown } from '../../../platform/wechat'
import { shownAlert, type ShownAlert } from './alerts-model'

Page({
  data: {
    load: LOADING,
    ...LISTING,
    filters: FILTERS,
    filter: 'all' as OrderFilter,
    /** All, and each shop; empty where there is nothing to choose. */
    shops: [] as ShopView[],
    shop: '',
    cards: [] as OrderCard[],
    alerts: [] as ShownAlert[],
  },
  asked: 0,
  cursor: undefined as string | undefined,
  search: '',

  onLoad() {
    void this.reload()
    void this.loadShops()
  },
  onShow() {
    const { changes } = withNews(this.data.cards, consoleNews.take().map(consoleCard))
    for (const { index, card } of changes) this.setData({ [`cards[${index}]`]: card })
  },
  onPullDownRefresh() {
    void this.reload().then(stopPullDown)
  },
  onReachBottom() {
    void this.onMore()
  },

  ask(cursor?: string) {
    const search = this.search.trim()
    const { shop } = this.data
    return call('console', 'list', {
      filter: this.data.filter,
      ...(search === '' ? {} : { search }),
      ...(shop === '' ? {} : { shop }),
      ...(cursor === undefined ? {} : { cursor }),
    })
  },
  async reload() {
    const failure = await loadFirst(this, (cursor) => this.ask(cursor), consoleCard)
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
    else void this.askAlerts()
  },
  /** Beside the orders: a failure leaves them as they are. */
  async askAlerts(seen?: { id: string; count: number }) {
    const answer = await call('console', 'alerts', seen === undefined ? {} : { seen })
    if (answer.ok) this.setData({ alerts: answer.data.alerts.map(shownAlert) })
  },
  onSeen(event: WechatMiniprogram.CustomEvent) {
    const { id, count } = event.currentTarget.dataset as { id: string; count: number }
    void this.askAlerts({ id, count })
  },
  onMore() {
    return loadMore(this, (cursor) => this.ask(cursor), consoleCard)
  },
  onRetry() {
    void this.reload()
  },
  onType(event: WechatMiniprogram.Input) {
    this.search = event.detail.value
  },
  onSearch() {
    this.setData({ load: LOADING, cards: [] })
    void this.reload()
  },
  onFilter(event: WechatMiniprogram.CustomEvent) {
    const { filter } = event.currentTarget.dataset as { filter: OrderFilter }
    this.cursor = undefined
    this.setData({ filter, cards: [], load: LOADING })
    void this.reload()
  },
  /** One shop needs no choice; without an answer all orders are shown, as before. */
  async loadShops() {
    const answer = await call('console', 'me', {})
    const shops = answer.ok ? (answer.data.shops ?? []) : []
    if (shops.length > 1) this.setData({ shops: [{ sub_mchid: '', name: '全部门店' }, ...shops] })
  },
  onShop(event: WechatMiniprogram.CustomEvent) {
    const { shop } = event.currentTarget.dataset as { shop: string }
    this.cursor = undefined
    this.setData({ shop, cards: [], load: LOADING })
    void this.reload()
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(`/console/pages/order/order?orderId=${event.detail.orderId}`)
  },
  onPlans() {
    go.to('/console/pages/plans/plans')
  },
  onDifferences() {
    go.to('/console/pages/differences/differences')
  },
  onOperators() {
    go.to('/console/pages/operators/operators')
  },
})
