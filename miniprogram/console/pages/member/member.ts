import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import { askingPage } from '../../../platform/asking-page'
import { call } from '../../../platform/cloud'
import { consoleNews } from '../../../platform/order-news'
import { createWaiting, type Waiting } from '../../../platform/waiting'
import { cheer, confirm, go, timers } from '../../../platform/wechat'
import { isMemberKnown, memberPage, type ShownMember } from './member-model'

const orderUrl = (orderId: string): string => `/console/pages/order/order?orderId=${orderId}`

Page({
  ...askingPage,
  data: {
    load: LOADING,
    sign: null as ShownMember | null,
    waiting: false,
    busy: false,
    failure: null as Load['failure'] | null,
  },
  asked: 0,
  signId: '',
  questions: undefined as Waiting | undefined,

  onLoad({ signId = '' }: { signId?: string }) {
    this.signId = signId
    this.questions = createWaiting({
      timers,
      ask: () => this.ask(),
      onGiveUp: () => {
        this.setData({ waiting: false })
      },
    })
  },

  /** @returns whether there is nothing to ask for again at once. */
  async ask(): Promise<boolean> {
    let known = false
    const failure = await loadInto(
      this,
      () => call('console', 'getSign', { signId: this.signId }),
      ({ sign }) => {
        known = isMemberKnown(sign)
        return { patch: { sign: memberPage(sign), waiting: !known } }
      },
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
    return known || this.data.load.phase === 'failed'
  },

  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(orderUrl(event.detail.orderId))
  },
  onBefore() {
    const { before } = this.data.sign?.next ?? {}
    if (before) go.to(orderUrl(before.orderId))
  },
  onCancel() {
    go.to(`/console/pages/leave-plan/leave-plan?signId=${this.signId}`)
  },
  /** 签到. The member stays in sight: the next who comes is often the same one. */
  async onStart() {
    const { start } = this.data.sign?.next ?? {}
    if (this.data.busy || !start || !(await confirm(start.title, start.text, '签到'))) return
    this.setData({ busy: true, failure: null })
    const answer = await call('console', 'startSession', { signId: this.signId, no: start.no })
    if (answer.ok) {
      const { sign, order } = answer.data
      consoleNews.tell(order)
      this.setData({ busy: false, sign: memberPage(sign) })
      cheer('已签到')
    } else this.setData({ busy: false, failure: shown(answer.failure) })
    this.questions?.start()
  },
})
