import { loadInto, LOADING, type Load, shown } from '../../behaviors/loadable'
import { type Charge, previewCharge } from '../../domain/charge'
import { type Failure } from '../../domain/failure'
import { type FeeCard, previewCard } from '../../domain/fee-card'
import { firstChoices, type OfferView, type PersonalField } from '../../domain/offer'
import { previewWith } from '../../domain/offer-card'
import { localFailure } from '../../platform/answer'
import { askOffers, knownOffers } from '../../platform/offers'
import { callPhone, go } from '../../platform/wechat'
import { settings } from '../../settings'
import { changedPrice, shownOffer, type ShownOffer } from './offer-model'
import { placeOrder, showOrder } from './placing'

Page({
  data: {
    load: LOADING,
    offer: null as ShownOffer | null,
    sandbox: false,
    choices: {} as Record<string, string>,
    fees: null as FeeCard | null,
    charge: null as Charge | null,
    phone: '',
    busy: false,
    failure: null as Load['failure'] | null,
    formOpen: false,
    asks: [] as OfferView['asks'],
    changed: { open: false, fees: null as FeeCard | null },
    brandLine: settings.brandLine,
    brandIcon: settings.brandIcon,
  },
  asked: 0,
  offerId: '',
  /** What the server knows and the page does not show. */
  full: undefined as OfferView | undefined,
  revision: 0,
  /** Kept in memory alone, until the order is made or the page is left. */
  person: {} as Partial<Record<PersonalField, string>>,
  /** The order page to go to when WeChat Pay's page is left. */
  orderUrl: '',

  onLoad({ offerId = '' }: { offerId?: string }) {
    this.offerId = decodeURIComponent(offerId)
    void this.reload(knownOffers)
  },
  onShow() {
    showOrder(this)
  },
  onUnload() {
    this.person = {}
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
        this.full = offer
        this.revision = offer.revision
        const choices = firstChoices(offer)
        return {
          patch: {
            offer: shownOffer(offer),
            sandbox,
            choices,
            ...this.priced(choices),
            phone: settings.supportPhone || offer.merchant.phone,
          },
        }
      },
    )
  },
  priced(choices: Record<string, string>): { fees: FeeCard | null; charge: Charge | null } {
    if (!this.full) return { fees: null, charge: null }
    const preview = previewWith(this.full, choices)
    return { fees: previewCard('费用预览', preview), charge: previewCharge(preview) }
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
  onChoose(event: WechatMiniprogram.CustomEvent) {
    if (this.data.busy) return
    const { choice, option } = event.currentTarget.dataset as { choice: string; option: string }
    const choices = { ...this.data.choices, [choice]: option }
    this.setData({ choices, ...this.priced(choices), failure: null })
  },

  onStart() {
    if (this.full && this.full.asks.length > 0)
      this.setData({ formOpen: true, asks: this.full.asks, failure: null })
    else void this.order()
  },
  onPerson(event: WechatMiniprogram.CustomEvent<{ person: Partial<Record<PersonalField, string>> }>) {
    this.person = event.detail.person
    void this.order()
  },
  onCloseForm() {
    this.person = {}
    this.setData({ formOpen: false, failure: null })
  },

  onAcceptPrice() {
    void this.order()
  },
  onRefusePrice() {
    if (this.data.busy) return
    this.setData({ 'changed.open': false })
    void this.reload(askOffers)
  },

  async order() {
    if (this.data.busy || !this.full) return
    this.setData({ busy: true, failure: null })
    const { offerId, revision, data } = this
    const failure = await placeOrder(this, {
      offerId,
      revision,
      choices: data.choices,
      ...(this.full.asks.length > 0 ? { person: this.person } : {}),
    })
    if (failure) this.refused(failure)
    else this.person = {}
  },
  refused(failure: Failure) {
    const changed = failure.code === 'PRICE_CHANGED' ? changedPrice(failure.details) : undefined
    if (!changed) {
      this.setData({ busy: false, failure: shown(failure) })
      return
    }
    this.revision = changed.revision
    this.setData({
      busy: false,
      formOpen: false,
      changed: { open: true, fees: previewCard('新的费用', changed.preview) },
      fees: previewCard('费用预览', changed.preview),
      charge: previewCharge(changed.preview),
    })
  },
})
