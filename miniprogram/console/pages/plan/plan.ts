import { loadInto, LOADING, type Load, type LoadablePage, shown } from '../../../behaviors/loadable'
import { LISTING, loadFirst, loadMore, type PageablePage } from '../../../behaviors/pageable'
import type { OrderCard } from '../../../domain/order-card'
import type { ConsolePlanView } from '../../../domain/view'
import { askingPage } from '../../../platform/asking-page'
import { call } from '../../../platform/cloud'
import { createWaiting, type Waiting } from '../../../platform/waiting'
import { confirm, go, timers, toTop } from '../../../platform/wechat'
import { memberCard } from '../../plan-words'
import { consolePlanPage, isPlanKnown, type ShownPlan, STOP_QUESTION } from './plan-model'

const MEMBERS = { load: LOADING, ...LISTING, cards: [] as OrderCard[] }

/** The members are a list inside the page: one that loads, fails and goes on by itself. */
function listOf(page: Pick<LoadablePage, 'setData'> & { data: { members: typeof MEMBERS } }) {
  const list: PageablePage<OrderCard> = {
    get data() {
      return page.data.members
    },
    asked: 0,
    cursor: undefined,
    setData(patch) {
      const inside: Record<string, unknown> = {}
      for (const key of Object.keys(patch)) inside[`members.${key}`] = patch[key]
      page.setData(inside)
    },
  }
  return list
}

Page({
  ...askingPage,
  data: {
    load: LOADING,
    plan: null as ShownPlan | null,
    waiting: false,
    busy: false,
    failure: null as Load['failure'] | null,
    members: MEMBERS,
    /** Whether the members are those that were searched for. */
    searched: false,
  },
  asked: 0,
  planId: '',
  search: '',
  shops: {} as Record<string, string>,
  questions: undefined as Waiting | undefined,
  list: undefined as PageablePage<OrderCard> | undefined,

  onLoad({ planId = '' }: { planId?: string }) {
    this.planId = planId
    this.list = listOf(this)
    this.questions = createWaiting({
      timers,
      ask: () => this.ask(),
      onGiveUp: () => {
        this.setData({ waiting: false })
      },
    })
    void this.loadShops()
  },
  onShow() {
    this.questions?.start()
    void this.reloadMembers()
  },
  onReachBottom() {
    void this.onMore()
  },

  /** @returns whether there is nothing to ask for again at once. */
  async ask(): Promise<boolean> {
    let known = false
    const failure = await loadInto(
      this,
      () => call('console', 'getPlan', { planId: this.planId }),
      ({ plan }) => {
        known = isPlanKnown(plan)
        return { patch: { ...this.accept(plan), waiting: !known } }
      },
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
    return known || this.data.load.phase === 'failed'
  },
  accept(plan: ConsolePlanView): { plan: ShownPlan } {
    const shop = plan.sub_mchid === undefined ? '' : (this.shops[plan.sub_mchid] ?? plan.sub_mchid)
    return { plan: consolePlanPage(plan, shop) }
  },
  /** The names of the shops, where there are several; without an answer their numbers do. */
  async loadShops() {
    const answer = await call('console', 'me', {})
    const shops = answer.ok ? (answer.data.shops ?? []) : []
    for (const { sub_mchid, name } of shops) this.shops[sub_mchid] = name
  },

  askMembers(cursor?: string) {
    const { planId } = this
    const search = this.search.trim()
    return call('console', 'members', {
      planId,
      ...(search === '' ? {} : { search }),
      ...(cursor === undefined ? {} : { cursor }),
    })
  },
  async reloadMembers() {
    if (this.list) await loadFirst(this.list, (cursor) => this.askMembers(cursor), memberCard)
  },
  async onMore() {
    if (this.list) await loadMore(this.list, (cursor) => this.askMembers(cursor), memberCard)
  },
  onMembersRetry() {
    void this.reloadMembers()
  },
  onType(event: WechatMiniprogram.Input) {
    this.search = event.detail.value
  },
  onSearch() {
    this.setData({ 'members.load': LOADING, 'members.cards': [], searched: this.search.trim() !== '' })
    void this.reloadMembers()
  },
  onOpen(event: WechatMiniprogram.CustomEvent<{ orderId: string }>) {
    go.to(`/console/pages/member/member?signId=${event.detail.orderId}`)
  },

  onCopyPlan() {
    go.to(`/console/pages/plan-form/plan-form?planId=${this.planId}`)
  },
  async onStop() {
    if (this.data.busy || !(await confirm('停止签约？', STOP_QUESTION, '停止签约'))) return
    toTop()
    this.setData({ busy: true, failure: null })
    const answer = await call('console', 'stopPlan', { planId: this.planId })
    if (answer.ok) this.setData({ busy: false, ...this.accept(answer.data.plan) })
    else this.setData({ busy: false, failure: shown(answer.failure) })
    this.questions?.start()
  },
})
