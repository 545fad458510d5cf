import {
  planTotals,
  type PlanDetail,
  type SessionView,
  type SignState,
} from '../../miniprogram/domain/lines/sign-plan'
import type { PlanView, SignView } from '../../miniprogram/domain/lines/sign-plan'
import type { OfferView } from '../../miniprogram/domain/offer'
import type { OrderState, Outcome } from '../../miniprogram/domain/order'
import type {
  ConsoleOrderView,
  ConsolePlanView,
  ConsoleSignView,
  OrderView,
} from '../../miniprogram/domain/view'
import { consoleOrderIn, NOW, orderIn, powerBank } from './fixtures'

const minute = 60_000
const day = 24 * 60 * minute
const SIGN_ID = '5e1f00c0ffee5e1f00c0ffee'

export const badminton: OfferView = {
  ...powerBank,
  offerId: 'badminton-course',
  revision: 1,
  line: 'sign-plan',
  name: '羽毛球小班课',
  introduction: '先上课，上一次付一次',
  summary: '签约整套课程，享受课程价。每节课结束后才扣款，没有上的课随时可以取消。',
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 15000,
  maxCharge: 15000,
  fees: [],
  discounts: [],
  steps: ['签约课程，今日不付款', '到馆签到上课', '下课后自动扣款', '付清后开始下一节'],
  rules: [
    { title: '上课顺序', text: '按顺序上课，上一节结束并付款后才能开始下一节。' },
    { title: '请假', text: '开课前两小时可以请假改期，不收费。' },
    { title: '取消', text: '没有上的课随时可以取消，不收取任何费用。' },
  ],
  merchant: { name: '杭州飞羽体育文化有限公司', phone: '0571-8806-2210' },
}

const NAMES = ['握拍与发球', '高远球', '网前小球', '步法与跑位', '双打配合', '实战与复盘']

/** A course whose price falls from session to session. */
export const details: PlanDetail[] = NAMES.map((name, index) => ({
  no: index + 1,
  name,
  original: 12000,
  actual: 10800 - index * 600,
  ...(index === 0 ? {} : { discount: '连续上课立减' }),
}))

export const course: PlanView = {
  planId: '9a0b1c2d3e4f5a6b7c8d9e0f',
  offerId: 'badminton-course',
  state: 'NORMAL',
  name: '羽毛球入门 6 节课',
  durationDays: 90,
  details,
  original: planTotals(details).original,
  total: planTotals(details).actual,
  createdAt: NOW - 3 * day,
}

const flat: PlanDetail[] = [1, 2].map((no) => ({ no, name: `体验课 ${no}`, original: 9900, actual: 9900 }))
export const trial: PlanView = {
  ...course,
  planId: '0f9e8d7c6b5a4f3e2d1c0b9a',
  name: '双人体验 2 节课',
  durationDays: 30,
  details: flat,
  original: 19800,
  total: 19800,
}

/** What became of a session, in short. */
export type Fate = 'open' | 'starting' | 'using' | 'unpaid' | 'paid' | 'zero' | 'cancelled'

const FATES: Readonly<Record<Fate, Partial<SessionView>>> = {
  open: {},
  starting: { orderState: 'CREATING' },
  using: { state: 'USING', orderState: 'USER_ACCEPTED' },
  unpaid: { state: 'USED', orderState: 'FINISHED' },
  paid: { state: 'USED', orderState: 'USER_PAID', outcome: 'paid' },
  zero: { state: 'USED', orderState: 'FINISHED', outcome: 'zero' },
  cancelled: { state: 'SIGN_PLAN_DETAIL_CANCEL', orderState: 'REVOKED', outcome: 'cancelled' },
}

const orderIdOf = (no: number): string => `${no}`.padStart(2, '0') + 'b1c2d3e4f5a6b7c8d9e0f1a2'.slice(2)

function sessionIn(detail: PlanDetail, fate: Fate): SessionView {
  const base: SessionView = { ...detail, state: 'NOT_USED' }
  if (fate === 'open') return base
  const startedAt = NOW - (7 - detail.no) * day - 90 * minute
  const over = fate !== 'starting' && fate !== 'using'
  return {
    ...base,
    ...FATES[fate],
    orderId: orderIdOf(detail.no),
    startedAt,
    ...(over ? { endedAt: startedAt + 60 * minute } : {}),
    ...(fate === 'unpaid' ? { billed: detail.actual } : {}),
    ...(fate === 'paid' ? { billed: detail.actual, paid: detail.actual } : {}),
    ...(fate === 'zero' ? { billed: 0, paid: 0 } : {}),
  }
}

