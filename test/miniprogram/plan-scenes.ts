import type { Page } from 'playwright-core'
import type { ConsolePlanView } from '../../miniprogram/domain/view'
import { laundry } from './fixtures'
import {
  badminton,
  consolePlanIn,
  consoleSessionIn,
  consoleSignIn,
  course,
  sessionOrderIn,
  signIn,
  trial,
} from './plan-fixtures'
import { type Answers, failed, ok, type Scene, tap } from './scene'

const PLAN = '/plan/pages/plan/plan?offerId=badminton-course'
const SIGN = '/plan/pages/sign/sign?signId=5e1f00c0ffee5e1f00c0ffee'
const SESSION = '/plan/pages/session/session?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const MINE = '/plan/pages/mine/mine'
const PLANS = '/console/pages/plans/plans'
const FORM = '/console/pages/plan-form/plan-form'
const CONSOLE_PLAN = '/console/pages/plan/plan?planId=9a0b1c2d3e4f5a6b7c8d9e0f'
const MEMBER = '/console/pages/member/member?signId=5e1f00c0ffee5e1f00c0ffee'
const LEAVE = '/console/pages/leave-plan/leave-plan?signId=5e1f00c0ffee5e1f00c0ffee'
const CONSOLE_ORDER = '/console/pages/order/order?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const tall = 1750

const shops: Answers = {
  'orders.offers': ok({ offers: [badminton, laundry], sandbox: true }),
  'orders.plans': ok({ plans: [course, trial], signs: [] }),
}
const sign = (...facts: Parameters<typeof signIn>): Answers => ({
  'orders.getSign': ok({ sign: signIn(...facts) }),
})
const session = (...facts: Parameters<typeof sessionOrderIn>): Answers => ({
  'orders.get': ok({ order: sessionOrderIn(...facts) }),
})
const member = (...facts: Parameters<typeof consoleSignIn>): Answers => ({
  'console.getSign': ok({ sign: consoleSignIn(...facts) }),
})
const members = {
  'console.members': ok({
    items: [
      consoleSignIn('SIGNED', ['paid', 'using'], { signId: 'm1', number: '5e1f00c0ffee5e1f00c0ffee-1' }),
      consoleSignIn('SIGN_PLAN_CANCEL', ['paid'], { signId: 'm2', number: '7a2f00c0ffee5e1f00c0f4ee-1' }),
      consoleSignIn('UNSIGNED', [], { signId: 'm3', number: '81cc00c0ffee5e1f00c0f4ee-2' }),
    ],
  }),
}
const consolePlan = (plan: ConsolePlanView): Answers => ({
  ...members,
  'console.getPlan': ok({ plan }),
})
const plans = [
  consolePlanIn('NORMAL'),
  consolePlanIn('CREATING', { planId: 'p2', name: '瑜伽月卡 8 次', pending: 'create' }),
  consolePlanIn('STOP', { planId: 'p3', name: '暑期游泳 10 次' }),
]
const OFFERS = [
  { offerId: 'badminton-course', name: '羽毛球小班课', maxCharge: 15000 },
  { offerId: 'yoga-card', name: '瑜伽次卡', maxCharge: 12000 },
]
const listed: Answers = { 'console.plans': ok({ items: plans, offers: OFFERS }) }

const agree =
  (id: string, button: string) =>
  async (page: Page): Promise<void> => {
    await tap(page, id)
    await page.waitForTimeout(300)
    await page.getByText(button, { exact: true }).last().tap()
  }

const write = (page: Page, name: string, text: string): Promise<void> =>
  page.locator(`input[aria-label="${name}"]`).fill(text)

async function fillForm(page: Page): Promise<void> {
  await write(page, '计划名称', '羽毛球入门 3 节课')
  await write(page, '签约后多少天内有效', '60')
  await write(page, '第 1 次原价，单位元', '120')
  await write(page, '第 1 次计划价，单位元', '108')
  await tap(page, 'add')
  await page.waitForTimeout(150)
  await tap(page, 'add')
  await page.waitForTimeout(150)
}

