import { loadInto, LOADING, type Load, shown } from '../../behaviors/loadable'
import type { Answer } from '../../domain/contract'
import { expectedOf, type Expectation, isAnswered } from '../../domain/expectation'
import type { Failure } from '../../domain/failure'
import { offerUrl, orderUrl } from '../../domain/line-pages'
import type { Line, OfferView, PersonalField } from '../../domain/offer'
import type { Launch, OrderView } from '../../domain/view'
import { localFailure } from '../../platform/answer'
import { askingPage } from '../../platform/asking-page'
import { call } from '../../platform/cloud'
import { askOffers } from '../../platform/offers'
import { orderNews } from '../../platform/order-news'
import { createWaiting, type Waiting } from '../../platform/waiting'
import { awaiting, callPhone, confirm, copy, go, launch, timers } from '../../platform/wechat'
import { settings } from '../../settings'
import { type PageAction, type ShownOrder, unansweredHint } from './order-model'

type Launched = Answer<{ order?: OrderView; launch?: Launch }>

/** A call that changes the order. */
type Change = () => Promise<Answer<{ order: OrderView }>>

/** What a line's page does of its own; it may ask first. @returns the call, or nothing where there is none to make */
export type LineActions<S> = Readonly<
  Partial<Record<PageAction, (orderId: string, order: S) => Promise<Change | undefined>>>
>

/** What decides how an order is followed. */
export interface Followed<S> {
  line: Line
  /** What the page shows of an order. */
  shownOf: (order: OrderView, supportPhone: string) => S
  actions?: LineActions<S>
}

/** Gives the literal its page's `this`. */
const page = <D extends WechatMiniprogram.Page.DataOption, C extends WechatMiniprogram.Page.CustomOption>(
  options: WechatMiniprogram.Page.Options<D, C>,
) => options