/** Somebody's plan in a state; the sessions that are not named are open. */
export function signIn(state: SignState, fates: Fate[] = [], changes: Partial<SignView> = {}): SignView {
  const sessions = details.map((detail, index) => sessionIn(detail, fates[index] ?? 'open'))
  const open = sessions.find((_, index) => (fates[index] ?? 'open') === 'open')
  const busy = fates.find((fate) => ['starting', 'using', 'unpaid'].includes(fate))
  const waiting = { starting: 'pending', using: 'in-use', unpaid: 'unpaid' } as const
  const signed = ['SIGNED', 'COMPLETE', 'EXPIRE', 'SIGN_PLAN_CANCEL'].includes(state)
  return {
    signId: SIGN_ID,
    planId: course.planId,
    offerId: course.offerId,
    state,
    name: course.name,
    merchant: badminton.merchant,
    durationDays: course.durationDays,
    sessions,
    original: course.original,
    total: course.total,
    paid: sessions.reduce((sum, { paid = 0 }) => sum + paid, 0),
    ...(state === 'SIGNED' && open ? { next: open.no } : {}),
    ...(busy ? { waiting: waiting[busy as keyof typeof waiting] } : {}),
    ...(signed ? { signedAt: NOW - 8 * day, overAt: NOW + 82 * day } : {}),
    number: `${SIGN_ID}-1`,
    createdAt: NOW - 8 * day - minute,
    actions: actionsOf(state, busy !== undefined, open !== undefined),
    ...changes,
  }
}

function actionsOf(state: SignState, busy: boolean, open: boolean): SignView['actions'] {
  if (state === 'UNSIGNED') return ['reopen', 'retry', 'cancel']
  if (state === 'NOT_CREATED' || state === 'CREATING') return ['retry']
  if (state !== 'SIGNED') return []
  return [...(open && !busy ? (['start'] as const) : []), ...(open ? (['cancel'] as const) : [])]
}

/** The same as operators see it. */
export function consoleSignIn(
  state: SignState,
  fates: Fate[] = [],
  changes: Partial<ConsoleSignView> = {},
): ConsoleSignView {
  const { actions, ...sign } = signIn(state, fates)
  return {
    ...sign,
    actions: actions.filter((action) => action === 'start' || action === 'cancel'),
    attempts: [{ number: sign.number, state, at: sign.createdAt }],
    audit: [
      { at: sign.createdAt, by: 'customer', what: 'sign' },
      { at: NOW - 6 * day, by: 'operator', what: 'start' },
    ],
    alerts: [],
    ...changes,
  }
}

export const consolePlanIn = (
  state: ConsolePlanView['state'],
  changes: Partial<ConsolePlanView> = {},
): ConsolePlanView => ({
  ...course,
  state,
  number: course.planId,
  actions: state === 'NORMAL' ? ['stop'] : [],
  audit: [{ at: course.createdAt, by: 'operator', what: 'create' }],
  alerts: [],
  ...(state === 'STOP' ? { stoppedAt: NOW - day } : {}),
  ...changes,
})

const bill = {
  fees: [{ name: '网前小球', amount: 12000 }],
  discounts: [{ name: '计划优惠', description: '连续上课立减', amount: 2400 }],
  total: 9600,
  startedAt: NOW - 120 * minute,
  endedAt: NOW - 20 * minute,
}

const OF_SESSION = {
  line: 'sign-plan',
  protocol: 'service-orders',
  offerId: 'badminton-course',
  name: course.name,
  introduction: '先上课，上一次付一次',
  merchant: badminton.merchant,
  out_order_no: `${SIGN_ID}-1-3`,
  session: { signId: SIGN_ID, no: 3, of: 6 },
} as const

const preview = {
  fees: bill.fees,
  discounts: bill.discounts,
  estimate: 9600,
  riskName: 'ESTIMATE_ORDER_COST',
  riskAmount: 9600,
  maxCharge: 9600,
} as const

const ofSession = (state: OrderState) => ({
  ...OF_SESSION,
  preview: { ...preview, fees: [...preview.fees], discounts: [...preview.discounts] },
  ...(state === 'FINISHED' || state === 'USER_PAID' ? { bill } : {}),
  events: orderIn(state).events.filter(({ what }) => what !== 'CREATED'),
})

/** The third session in a state, as its customer sees it. */
export const sessionOrderIn = (
  state: OrderState,
  changes: Partial<OrderView> = {},
  outcome?: Outcome,
): OrderView =>
  orderIn(
    state,
    {
      ...ofSession(state),
      actions: state === 'USER_ACCEPTED' || state === 'FINISHED' || state === 'USER_PAID' ? ['detail'] : [],
      ...changes,
    },
    outcome,
  )

/** The same as operators see it. */
export const consoleSessionIn = (
  state: OrderState,
  changes: Partial<ConsoleOrderView> = {},
  outcome?: Outcome,
): ConsoleOrderView =>
  consoleOrderIn(
    state,
    {
      ...ofSession(state),
      attempts: [{ out_order_no: OF_SESSION.out_order_no, state, at: NOW - 120 * minute }],
      audit: [{ at: NOW - 120 * minute, by: 'operator', what: 'create' }],
      ...changes,
    },
    outcome,
  )
