import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { Answer } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { offerUrl, orderUrl } from '../../../domain/line-pages'
import type { SignView } from '../../../domain/lines/sign-plan'
import type { Launch } from '../../../domain/view'
import { localFailure } from '../../../platform/answer'
import { askingPage } from '../../../platform/asking-page'
import { call } from '../../../platform/cloud'
import { orderNews, signNews } from '../../../platform/order-news'
import { createWaiting, type Waiting } from '../../../platform/waiting'
import { awaitingSign, callPhone, confirm, copy, go, launch, timers, toTop } from '../../../platform/wechat'
import { settings } from '../../../settings'
import { isAnswered, type PageAction, signPage, type ShownSign, unansweredHint } from './sign-model'

type Changed = Answer<{ sign: SignView; launch?: Launch }>

Page({
  ...askingPage,
  data: {
    load: LOADING,
    sign: null as ShownSign | null,
    /** Whether the result is being asked for. */
    waiting: false,
    hint: '',
    busy: '' as PageAction | '',
    failure: null as Load['failure'] | null,
    brandLine: settings.brandLine,
  },
  asked: 0,
  signId: '',
  offerId: '',
  /** WeChat Pay's page was opened to sign, and nobody knows yet whether it was. */
  signing: false,
  questions: undefined as Waiting | undefined,

  onLoad({ signId = '', launch: end = '' }: { signId?: string; launch?: string }) {
    this.signId = signId
    if (end === 'impossible') this.setData({ failure: shown(localFailure('LAUNCH_IMPOSSIBLE')) })
    this.questions = createWaiting({
      timers,
      ask: () => this.ask(),
      onGiveUp: () => {
        this.forget()
        const { sign } = this.data
        this.setData({ waiting: false, hint: sign ? unansweredHint(sign) : '' })
      },
    })
  },
  onShow() {
    if (awaitingSign.get() === this.signId) this.signing = true
    this.questions?.start()
  },
  forget() {
    this.signing = false
    if (awaitingSign.get() === this.signId) awaitingSign.forget()
  },

  /** @returns whether there is nothing to ask for again at once. */
  async ask(): Promise<boolean> {
    let known = false
    await loadInto(
      this,
      () => call('orders', 'getSign', { signId: this.signId }),
      ({ sign }) => {
        known = isAnswered(sign, this.signing)
        return { patch: { ...this.accept(sign), waiting: !known, hint: '' } }
      },
    )
    return known || this.data.load.phase === 'failed'
  },
  accept(sign: SignView): { sign: ShownSign } {
    this.offerId = sign.offerId
    if (sign.state !== 'UNSIGNED' && sign.state !== 'CREATING') this.forget()
    signNews.tell(sign)
    return { sign: signPage(sign, settings.supportPhone) }
  },

  onLeave() {
    go.instead('/plan/pages/mine/mine')
  },
  onCall() {
    if (this.data.sign) callPhone(this.data.sign.phone)
  },
  onCopy() {
    if (this.data.sign) void copy(this.data.sign.number)
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(orderUrl('sign-plan', event.detail.orderId))
  },
  onBefore() {
    const { before } = this.data.sign?.next ?? {}
    if (before) go.to(orderUrl('sign-plan', before.orderId))
  },
  onAction(event: WechatMiniprogram.CustomEvent) {
    const { action } = event.currentTarget.dataset as { action: PageAction }
    if (!this.data.busy) void this.act(action)
  },

  async act(action: PageAction): Promise<void> {
    const { signId } = this
    switch (action) {
      case 'again':
        go.to(offerUrl('sign-plan', this.offerId))
        return
      case 'reopen':
        return this.change(action, () => call('orders', 'reopenSign', { signId }))
      case 'retry':
        return this.change(action, () => call('orders', 'retrySign', { signId }))
      case 'cancel':
        return this.leave()
      case 'start':
        return this.start()
    }
  },
  async leave() {
    const { leave } = this.data.sign ?? {}
    const { title, text, button } = leave ?? {
      title: '不签约了？',
      text: '没有签约，不会产生费用，需要时可以重新签约。',
      button: '不签约了',
    }
    if (!(await confirm(title, text, button))) return
    toTop()
    await this.change('cancel', () => call('orders', 'cancelSign', { signId: this.signId }))
  },
  /** The page of the session that was begun follows. */
  async start() {
    const { start } = this.data.sign?.next ?? {}
    if (!start || !(await confirm(start.title, start.text, start.button))) return
    const { signId } = this
    this.setData({ busy: 'start', failure: null })
    const answer = await call('orders', 'startSession', { signId, no: start.no })
    if (!answer.ok) {
      this.refused(answer.failure)
      return
    }
    const { sign, order } = answer.data
    orderNews.tell(order)
    this.setData({ busy: '', ...this.accept(sign) })
    go.to(orderUrl(order.line, order.orderId))
  },
  /** Where there is a way to WeChat Pay's page it is taken; what happened there is asked afterwards. */
  async change(action: PageAction, ask: () => Promise<Changed>) {
    this.setData({ busy: action, failure: null, hint: '' })
    const answer = await ask()
    if (!answer.ok) {
      this.refused(answer.failure)
      return
    }
    const { sign, launch: way } = answer.data
    this.setData({ busy: '', ...this.accept(sign) })
    if (way) {
      this.signing = true
      awaitingSign.remember(this.signId)
      const end = await launch(way)
      if (end === 'impossible') this.setData({ failure: shown(localFailure('LAUNCH_IMPOSSIBLE')) })
    }
    this.questions?.start()
  },
  refused(failure: Failure) {
    this.setData({ busy: '', failure: shown(failure) })
    if (failure.code !== 'OFFLINE') this.questions?.start()
  },
})
