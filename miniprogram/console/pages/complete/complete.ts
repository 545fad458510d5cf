import { loadInto, LOADING, type Load, shown } from '../../../behaviors/loadable'
import type { Charge } from '../../../domain/charge'
import { completionOf, type Draft, type DraftLine, draftOf } from '../../../domain/completion'
import { formatYuan } from '../../../domain/money'
import { formatMoment } from '../../../domain/period'
import { momentOf, pickedOf } from '../../../domain/picked-time'
import type { ConsoleOrderView } from '../../../domain/view'
import { call } from '../../../platform/cloud'
import { consoleNews } from '../../../platform/order-news'
import { cheer, clock, go } from '../../../platform/wechat'
import { type KeyedLine, keyed, type LineProblem, lineProblems, startOf, textOf } from './complete-model'

type List = 'fees' | 'discounts'

Page({
  data: {
    load: LOADING,
    name: '',
    started: '',
    limit: '',
    atNow: true,
    picked: { date: '', time: '' },
    today: '',
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
  /** Whether missing fields are pointed out: not before the operator believes to be ready. */
  strict: false,
  lines: 0,

  onLoad({ orderId = '' }: { orderId?: string }) {
    this.orderId = orderId
    void this.reload()
  },
  onRetry() {
    void this.reload()
  },
  async reload() {
    const failure = await loadInto(
      this,
      () => call('console', 'get', { orderId: this.orderId }),
      ({ order }) => {
        this.order = order
        this.draft = draftOf(order.preview)
        const picked = pickedOf(clock())
        const start = startOf(order)
        return {
          patch: {
            name: order.name,
            started: start === undefined ? '顾客确认时' : formatMoment(start),
            limit: formatYuan(order.preview.maxCharge),
            picked,
            today: picked.date,
            ...this.linesPatch(),
            ...this.checkPatch(),
          },
        }
      },
    )
    if (failure?.code === 'NOT_OPERATOR') go.instead('/console/pages/join/join')
  },

  linesPatch() {
    const next = () => `line ${this.lines++}`
    return { fees: keyed(this.draft.fees, next), discounts: keyed(this.draft.discounts, next) }
  },
  completion() {
    const { order } = this
    const start = order && startOf(order)
    return completionOf(this.draft, {
      maxCharge: order?.preview.maxCharge ?? 0,
      now: clock(),
      ...(start === undefined ? {} : { startedAt: start }),
    })
  },
  checkPatch() {
    const { total, problems } = this.completion()
    const { fees, discounts } = this.draft
    const pointedOut = this.strict ? problems : []
    return {
      charge: { label: '应付', fen: total } satisfies Charge,
      totalProblem: textOf(problems, 'total'),
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

  onNext() {
    this.strict = true
    const { total, problems } = this.completion()
    const ended =
      this.draft.endedAt === undefined ? '以现在为结束时间' : `结束于 ${formatMoment(this.draft.endedAt)}`
    const text = `${this.data.name}，${ended}，最高可收\u00a0¥${this.data.limit}。`
    const patch = this.checkPatch()
    const [first] = problems
    if (first) this.setData({ ...patch, totalProblem: patch.totalProblem || `还不能提交：${first.text}` })
    else
      this.setData({
        ...patch,
        failure: null,
        summary: { open: true, total, text: total === 0 ? `${text}本次不收费。` : text },
      })
  },
  onCloseSummary() {
    if (!this.data.busy) this.setData({ 'summary.open': false })
  },
  async onConfirm() {
    if (this.data.busy) return
    this.setData({ busy: true, failure: null })
    const { fees, discounts, total } = this.completion()
    const { endedAt } = this.draft
    const answer = await call('console', 'complete', {
      orderId: this.orderId,
      fees,
      discounts,
      total,
      ...(endedAt === undefined ? {} : { endedAt }),
    })
    if (!answer.ok) {
      this.setData({ busy: false, failure: shown(answer.failure) })
      return
    }
    consoleNews.tell(answer.data.order)
    cheer('账单已提交')
    go.back()
  },
})
