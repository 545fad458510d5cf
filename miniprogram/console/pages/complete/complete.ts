import { LOADING, type Load } from '../../../behaviors/loadable'
import type { Charge } from '../../../domain/charge'
import { completionOf, type Draft, type DraftLine } from '../../completion'
import type { Answer } from '../../../domain/contract'
import { formatMoment } from '../../../domain/period'
import { momentOf, pickedOf } from '../../picked-time'
import type { ConsoleOrderView } from '../../../domain/view'
import { call } from '../../../platform/cloud'
import { clock, title } from '../../../platform/wechat'
import { loadOrder, submit } from '../../operating'
import { oneLine, reasonProblem } from '../../../domain/text'
import { type KeyedLine, keyed, type LineProblem, lineProblems, startOf, textOf } from './complete-model'
import {
  firstDraft,
  type Job,
  jobOf,
  jobWords,
  type KindChoice,
  kindChoices,
  limitsFor,
  limitText,
  summaryText,
} from './jobs'

type List = 'fees' | 'discounts'

/** Noon: whatever the zone, it is the day that was picked. */
const NOON = '12:00'

Page({
  data: {
    load: LOADING,
    job: 'complete' as Job,
    words: { next: '', question: '', confirm: '' },
    name: '',
    started: '',
    foot: '',
    /** What is lowered, and what of it was deducted, in fen. */
    before: 0,
    deducted: 0,
    atNow: true,
    picked: { date: '', time: '' },
    today: '',
    day: '',
    kinds: [] as KindChoice[],
    kind: '',
    reason: '',
    usual: ['多计费用', '服务未达标', '与顾客协商'],
    reasonProblem: '',
    fees: [] as KeyedLine[],
    discounts: [] as KeyedLine[],
    feeProblems: [] as LineProblem[],
    discountProblems: [] as LineProblem[],
    endProblem: '',
    totalProblem: '',
    charge: null as Charge | null,
    summary: { open: false, total: 0, text: '' },
    failure: null as Load['failure'] | null,
    busy: false,
  },
  asked: 0,
  orderId: '',
  order: undefined as ConsoleOrderView | undefined,
  /** What is typed; the view holds only what its inputs started with, so that no cursor jumps. */
  draft: { fees: [], discounts: [] } as Draft,
  typed: '',
  /** Whether missing fields are pointed out: not before the operator believes to be ready. */
  strict: false,
  lines: 0,

  onLoad({ orderId = '', job }: { orderId?: string; job?: string }) {
    this.orderId = orderId
    const { title: text, next, question, confirm } = jobWords(jobOf(job))
    title(text)
    this.setData({ job: jobOf(job), words: { next, question, confirm } })
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  reload() {
    return loadOrder(this, (order) => this.begin(order))
  },
  /** The form as it starts. */
  begin(order: ConsoleOrderView) {
    const { job } = this.data
    this.order = order
    this.draft = firstDraft(job, order)
    const picked = pickedOf(clock())
    const start = startOf(order)
    const kinds = job === 'message' ? kindChoices(order) : []
    return {
      name: order.name,
      started: start === undefined ? '顾客确认时' : formatMoment(start),
      before: job === 'modify' ? (order.bill?.total ?? 0) : 0,
      deducted: order.deducted ?? 0,
      foot: jobWords(job).foot(limitText(job, order)),
      picked,
      today: picked.date,
      day: picked.date,
      kinds,
      kind: kinds[0]?.kind ?? '',
      ...this.linesPatch(),
      ...this.checkPatch(),
    }
  },

  linesPatch() {
    const next = () => `line ${this.lines++}`
    return { fees: keyed(this.draft.fees, next), discounts: keyed(this.draft.discounts, next) }
  },
  completion() {
    return completionOf(this.draft, limitsFor(this.data.job, this.order, clock()))
  },
  checkPatch() {
    const { total, problems } = this.completion()
    const { fees, discounts } = this.draft
    const pointedOut = this.strict ? problems : []
    // The form starts with the bill that is to be lowered: that it is not lower yet is no mistake yet.
    const unchanged = this.data.job === 'modify' && !this.strict && total === this.order?.bill?.total
    return {
      charge: { label: this.data.job === 'message' ? '预估' : '应付', fen: total } satisfies Charge,
      totalProblem: unchanged ? '' : textOf(problems, 'total'),
      endProblem: textOf(problems, 'endedAt'),
      feeProblems: lineProblems(pointedOut, 'fees', fees.length),
      discountProblems: lineProblems(pointedOut, 'discounts', discounts.length),
    }
  },

  onLine(event: WechatMiniprogram.CustomEvent<{ field: keyof DraftLine; value: string }>) {
    const { list, index } = event.currentTarget.dataset as { list: List; index: number }
    const line = this.draft[list][index]
    if (!line) return
    line[event.detail.field] = event.detail.value
    this.setData(this.checkPatch())
  },
  onAdd(event: WechatMiniprogram.CustomEvent) {
    const { list } = event.currentTarget.dataset as { list: List }
    this.draft[list].push({ name: '', amount: '', description: '' })
    this.setData({ ...this.linesPatch(), ...this.checkPatch() })
  },
  onRemove(event: WechatMiniprogram.CustomEvent) {
    const { list, index } = event.currentTarget.dataset as { list: List; index: number }
    this.draft[list].splice(index, 1)
    this.setData({ ...this.linesPatch(), ...this.checkPatch() })
  },
  onNow() {
    delete this.draft.endedAt
    this.setData({ atNow: true, ...this.checkPatch() })
  },
  onDate(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.pick({ ...this.data.picked, date: event.detail.value })
  },
  onTime(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.pick({ ...this.data.picked, time: event.detail.value })
  },
  pick(picked: { date: string; time: string }) {
    const moment = momentOf(picked)
    if (moment !== undefined) this.draft.endedAt = moment
    this.setData({ picked, atNow: moment === undefined, ...this.checkPatch() })
  },
  onDay(event: WechatMiniprogram.CustomEvent<{ value: string }>) {
    this.setData({ day: event.detail.value })
  },
  onKind(event: WechatMiniprogram.CustomEvent) {
    this.setData({ kind: (event.currentTarget.dataset as { kind: string }).kind })
  },
  onReason(event: WechatMiniprogram.Input) {
    this.typed = event.detail.value
  },
  onUsual(event: WechatMiniprogram.CustomEvent) {
    const { text } = event.currentTarget.dataset as { text: string }
    this.typed = text
    this.setData({ reason: text, reasonProblem: '' })
  },

  onNext() {
    this.strict = true
    const { job, name, day } = this.data
    const { total, problems } = this.completion()
    const wrongReason = job === 'modify' ? reasonProblem(this.typed) : ''
    const patch = { ...this.checkPatch(), reasonProblem: wrongReason }
    const first = problems[0]?.text ?? (wrongReason || undefined)
    if (first !== undefined) {
      this.setData({ ...patch, totalProblem: patch.totalProblem || `还不能提交：${first}` })
      return
    }
    const limit = this.order ? limitText(job, this.order) : ''
    const text = summaryText(job, { name, limit, total, day, endedAt: this.draft.endedAt }, this.picked())
    this.setData({ ...patch, failure: null, summary: { open: true, total, text } })
  },
  /** The kind of message that is chosen. */
  picked(): KindChoice | undefined {
    return this.data.kinds.find(({ kind }) => kind === this.data.kind)
  },
  onCloseSummary() {
    if (!this.data.busy) this.setData({ 'summary.open': false })
  },
  async onConfirm() {
    if (this.data.busy) return
    this.setData({ failure: null })
    await submit(this, () => this.send(), jobWords(this.data.job).done)
  },
  send(): Promise<Answer<{ order: ConsoleOrderView }>> {
    const { orderId } = this
    const { fees, discounts, total } = this.completion()
    const bill = { orderId, fees, discounts, total }
    const { job, day } = this.data
    const { endedAt } = this.draft
    const chosen = this.picked()
    if (job === 'modify') return call('console', 'modify', { ...bill, reason: oneLine(this.typed) })
    if (job === 'message' && chosen)
      return call('console', 'message', {
        ...bill,
        kind: chosen.kind,
        day: momentOf({ date: day, time: NOON }) ?? clock(),
        ...(chosen.doubt ? { again: true } : {}),
      })
    return call('console', 'complete', { ...bill, ...(endedAt === undefined ? {} : { endedAt }) })
  },
})