/** The page of an order for its customer, whatever its line: what is asked, what the buttons do, what is said after it. */
export const followOrder = <S extends ShownOrder>({ line, shownOf, actions = {} }: Followed<S>) =>
  page({
    ...askingPage,
    data: {
      load: LOADING,
      order: null as S | null,
      /** Whether the result is being asked for. */
      waiting: false,
      hint: '',
      busy: '' as PageAction | '',
      failure: null as Load['failure'] | null,
      form: { open: false, asks: [] as OfferView['asks'] },
      brandLine: settings.brandLine,
    },
    asked: 0,
    orderId: '',
    offerId: '',
    expectation: undefined as Expectation | undefined,
    questions: undefined as Waiting | undefined,

    onLoad({ orderId = '', launch: end = '' }: { orderId?: string; launch?: string }) {
      this.orderId = orderId
      if (end === 'impossible') this.setData({ failure: shown(localFailure('LAUNCH_IMPOSSIBLE')) })
      this.questions = createWaiting({
        timers,
        ask: () => this.ask(),
        onGiveUp: () => {
          awaiting.forget()
          const { order } = this.data
          this.setData({ waiting: false, hint: order ? unansweredHint(order) : '' })
          this.expectation = undefined
        },
      })
    },
    onShow() {
      if (awaiting.get() === this.orderId) this.expectation ??= 'accepted'
      this.questions?.start()
    },

    /** @returns whether there is nothing to ask for again at once. */
    async ask(): Promise<boolean> {
      let known = false
      await loadInto(
        this,
        () => call('orders', 'get', { orderId: this.orderId }),
        ({ order }) => {
          const url = orderUrl(order.line, order.orderId)
          if (url !== orderUrl(line, order.orderId)) {
            known = true
            go.instead(url)
            return { patch: {} }
          }
          known = isAnswered(order, this.expectation ?? expectedOf(order))
          return { patch: { ...this.accept(order), waiting: !known, hint: '' } }
        },
      )
      return known || this.data.load.phase === 'failed'
    },
    /** Takes an order over into the page; one of another line has a page of its own. */
    accept(order: OrderView): { order: S } {
      this.offerId = order.offerId
      if (order.state !== 'CREATED' && order.state !== 'CREATING' && awaiting.get() === order.orderId)
        awaiting.forget()
      orderNews.tell(order)
      return { order: shownOf(order, settings.supportPhone) }
    },

    onLeave() {
      go.tab('/pages/orders/orders')
    },
    onCall() {
      if (this.data.order) callPhone(this.data.order.phone)
    },
    onCopy() {
      if (this.data.order) void copy(this.data.order.number)
    },
    onAction(event: WechatMiniprogram.CustomEvent) {
      const { action } = event.currentTarget.dataset as { action: PageAction }
      if (!this.data.busy) void this.act(action)
    },

    async act(action: PageAction): Promise<void> {
      const { orderId } = this
      switch (action) {
        case 'use-again':
          if (actions[action]) return this.ofLine(action)
          go.to(offerUrl(line, this.offerId))
          return
        case 'reopen':
          return this.leave(action, 'accepted', () => call('orders', 'reopen', { orderId }))
        case 'retry':
          return this.leave(action, 'accepted', () => call('orders', 'retry', { orderId }))
        case 'detail':
          return this.leave(action, 'paid', () => call('orders', 'detail', { orderId }))
        case 'cancel':
          if (await confirm('取消这笔订单？', '取消后不会产生费用，需要时可以重新下单。', '取消订单'))
            await this.change(action, () => call('orders', 'cancel', { orderId }))
          return
        default:
          return this.ofLine(action)
      }
    },
    /** What only this line has. */
    async ofLine(action: PageAction): Promise<void> {
      const { order } = this.data
      const change = order ? await actions[action]?.(this.orderId, order as S) : undefined
      if (change) await this.change(action, change)
    },
    async change(action: PageAction, ask: Change) {
      this.setData({ busy: action, failure: null })
      const answer = await ask()
      if (answer.ok) this.setData({ busy: '', ...this.accept(answer.data.order) })
      else this.refused(action, answer.failure)
      this.questions?.start()
    },
    /** Asks for a way to WeChat Pay's page and takes it; what happened there is asked afterwards. */
    async leave(action: PageAction, expectation: Expectation, ask: () => Promise<Launched>) {
      this.setData({ busy: action, failure: null, hint: '' })
      const answer = await ask()
      if (!answer.ok) {
        this.refused(action, answer.failure)
        return
      }
      const { order, launch: way } = answer.data
      this.setData({ busy: '', 'form.open': false, ...(order ? this.accept(order) : {}) })
      if (way) {
        this.expectation = expectation
        if (expectation === 'accepted') awaiting.remember(this.orderId)
        const end = await launch(way)
        if (end === 'impossible') this.setData({ failure: shown(localFailure('LAUNCH_IMPOSSIBLE')) })
      }
      this.questions?.start()
    },
    refused(action: PageAction, failure: Failure) {
      this.setData({ busy: '', failure: shown(failure) })
      if (failure.code === 'PERSON_REQUIRED' && action === 'retry') void this.openForm()
      else if (failure.code !== 'OFFLINE') this.questions?.start()
    },

    /** A new attempt needs the personal data again, because nobody kept them. */
    async openForm() {
      const answer = await askOffers()
      const offer = answer.ok ? answer.data.offers.find(({ offerId }) => offerId === this.offerId) : undefined
      if (offer) this.setData({ form: { open: true, asks: offer.asks }, failure: null })
    },
    onPerson(event: WechatMiniprogram.CustomEvent<{ person: Partial<Record<PersonalField, string>> }>) {
      const { orderId } = this
      const { person } = event.detail
      void this.leave('retry', 'accepted', () => call('orders', 'retry', { orderId, person }))
    },
    onCloseForm() {
      this.setData({ 'form.open': false, failure: null })
    },
  })
