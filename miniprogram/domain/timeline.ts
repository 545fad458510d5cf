import { lineWordsOf, type Stage } from './line-words'
import type { OrderState } from './order'
import { formatShortMoment, type Moment } from './period'
import type { OrderEvent, OrderView } from './view'

/** One step of an order's life as a timeline shows it. */
export interface TimelineStep {
  /** Stable, for lists. */
  key: Stage['key'] | 'ended'
  title: string
  /** When it happened; absent while it has not, or where nobody knows. */
  at?: Moment
  /** `done`: behind us; `now`: where the order stands; `next`: still to come; `ended`: it ended early here. */
  phase: 'done' | 'now' | 'next' | 'ended'
}

/** What a timeline depends on. */
export type TimelineFacts = Pick<
  OrderView,
  | 'line'
  | 'preview'
  | 'goods'
  | 'delivery'
  | 'state'
  | 'outcome'
  | 'events'
  | 'createdAt'
  | 'waived'
  | 'lapsed'
>

/** How far each state is on the way; an order that ended early has none. */
const RANK: Readonly<Partial<Record<OrderState, number>>> = {
  CREATING: 0,
  CREATED: 1,
  USER_ACCEPTED: 2,
  FINISHED: 3,
  USER_PAID: 4,
}
const rankOf = (state: OrderState): number => RANK[state] ?? 0

/** Whether a stage lies behind an order that has not ended early. */
const isBehind = ({ state: led, at }: Stage, { state }: TimelineFacts): boolean =>
  led === undefined ? at !== undefined : rankOf(state) >= rankOf(led)

const lastOf = (events: readonly OrderEvent[], state: OrderState): Moment | undefined =>
  events.reduce<Moment | undefined>((found, event) => (event.what === state ? event.at : found), undefined)

const withTime = (step: TimelineStep, at: Moment | undefined): TimelineStep =>
  at === undefined ? step : { ...step, at }

function earlyEnd({
  line,
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
  if (state === 'NOT_CREATED') return ended(lineWordsOf(line).unconfirmed?.[state]?.title ?? '没有下单成功')
  if (waived !== undefined) return ended('商家已放弃收款')
  if (state === 'REVOKED' || outcome === 'cancelled') return ended('已取消')
  return undefined
}

/** When a stage was reached, as far as anybody knows. */
function timeOf({ state, at }: Stage, { events, createdAt }: TimelineFacts): Moment | undefined {
  if (state === undefined) return at
  return lastOf(events, state) ?? (state === 'CREATED' ? createdAt : undefined)
}

/** What lies before an early end; the event of the cancellation itself is the end, not a stage before it. */
const beforeEnd = (order: TimelineFacts): Stage[] =>
  lineWordsOf(order.line)
    .stages(order)
    .filter((stage) => stage.state !== order.state && stage.key !== 'paid')
    .filter((stage) => stage.key === 'submitted' || timeOf(stage, order) !== undefined)

/** The timeline of an order: what was, where it stands, what comes; an order that ended early ends where it ended. */
export function timelineOf(order: TimelineFacts): TimelineStep[] {
  const { state, outcome } = order
  const end = earlyEnd(order)
  if (end) {
    const steps = beforeEnd(order).map((stage) =>
      withTime({ key: stage.key, title: stage.done, phase: 'done' }, timeOf(stage, order)),
    )
    return [
      ...(state === 'NOT_CREATED' ? [] : steps),
      withTime({ key: 'ended', title: end.title, phase: 'ended' }, end.at),
    ]
  }
  const stages = lineWordsOf(order.line).stages(order)
  const ahead = outcome === 'zero' ? -1 : stages.findIndex((stage) => !isBehind(stage, order))
  const behind = ahead < 0 ? stages.length : ahead
  return stages.map((stage, index): TimelineStep => {
    if (index > behind) return { key: stage.key, title: stage.next, phase: 'next' }
    if (index === behind) return { key: stage.key, title: stage.now, phase: 'now' }
    return withTime({ key: stage.key, title: doneTitle(stage, outcome), phase: 'done' }, timeOf(stage, order))
  })
}

function doneTitle({ key, done }: Stage, outcome: TimelineFacts['outcome']): string {
  if (key !== 'paid') return done
  if (outcome === 'zero') return '无需付款'
  return outcome === 'paidElsewhere' ? '已用其他方式付款' : done
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
