import { loadInto, LOADING } from '../../behaviors/loadable'
import { offerUrl, signUrl } from '../../domain/line-pages'
import type { Line } from '../../domain/offer'
import { offerCard, type OfferCard } from '../../domain/offer-card'
import { askOffers } from '../../platform/offers'
import { awaiting, awaitingSign, go, stopPullDown } from '../../platform/wechat'
import { settings } from '../../settings'

Page({
  data: {
    load: LOADING,
    offers: [] as OfferCard[],
    sandbox: false,
    awaitingId: '',
    signId: '',
    brandLine: settings.brandLine,
  },
  asked: 0,

  onLoad() {
    void this.reload()
  },
  onShow() {
    const [awaitingId, signId] = [awaiting.get(), awaitingSign.get()]
    if (awaitingId !== this.data.awaitingId || signId !== this.data.signId)
      this.setData({ awaitingId, signId })
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
    const { awaitingId, signId } = this.data
    go.to(awaitingId ? `/pages/order/order?orderId=${awaitingId}` : signUrl(signId))
  },
})
