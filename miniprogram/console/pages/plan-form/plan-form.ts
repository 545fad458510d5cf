import { LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { Answer, PlanOffer } from '../../../domain/contract'
import type { Failure } from '../../../domain/failure'
import { endsIntention } from '../../../domain/intention'
import type { PlanProblem } from '../../../domain/lines/sign-plan'
import type { ConsolePlanView } from '../../../domain/view'
import { call } from '../../../platform/cloud'
import { cheer, confirm, go, requestKeys } from '../../../platform/wechat'
import { loadForOperator } from '../../operating'
import {
  createQuestion,
  draftOf,
  formProblems,
  type FormProblems,
  nextSession,
  type SessionField,
  totalsOf,
  type TypedPlan,
  type TypedSession,
  typedLike,
} from './plan-form-model'

let keys = 0
const newKey = (): string => `s${++keys}`

const EMPTY: TypedPlan = { name: '', days: '', sessions: [] }

const problemsIn = (details: unknown): PlanProblem[] | undefined => {
  const { problems } = (details ?? {}) as { problems?: unknown }
  return Array.isArray(problems) ? (problems as PlanProblem[]) : undefined
}

Page({
  data: {
    load: LOADING,
    offers: [] as PlanOffer[],
    offerId: '',
    name: '',
    days: '',
    sessions: [] as TypedSession[],
    totals: totalsOf(EMPTY),
    problems: null as FormProblems | null,
    /** What an editor is told while nothing is wrong. */
    fine: {},
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  /** The plan whose copy the form begins with; empty = none. */
  like: '',
  typed: EMPTY,

  onLoad({ planId = '' }: { planId?: string }) {
    this.like = planId
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  reload() {
    return loadForOperator(
      this,
      () => this.askAll(),
      ({ offers, plan }) => {
        this.typed = plan ? typedLike(plan, newKey) : { ...EMPTY, sessions: [nextSession(EMPTY, newKey())] }
        const offer = offers.find(({ offerId }) => offerId === plan?.offerId) ?? offers[0]
        const patch = { offers, offerId: offer?.offerId ?? '', ...this.typed, totals: totalsOf(this.typed) }
        return { patch, empty: offers.length === 0 }
      },
    )
  },
  async askAll(): Promise<Answer<{ offers: PlanOffer[]; plan?: ConsolePlanView }>> {
    const { like: planId } = this
    const [plans, like] = await Promise.all([
      call('console', 'plans', {}),
      planId === '' ? undefined : call('console', 'getPlan', { planId }),
    ])
    if (!plans.ok) return plans
    if (like && !like.ok) return like
    const { offers } = plans.data
    return { ok: true, data: { offers, ...(like ? { plan: like.data.plan } : {}) } }
  },
  maxCharge(): number {
    const { offers, offerId } = this.data
    return offers.find((offer) => offer.offerId === offerId)?.maxCharge ?? 0
  },

  onOffer(event: WechatMiniprogram.CustomEvent) {
    const { offer } = event.currentTarget.dataset as { offer: string }
    this.setData({ offerId: offer, problems: null, failure: null })
  },
  onName(event: WechatMiniprogram.Input) {
    this.typed = { ...this.typed, name: event.detail.value }
  },
  onDays(event: WechatMiniprogram.Input) {
    this.typed = { ...this.typed, days: event.detail.value }
  },
  /** What was typed is kept here; written back it would fight with the keyboard. */
  onSession(event: WechatMiniprogram.CustomEvent<{ field: SessionField; value: string }>) {
    const { key } = event.currentTarget.dataset as { key: string }
    const { field, value } = event.detail
    const sessions = this.typed.sessions.map((one) => (one.key === key ? { ...one, [field]: value } : one))
    this.typed = { ...this.typed, sessions }
    if (field === 'original' || field === 'actual') this.setData({ totals: totalsOf(this.typed) })
  },
  setSessions(sessions: TypedSession[]) {
    this.typed = { ...this.typed, sessions }
    this.setData({ sessions, totals: totalsOf(this.typed), problems: null })
  },
  onAdd() {
    this.setSessions([...this.typed.sessions, nextSession(this.typed, newKey())])
  },
  onRemove(event: WechatMiniprogram.CustomEvent) {
    const { key } = event.currentTarget.dataset as { key: string }
    this.setSessions(this.typed.sessions.filter((one) => one.key !== key))
  },

  async onCreate() {
    if (this.data.busy) return
    const problems = formProblems(this.typed, this.maxCharge()) ?? null
    this.setData({ problems, failure: null })
    if (problems) return
    const draft = draftOf(this.typed)
    if (!(await confirm('创建计划？', createQuestion(draft), '创建计划'))) return
    this.setData({ busy: true })
    const { offerId } = this.data
    // Another content is another intention.
    const requestKey = requestKeys.keyFor(JSON.stringify([offerId, draft]))
    const answer = await call('console', 'createPlan', { ...draft, offerId, requestKey })
    if (!answer.ok) {
      this.refused(answer.failure)
      return
    }
    requestKeys.forget()
    cheer('已提交')
    go.instead(`/console/pages/plan/plan?planId=${answer.data.plan.planId}`)
  },
  refused(failure: Failure) {
    if (endsIntention(failure.code)) requestKeys.forget()
    const told = failure.code === 'PLAN_INVALID' ? problemsIn(failure.details) : undefined
    const problems = told ? (formProblems(this.typed, this.maxCharge(), told) ?? null) : null
    this.setData({ busy: false, problems, failure: shown(failure) })
  },
  onBack() {
    go.back()
  },
})
