import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import { call } from '../../../platform/cloud'
import { cheer, copy, go } from '../../../platform/wechat'

Page({
  data: {
    load: LOADING,
    operator: false,
    name: '',
    openid: '',
    codeProblem: '',
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  code: '',

  onLoad() {
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  async reload() {
    await loadInto(
      this,
      () => call('console', 'me', {}),
      ({ operator, openid, name = '' }) => ({ patch: { operator, openid, name } }),
    )
  },

  onCode(event: WechatMiniprogram.Input) {
    this.code = event.detail.value.trim()
  },
  async onJoin() {
    if (this.data.busy) return
    const codeProblem = this.code === '' ? '请填写邀请码' : ''
    this.setData({ codeProblem, failure: null })
    if (codeProblem) return
    this.setData({ busy: true })
    const answer = await call('console', 'join', { code: this.code })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    cheer('已加入')
    this.onEnter()
  },
  onEnter() {
    go.instead('/console/pages/orders/orders')
  },
  onLeave() {
    go.tab('/pages/orders/orders')
  },
  onCopy() {
    void copy(this.data.openid)
  },
})
