import { loadInto, LOADING } from '../../behaviors/loadable'
import { offerUrl } from '../../domain/line-pages'
import type { Line } from '../../domain/offer'
import { offerCard, type OfferCard } from '../../domain/offer-card'
import { askOffers } from '../../platform/offers'
import { awaiting, go, stopPullDown } from '../../platform/wechat'
import { settings } from '../../settings'

Page({
  data: {
    load: LOADING,
    offers: [] as OfferCard[],
    sandbox: false,
    awaitingId: '',
    brandLine: settings.brandLine,
  },
  asked: 0,

  onLoad() {
    void this.reload()
  },
  onShow() {
    const awaitingId = awaiting.get()
    if (awaitingId !== this.data.awaitingId) this.setData({ awaitingId })
  },
  onPullDownRefresh() {
    void this.reload().then(stopPullDown)
  },

  async reload() {
    await loadInto(this, askOffers, ({ offers, sandbox }) => ({
      patch: { offers: offers.map(offerCard), sandbox },
      empty: offers.length === 0,
    }))
  },
  onRetry() {
    void this.reload()
  },
  onOffer(event: WechatMiniprogram.CustomEvent) {
    const { offer, line } = event.currentTarget.dataset as { offer: string; line: Line }
    go.to(offerUrl(line, offer))
  },
  onAwaiting() {
    go.to(`/pages/order/order?orderId=${this.data.awaitingId}`)
  },
})
