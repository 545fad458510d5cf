import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { OperatorView } from '../../../domain/contract'
import { formatMoment, formatShortMoment } from '../../../domain/period'
import { call } from '../../../platform/cloud'
import { confirm, copy, go } from '../../../platform/wechat'

interface ShownOperator {
  id: string
  name: string
  since: string
  you: boolean
}

const shownOperator = ({ id, name, since, you }: OperatorView): ShownOperator => ({
  id,
  name,
  since: formatMoment(since),
  you,
})

Page({
  data: {
    load: LOADING,
    operators: [] as ShownOperator[],
    nameProblem: '',
    invitation: null as { code: string; until: string } | null,
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  name: '',

  onLoad() {
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  async reload() {
    const failure = await loadInto(
      this,
      () => call('console', 'operators', {}),
      ({ operators }) => ({ patch: { operators: operators.map(shownOperator) } }),
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
  },

  onName(event: WechatMiniprogram.Input) {
    this.name = event.detail.value.trim()
  },
  async onInvite() {
    if (this.data.busy) return
    const nameProblem = this.name === '' ? '请填写对方的称呼，方便以后辨认' : ''
    this.setData({ nameProblem, failure: null })
    if (nameProblem) return
    this.setData({ busy: true })
    const answer = await call('console', 'invite', { name: this.name })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    const { code, expiresAt } = answer.data
    this.setData({ busy: false, invitation: { code, until: formatShortMoment(expiresAt) } })
  },
  onCopy() {
    if (this.data.invitation) void copy(this.data.invitation.code)
  },
  async onRemove(event: WechatMiniprogram.CustomEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    if (!(await confirm('移除操作员', `移除后，${name}不能再处理订单。`, '移除'))) return
    this.setData({ failure: null })
    const answer = await call('console', 'remove', { id })
    if (answer.ok) this.setData({ operators: answer.data.operators.map(shownOperator) })
    else this.setData({ failure: shown(answer.failure) })
  },
})
