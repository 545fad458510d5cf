import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { Charge } from '../../../domain/charge'
import type { Answer, ResponseOf } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { signUrl } from '../../../domain/line-pages'
import type { PlanView, SignView } from '../../../domain/lines/sign-plan'
import type { OfferView } from '../../../domain/offer'
import type { OrderCard } from '../../../domain/order-card'
import { localFailure } from '../../../platform/answer'
import { call } from '../../../platform/cloud'
import { askOffers, knownOffers } from '../../../platform/offers'
import { callPhone, go } from '../../../platform/wechat'
import { settings } from '../../../settings'
import { showSign, signPlan } from '../../signing'
import { shownOffer, type ShownOffer, shownPlans, type ShownPlan, type ShownPlans } from './plan-model'

type Known = ResponseOf<'orders', 'plans'> & { offer: OfferView; sandbox: boolean }

Page({
  data: {
    load: LOADING,
    offer: null as ShownOffer | null,
    sandbox: false,
    choices: [] as ShownPlans['choices'],
    plan: null as ShownPlan | null,
    charge: null as Charge | null,
    cards: [] as OrderCard[],
    phone: '',
    busy: false,
    failure: null as Load['failure'] | null,
    brandLine: settings.brandLine,
    brandIcon: settings.brandIcon,
  },
  asked: 0,
  offerId: '',
  planId: '',
  plans: [] as PlanView[],
  signs: [] as SignView[],
  signUrl: '',
  seen: false,

  onLoad({ offerId = '', planId = '' }: { offerId?: string; planId?: string }) {
    this.offerId = decodeURIComponent(offerId)
    this.planId = planId
    void this.reload(knownOffers)
  },
  /** Whoever comes back may have signed, or ended what they signed. */
  onShow() {
    if (!showSign(this) && this.seen) void this.reload(knownOffers)
    this.seen = true
  },

  async reload(ask: typeof askOffers) {
    await loadInto(
      this,
      () => this.askAll(ask),
      ({ offer, sandbox, plans, signs }) => {
        this.plans = plans
        this.signs = signs
        const phone = settings.supportPhone || offer.merchant.phone
        return { patch: { offer: shownOffer(offer), sandbox, phone, ...this.shown() } }
      },
    )
  },
  async askAll(ask: typeof askOffers): Promise<Answer<Known>> {
    const { offerId } = this
    const [offers, plans] = await Promise.all([ask(), call('orders', 'plans', { offerId })])
    if (!offers.ok) return offers
    const offer = offers.data.offers.find((one) => one.offerId === offerId)
    if (!offer) return { ok: false, failure: localFailure('UNKNOWN_OFFER') }
    if (!plans.ok) return plans
    return { ok: true, data: { offer, sandbox: offers.data.sandbox, ...plans.data } }
  },
  shown(): ShownPlans {
    return shownPlans(this.plans, this.signs, this.planId)
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
    this.planId = (event.currentTarget.dataset as { plan: string }).plan
    this.setData({ ...this.shown(), failure: null })
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(signUrl(event.detail.orderId))
  },
  onSigned() {
    if (this.data.plan) go.to(signUrl(this.data.plan.signId))
  },

  async onStart() {
    const { plan, busy } = this.data
    if (busy || !plan) return
    this.setData({ busy: true, failure: null })
    const failure = await signPlan(this, plan.planId)
    if (failure) await this.refused(failure)
  },
  /** What can be signed, or was, may have changed since it was shown: the page shows it as it is now. */
  async refused(failure: Failure) {
    if (['PLAN_STOPPED', 'PLAN_NOT_FOUND', 'ALREADY_SIGNED'].includes(failure.code))
      await this.reload(askOffers)
    this.setData({ busy: false, failure: shown(failure) })
  },
})
