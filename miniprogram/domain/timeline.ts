import type { OrderState } from './order'
import { formatShortMoment, type Moment } from './period'
import type { OrderEvent, OrderView } from './view'

/** One step of an order's life as a timeline shows it. */
export interface TimelineStep {
  /** Stable, for lists. */
  key: 'submitted' | 'accepted' | 'finished' | 'paid' | 'ended'
  title: string
  /** When it happened; absent while it has not, or where nobody knows. */
  at?: Moment
  /** `done`: behind us; `now`: where the order stands; `next`: still to come; `ended`: it ended early here. */
  phase: 'done' | 'now' | 'next' | 'ended'
}

/** What a timeline depends on. */
export type TimelineFacts = Pick<
  OrderView,
  'state' | 'outcome' | 'events' | 'createdAt' | 'waived' | 'lapsed'
>

type Stage = 'submitted' | 'accepted' | 'finished' | 'paid'

const STAGES: readonly { key: Stage; state: OrderState; done: string; now: string; next: string }[] = [
  { key: 'submitted', state: 'CREATED', done: '已提交订单', now: '正在提交订单', next: '提交订单' },
  { key: 'accepted', state: 'USER_ACCEPTED', done: '已确认使用', now: '等待确认', next: '确认使用' },
  { key: 'finished', state: 'FINISHED', done: '服务已结束', now: '服务中', next: '服务结束' },
  { key: 'paid', state: 'USER_PAID', done: '已扣款', now: '正在扣款', next: '自动扣款' },
]

/** How many stages lie behind an order that has not ended early. */
const BEHIND: Readonly<Partial<Record<OrderState, number>>> = {
  CREATING: 0,
  CREATED: 1,
  USER_ACCEPTED: 2,
  FINISHED: 3,
  USER_PAID: 4,
}

const lastOf = (events: readonly OrderEvent[], state: OrderState): Moment | undefined =>
  events.reduce<Moment | undefined>((found, event) => (event.what === state ? event.at : found), undefined)

const withTime = (step: TimelineStep, at: Moment | undefined): TimelineStep =>
  at === undefined ? step : { ...step, at }

function earlyEnd({
  state,
  outcome,
  events,
  waived,
  lapsed,
}: TimelineFacts): { title: string; at?: Moment } | undefined {
  const ended = (title: string) => {
    const at = lastOf(events, state)
    return at === undefined ? { title } : { title, at }
  }
  if (state === 'EXPIRED' || lapsed) return ended('超时未确认，已失效')
  if (state === 'NOT_CREATED') return ended('没有下单成功')
  if (waived !== undefined) return ended('商家已放弃收款')
  if (state === 'REVOKED' || outcome === 'cancelled') return ended('已取消')
  return undefined
}

/** The timeline of an order: what was, where it stands, what comes; an order that ended early ends where it ended. */
export function timelineOf(order: TimelineFacts): TimelineStep[] {
  const { state, outcome, events, createdAt } = order
  const timeOf = (stage: OrderState) => lastOf(events, stage) ?? (stage === 'CREATED' ? createdAt : undefined)
  const end = earlyEnd(order)
  if (end) {
    const before = STAGES.filter(
      (stage) => stage.key === 'submitted' || lastOf(events, stage.state) !== undefined,
    )
      // The event of the cancellation itself is the end, not a stage before it.
      .filter((stage) => stage.state !== state && stage.state !== 'USER_PAID')
    const steps = before.map((stage) =>
      withTime({ key: stage.key, title: stage.done, phase: 'done' }, timeOf(stage.state)),
    )
    return [
      ...(state === 'NOT_CREATED' ? [] : steps),
      withTime({ key: 'ended', title: end.title, phase: 'ended' }, end.at),
    ]
  }
  const behind = outcome === 'zero' ? STAGES.length : (BEHIND[state] ?? 0)
  return STAGES.map((stage, index): TimelineStep => {
    if (index > behind) return { key: stage.key, title: stage.next, phase: 'next' }
    if (index === behind) return { key: stage.key, title: stage.now, phase: 'now' }
    const isPaid = stage.key === 'paid'
    const title =
      isPaid && outcome === 'zero'
        ? '无需付款'
        : isPaid && outcome === 'paidElsewhere'
          ? '已用其他方式付款'
          : stage.done
    return withTime({ key: stage.key, title, phase: 'done' }, timeOf(stage.state))
  })
}

/** A step as it is read: on the screen, and aloud as one sentence. */
export interface ShownStep {
  key: string
  title: string
  phase: TimelineStep['phase']
  /** `11月20日 18:03`, or nothing. */
  time: string
  spoken: string
}

const PHASES: Readonly<Record<TimelineStep['phase'], string>> = {
  done: '已完成',
  now: '进行中',
  next: '未开始',
  ended: '到此结束',
}

/** The timeline as pages show it. */
export const shownTimeline = (order: TimelineFacts): ShownStep[] =>
  timelineOf(order).map(({ key, title, phase, at }, index, steps) => {
    const time = at === undefined ? '' : formatShortMoment(at)
    const place = `第 ${index + 1} 步，共 ${steps.length} 步`
    const spoken = [place, title, PHASES[phase], time].filter((text) => text !== '').join('，')
    return { key, title, phase, time, spoken }
  })
