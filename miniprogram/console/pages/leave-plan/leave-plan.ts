import { LOADING, type Load, shown } from '../../../behaviors/loadable'
import { oneLine, reasonProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { cheer, confirm, go } from '../../../platform/wechat'
import { loadForOperator } from '../../operating'
import { type LeaveWords, leaveWords, USUAL_REASONS } from './leave-plan-model'

Page({
  data: {
    load: LOADING,
    words: null as LeaveWords | null,
    usual: USUAL_REASONS,
    reason: '',
    reasonProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  signId: '',
  typed: '',

  onLoad({ signId = '' }: { signId?: string }) {
    this.signId = signId
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  reload() {
    return loadForOperator(
      this,
      () => call('console', 'getSign', { signId: this.signId }),
      ({ sign }) => ({ patch: { words: leaveWords(sign) } }),
    )
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
    const { words, busy } = this.data
    if (busy || !words) return
    const problem = reasonProblem(this.typed)
    this.setData({ reasonProblem: problem, failure: null })
    if (problem || !(await confirm('取消剩余次数？', words.text, '确定取消'))) return
    this.setData({ busy: true })
    const reason = oneLine(this.typed)
    const answer = await call('console', 'cancelSign', { signId: this.signId, reason })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    cheer('已提交')
    go.back()
  },
})