/** Every page of 签约计划 in every state. */
export const PLAN_SCENES: readonly Scene[] = [
  { name: 'home-plans', page: '/pages/home/home', answers: shops },
  { name: 'plan', page: PLAN, answers: shops, height: 1900 },
  {
    name: 'plan-flat',
    page: PLAN,
    answers: shops,
    act: (page) => tap(page, `plan-${trial.planId}`),
    height: 1500,
  },
  {
    name: 'plan-signed',
    page: PLAN,
    answers: {
      ...shops,
      'orders.plans': ok({ plans: [course], signs: [signIn('SIGNED', ['paid', 'paid'])] }),
    },
    height: 1200,
  },
  {
    name: 'plan-none',
    page: PLAN,
    answers: { ...shops, 'orders.plans': ok({ plans: [], signs: [] }) },
    height: 1100,
  },
  {
    name: 'plan-stopped',
    page: PLAN,
    answers: { ...shops, 'orders.sign': failed('PLAN_STOPPED') },
    act: (page) => tap(page, 'start'),
  },
  {
    name: 'plan-refused',
    page: PLAN,
    answers: { ...shops, 'orders.sign': failed('PAY_UNAVAILABLE') },
    act: (page) => tap(page, 'start'),
  },
  { name: 'plan-gone', page: '/plan/pages/plan/plan?offerId=none', answers: shops },
  { name: 'plan-failed', page: PLAN, answers: { ...shops, 'orders.plans': failed('INTERNAL') } },
  { name: 'sign-creating', page: SIGN, answers: sign('CREATING', [], { pending: 'sign' }), height: tall },
  { name: 'sign-unsigned', page: SIGN, answers: sign('UNSIGNED'), height: tall },
  {
    name: 'sign-impossible',
    page: `${SIGN}&launch=impossible`,
    answers: sign('UNSIGNED'),
  },
  {
    name: 'sign-old-page',
    page: SIGN,
    answers: sign('UNSIGNED', [], { actions: ['retry', 'cancel'] }),
  },
  { name: 'sign-not-created', page: SIGN, answers: sign('NOT_CREATED'), height: tall },
  { name: 'sign-signed', page: SIGN, answers: sign('SIGNED'), height: tall },
  { name: 'sign-next', page: SIGN, answers: sign('SIGNED', ['paid', 'cancelled', 'zero']), height: tall },
  {
    name: 'sign-start-question',
    page: SIGN,
    answers: sign('SIGNED', ['paid', 'paid']),
    act: (page) => tap(page, 'start'),
  },
  {
    name: 'sign-start-refused',
    page: SIGN,
    answers: { ...sign('SIGNED', ['paid', 'paid']), 'orders.startSession': failed('SESSION_UNPAID') },
    act: agree('start', '开始使用'),
    height: 1000,
  },
  { name: 'sign-starting', page: SIGN, answers: sign('SIGNED', ['paid', 'starting']), height: tall },
  { name: 'sign-using', page: SIGN, answers: sign('SIGNED', ['paid', 'paid', 'using']), height: tall },
  { name: 'sign-unpaid', page: SIGN, answers: sign('SIGNED', ['paid', 'paid', 'unpaid']), height: tall },
  {
    name: 'sign-last',
    page: SIGN,
    answers: sign('SIGNED', ['paid', 'paid', 'paid', 'cancelled', 'paid', 'using']),
    height: tall,
  },
  {
    name: 'sign-leave-question',
    page: SIGN,
    answers: sign('SIGNED', ['paid', 'paid', 'using']),
    act: (page) => tap(page, 'cancel'),
  },
  {
    name: 'sign-leaving',
    page: SIGN,
    answers: sign('SIGNED', ['paid', 'paid'], { pending: 'cancel', actions: [] }),
    height: tall,
  },
  {
    name: 'sign-cancelled',
    page: SIGN,
    answers: sign('SIGN_PLAN_CANCEL', ['paid', 'paid', 'using'], { cancelledBy: 'customer' }),
    height: tall,
  },
  {
    name: 'sign-service-closed',
    page: SIGN,
    answers: sign('SIGN_PLAN_CANCEL', ['paid'], { cancelledBy: 'service-closed' }),
    height: tall,
  },
  {
    name: 'sign-complete',
    page: SIGN,
    answers: sign('COMPLETE', ['paid', 'paid', 'paid', 'paid', 'paid', 'paid']),
    height: tall,
  },
  { name: 'sign-expired', page: SIGN, answers: sign('EXPIRE', ['paid', 'paid']), height: tall },
  { name: 'sign-not-mine', page: SIGN, answers: { 'orders.getSign': failed('SIGN_NOT_FOUND') } },
  {
    name: 'mine',
    page: MINE,
    answers: {
      'orders.signs': ok({
        items: [
          signIn('SIGNED', ['paid', 'using'], { signId: 's1' }),
          signIn('UNSIGNED', [], { signId: 's2', name: '瑜伽月卡 8 次' }),
          signIn('SIGN_PLAN_CANCEL', [], { signId: 's3', cancelledBy: 'customer' }),
          signIn('COMPLETE', ['paid', 'paid', 'paid', 'paid', 'paid', 'paid'], { signId: 's4' }),
        ],
      }),
    },
  },
  { name: 'mine-empty', page: MINE, answers: { 'orders.signs': ok({ items: [] }) } },
  {
    name: 'orders-plans',
    page: '/pages/orders/orders',
    answers: {
      'orders.list': ok({
        items: [sessionOrderIn('USER_ACCEPTED'), sessionOrderIn('USER_PAID', { orderId: 'b' }, 'paid')],
      }),
    },
  },
  {
    name: 'session-starting',
    page: SESSION,
    answers: session('CREATING', { pending: 'create' }),
    height: tall,
  },
  { name: 'session-not-created', page: SESSION, answers: session('NOT_CREATED'), height: tall },
  { name: 'session-using', page: SESSION, answers: session('USER_ACCEPTED'), height: tall },
  { name: 'session-billed', page: SESSION, answers: session('FINISHED'), height: tall },
  { name: 'session-paid', page: SESSION, answers: session('USER_PAID', {}, 'paid'), height: tall },
  { name: 'session-cancelled', page: SESSION, answers: session('REVOKED', {}, 'cancelled'), height: tall },
  { name: 'console-plans', page: PLANS, answers: listed },
  {
    name: 'console-plans-empty',
    page: PLANS,
    answers: { 'console.plans': ok({ items: [], offers: OFFERS }) },
  },
  {
    name: 'console-plans-no-offer',
    page: PLANS,
    answers: { 'console.plans': ok({ items: [], offers: [] }) },
  },
  { name: 'plan-form', page: FORM, answers: listed, height: 1300 },
  { name: 'plan-form-filled', page: FORM, answers: listed, act: fillForm, height: 2100 },
  { name: 'plan-form-wrong', page: FORM, answers: listed, act: (page) => tap(page, 'create'), height: 1400 },
  {
    name: 'plan-form-rises',
    page: FORM,
    answers: listed,
    act: async (page) => {
      await fillForm(page)
      await write(page, '第 2 次计划价，单位元', '130')
      await write(page, '第 3 次计划价，单位元', '119')
      await tap(page, 'create')
    },
    height: 2200,
  },
  {
    name: 'plan-form-question',
    page: FORM,
    answers: listed,
    act: async (page) => {
      await fillForm(page)
      await tap(page, 'create')
    },
  },
  {
    name: 'plan-form-refused',
    page: FORM,
    answers: {
      ...listed,
      'console.createPlan': failed('PLAN_INVALID', { problems: [{ at: 2, problem: 'above-limit' }] }),
    },
    act: async (page) => {
      await fillForm(page)
      await agree('create', '创建计划')(page)
    },
    height: 2200,
  },
  {
    name: 'plan-form-copy',
    page: `${FORM}?planId=${course.planId}`,
    answers: { ...listed, ...consolePlan(consolePlanIn('STOP')) },
    height: 3000,
  },
  {
    name: 'plan-form-no-offer',
    page: FORM,
    answers: { 'console.plans': ok({ items: [], offers: [] }) },
  },
  { name: 'console-plan', page: CONSOLE_PLAN, answers: consolePlan(consolePlanIn('NORMAL')), height: tall },
  {
    name: 'console-plan-creating',
    page: CONSOLE_PLAN,
    answers: {
      ...consolePlan(consolePlanIn('CREATING', { pending: 'create' })),
      'console.members': ok({ items: [] }),
    },
    height: 1500,
  },
  {
    name: 'console-plan-not-created',
    page: CONSOLE_PLAN,
    answers: {
      ...consolePlan(consolePlanIn('NOT_CREATED', { alerts: ['微信支付没有受理：计划名称不合规'] })),
      'console.members': ok({ items: [] }),
    },
    height: 1500,
  },
  {
    name: 'console-plan-stop-question',
    page: CONSOLE_PLAN,
    answers: consolePlan(consolePlanIn('NORMAL')),
    act: (page) => tap(page, 'stop'),
  },
  {
    name: 'console-plan-stopped',
    page: CONSOLE_PLAN,
    answers: consolePlan(consolePlanIn('STOP')),
    height: tall,
  },
  {
    name: 'console-plan-members-failed',
    page: CONSOLE_PLAN,
    answers: { ...consolePlan(consolePlanIn('NORMAL')), 'console.members': failed('OFFLINE') },
    height: 1000,
  },
  { name: 'member-next', page: MEMBER, answers: member('SIGNED', ['paid', 'paid']), height: tall },
  {
    name: 'member-start-question',
    page: MEMBER,
    answers: member('SIGNED', ['paid', 'paid']),
    act: (page) => tap(page, 'start'),
  },
  { name: 'member-using', page: MEMBER, answers: member('SIGNED', ['paid', 'paid', 'using']), height: tall },
  {
    name: 'member-unpaid',
    page: MEMBER,
    answers: member('SIGNED', ['paid', 'paid', 'unpaid'], {
      alerts: ['第 3 次的扣款已持续 24 小时未成功，请联系顾客。'],
    }),
    height: tall,
  },
  {
    name: 'member-cancelled',
    page: MEMBER,
    answers: member('SIGN_PLAN_CANCEL', ['paid', 'paid'], {
      cancelledBy: 'merchant',
      attempts: [
        { number: '5e1f00c0ffee5e1f00c0ffee-1', state: 'SIGN_PLAN_CANCEL', at: 1795000000000 },
        { number: '5e1f00c0ffee5e1f00c0ffee-2', state: 'SIGN_PLAN_CANCEL', at: 1795100000000 },
      ],
    }),
    height: tall,
  },
  { name: 'leave-plan', page: LEAVE, answers: member('SIGNED', ['paid', 'paid', 'using']) },
  {
    name: 'leave-plan-wrong',
    page: LEAVE,
    answers: member('SIGNED', ['paid', 'paid']),
    act: (page) => tap(page, 'cancel-confirm'),
  },
  {
    name: 'leave-plan-question',
    page: LEAVE,
    answers: member('SIGNED', ['paid', 'paid', 'using']),
    act: async (page) => {
      await page.locator('.usual').first().tap()
      await tap(page, 'cancel-confirm')
    },
  },
  { name: 'leave-plan-closed', page: LEAVE, answers: member('COMPLETE') },
  {
    name: 'console-session-using',
    page: CONSOLE_ORDER,
    answers: { 'console.get': ok({ order: consoleSessionIn('USER_ACCEPTED') }) },
    height: tall,
  },
  {
    name: 'console-session-cancel',
    page: '/console/pages/cancel/cancel?orderId=a',
    answers: { 'console.get': ok({ order: consoleSessionIn('USER_ACCEPTED') }) },
  },
]
