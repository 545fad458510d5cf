import { LOADING, type Load } from '../../../behaviors/loadable'
import type { Moment } from '../../../domain/period'
import { momentOf, type PickedTime, pickedOf } from '../../picked-time'
import { oneLine, reasonProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { clock, confirm } from '../../../platform/wechat'
import { loadOrder, orderForm, submit } from '../../operating'
import { endOf, paidMoment, paidTimeProblem, USUAL_WAYS } from './sync-model'

Page({
  ...orderForm,
  data: {
    load: LOADING,
    total: 0,
    deducted: 0,
    picked: { date: '', time: '' } as PickedTime,
    today: '',
    usual: USUAL_WAYS,
    reason: '',
    reasonProblem: '',
    timeProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  typed: '',
  endedAt: undefined as Moment | undefined,

  reload() {
    return loadOrder(this, (order) => {
      this.endedAt = endOf(order)
      const picked = pickedOf(clock())
      return { total: order.bill?.total ?? 0, deducted: order.deducted ?? 0, picked, today: picked.date }
    })
  },

  onDate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ 'picked.date': event.detail.value, timeProblem: '' })
  },
  onTime(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ 'picked.time': event.detail.value, timeProblem: '' })
  },
  onReason(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typed = text
    this.setData({ reason: text, reasonProblem: '' })
  },
  async onConfirm() {
    if (this.data.busy) return
    const paidAt = paidMoment(momentOf(this.data.picked) ?? 0, this.endedAt)
    const problems = {
      reasonProblem: reasonProblem(this.typed, '收款方式与说明'),
      timeProblem: paidTimeProblem(paidAt, this.endedAt, clock()),
    }
    this.setData({ ...problems, failure: null })
    if (problems.reasonProblem || problems.timeProblem) return
    if (!(await confirm('确定已收到款？', '登记后微信支付分不再扣款，且不能撤销。', '已经收到'))) return
    const request = { orderId: this.orderId, paidAt, reason: oneLine(this.typed) }
    await submit(this, () => call('console', 'sync', request), '已登记')
  },
})
