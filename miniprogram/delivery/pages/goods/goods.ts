import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { Charge } from '../../../domain/charge'
import type { Failure } from '../../../domain/failure'
import type { FeeCard } from '../../../domain/fee-card'
import type { OfferView } from '../../../domain/offer'
import { placeOrder, showOrder } from '../../../pages/offer/placing'
import { localFailure } from '../../../platform/answer'
import { areOffersKnown, askOffers, knownOffers } from '../../../platform/offers'
import { callPhone, go } from '../../../platform/wechat'
import { settings } from '../../../settings'
import {
  cartOf,
  cartProblem,
  type Counts,
  fitting,
  shownCart,
  shownShop,
  type ShelfRow,
  type ShownShop,
  soldOutSentence,
  withSoldOut,
} from './goods-model'

Page({
  data: {
    load: LOADING,
    offer: null as ShownShop | null,
    sandbox: false,
    rows: [] as ShelfRow[],
    charge: null as Charge | null,
    fees: null as FeeCard | null,
    /** Why the cart cannot be ordered as it is. */
    problem: '',
    phone: '',
    busy: false,
    failure: null as Load['failure'] | null,
    changed: { open: false },
    brandLine: settings.brandLine,
    brandIcon: settings.brandIcon,
  },
  asked: 0,
  offerId: '',
  /** What the server knows and the page does not show. */
  full: undefined as OfferView | undefined,
  counts: {} as Counts,
  orderUrl: '',

  onLoad({ offerId = '' }: { offerId?: string }) {
    this.offerId = decodeURIComponent(offerId)
    // How many are left moves by itself: what was seen before is shown at once, and then as it is now.
    void (areOffersKnown() ? this.reload(knownOffers) : Promise.resolve()).then(() => this.reload(askOffers))
  },
  onShow() {
    showOrder(this)
  },

  async reload(ask: typeof askOffers) {
    await loadInto(
      this,
      async () => {
        const answer = await ask()
        if (!answer.ok || answer.data.offers.some(({ offerId }) => offerId === this.offerId)) return answer
        return { ok: false, failure: localFailure('UNKNOWN_OFFER') }
      },
      ({ offers, sandbox }) => {
        const offer = offers.find(({ offerId }) => offerId === this.offerId)
        if (!offer) return { patch: {} }
        const phone = settings.supportPhone || offer.merchant.phone
        return { patch: { ...this.accept(offer), sandbox, phone } }
      },
    )
  },
  /** Takes over the offer as it is now; the cart keeps what there still is. */
  accept(offer: OfferView) {
    this.full = offer
    this.counts = fitting(offer.goods ?? [], this.counts)
    return { offer: shownShop(offer), ...shownCart(offer, this.counts), problem: '' }
  },

  onRetry() {
    void this.reload(askOffers)
  },
  onLeave() {
    go.tab('/pages/home/home')
  },
  onCall() {
    callPhone(this.data.phone)
  },
  onCount(event: WechatMiniprogram.CustomEvent<{ count: number }>) {
    if (this.data.busy || !this.full) return
    const { id } = event.currentTarget.dataset as { id: string }
    this.counts = fitting(this.full.goods ?? [], { ...this.counts, [id]: event.detail.count })
    this.setData({ ...shownCart(this.full, this.counts), problem: '', failure: null })
  },

  onStart() {
    void this.order()
  },
  onAcceptPrice() {
    void this.order()
  },
  onRefusePrice() {
    if (!this.data.busy) this.setData({ 'changed.open': false })
  },

  async order() {
    if (this.data.busy || !this.full) return
    const { offerId, full, counts } = this
    const problem = cartProblem(full, counts)
    this.setData({ problem, failure: null, busy: problem === '' })
    if (problem) return
    const cart = cartOf(full.goods ?? [], counts)
    const failure = await placeOrder(this, { offerId, revision: full.revision, choices: {}, cart })
    if (failure) await this.refused(failure)
  },
  /** What is on the shelf may have changed since it was shown: the page shows it as it is now, and the cart stays. */
  async refused(failure: Failure) {
    const { code, details } = failure
    if (code === 'SOLD_OUT' && this.full) {
      const message = soldOutSentence(this.full, details) || failure.message
      const patch = this.accept(withSoldOut(this.full, details))
      this.setData({ ...patch, busy: false, 'changed.open': false, failure: shown({ ...failure, message }) })
    } else if (code === 'PRICE_CHANGED' || code === 'CART_INVALID') await this.shelfChanged(failure)
    else this.setData({ busy: false, failure: shown(failure) })
  },
  async shelfChanged(failure: Failure) {
    await this.reload(askOffers)
    const open = failure.code === 'PRICE_CHANGED' && this.data.fees !== null
    this.setData({ busy: false, 'changed.open': open, failure: open ? null : shown(failure) })
  },
})
