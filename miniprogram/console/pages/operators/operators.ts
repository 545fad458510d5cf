import { LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { OperatorView, ShopView } from '../../../domain/contract'
import { formatMoment, formatShortMoment } from '../../../domain/period'
import { oneLine, operatorNameProblem } from '../../../domain/text'
import { call } from '../../../platform/cloud'
import { confirm, copy } from '../../../platform/wechat'
import { loadForOperator } from '../../operating'

interface ShownOperator {
  id: string
  name: string
  since: string
  you: boolean
  /** The shops whose orders they work on; empty = all orders. */
  shops: string
}

/** A shop that an invitation may be for. */
interface ShopChoice extends ShopView {
  chosen: boolean
}

const shownOperator =
  (shops: readonly ShopView[]) =>
  ({ id, name, since, you, shops: own }: OperatorView): ShownOperator => ({
    id,
    name,
    since: formatMoment(since),
    you,
    shops: (own ?? []).map((one) => shops.find(({ sub_mchid }) => sub_mchid === one)?.name ?? one).join('、'),
  })

Page({
  data: {
    load: LOADING,
    operators: [] as ShownOperator[],
    shops: [] as ShopChoice[],
    nameProblem: '',
    invitation: null as { code: string; until: string } | null,
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  name: '',
  known: [] as ShopView[],

  onLoad() {
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  reload() {
    return loadForOperator(
      this,
      () => call('console', 'operators', {}),
      ({ operators, shops = [] }) => {
        this.known = shops
        return {
          patch: {
            operators: operators.map(shownOperator(shops)),
            shops: shops.length > 1 ? shops.map((shop) => ({ ...shop, chosen: false })) : [],
          },
        }
      },
    )
  },

  onName(event: WechatMiniprogram.Input) {
    this.name = oneLine(event.detail.value)
  },
  async onInvite() {
    if (this.data.busy) return
    const nameProblem = operatorNameProblem(this.name)
    this.setData({ nameProblem, failure: null })
    if (nameProblem) return
    this.setData({ busy: true })
    const chosen = this.data.shops.filter((shop) => shop.chosen).map(({ sub_mchid }) => sub_mchid)
    const shops = chosen.length > 0 ? { shops: chosen } : {}
    const answer = await call('console', 'invite', { name: this.name, ...shops })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    const { code, expiresAt } = answer.data
    this.setData({ busy: false, invitation: { code, until: formatShortMoment(expiresAt) } })
  },
  onShop(event: WechatMiniprogram.CustomEvent) {
    const { index } = event.currentTarget.dataset as { index: number }
    this.setData({ [`shops[${index}].chosen`]: !this.data.shops[index]?.chosen })
  },
  onCopy() {
    if (this.data.invitation) void copy(this.data.invitation.code)
  },
  async onRemove(event: WechatMiniprogram.CustomEvent) {
    const { id, name } = event.currentTarget.dataset as { id: string; name: string }
    if (!(await confirm('移除操作员', `移除后，${name}不能再处理订单。`, '移除'))) return
    this.setData({ failure: null })
    const answer = await call('console', 'remove', { id })
    if (answer.ok) this.setData({ operators: answer.data.operators.map(shownOperator(this.known)) })
    else this.setData({ failure: shown(answer.failure) })
  },
})
