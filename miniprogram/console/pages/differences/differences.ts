import { LOADING, type Load, shown } from '../../../behaviors/loadable'
import { oneLine, reasonProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { cheer, go, stopPullDown } from '../../../platform/wechat'
import { loadForOperator } from '../../operating'
import { dayText, shownDifference, type ShownDifference } from './differences-model'

Page({
  data: {
    load: LOADING,
    differences: [] as ShownDifference[],
    comparedTo: '',
    /** The one whose explanation is being written. */
    writing: '',
    noteProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  note: '',

  onLoad() {
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  onPullDownRefresh() {
    void this.reload().then(stopPullDown)
  },
  reload() {
    return loadForOperator(
      this,
      () => call('console', 'differences', {}),
      ({ differences, comparedTo = '' }) => ({
        patch: { differences: differences.map(shownDifference), comparedTo: dayText(comparedTo) },
      }),
    )
  },

  onOrder(event: WechatMiniprogram.CustomEvent) {
    const { order } = event.currentTarget.dataset as { order: string }
    go.to(`/console/pages/order/order?orderId=${order}`)
  },
  onWrite(event: WechatMiniprogram.CustomEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.note = ''
    this.setData({ writing: id, noteProblem: '', failure: null })
  },
  onNote(event: WechatMiniprogram.Input) {
    this.note = event.detail.value
  },
  async onSettle() {
    const { writing, busy } = this.data
    if (busy || writing === '') return
    const problem = reasonProblem(this.note, '原因或处理结果')
    this.setData({ noteProblem: problem, failure: null })
    if (problem) return
    this.setData({ busy: true })
    const answer = await call('console', 'settleDifference', { id: writing, note: oneLine(this.note) })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    this.setData({ busy: false, writing: '' })
    cheer('已处理')
    void this.reload()
  },
})
