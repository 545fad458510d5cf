import type { DifferenceView } from '../../miniprogram/domain/difference'
import type { OrderState } from '../../miniprogram/domain/order'
import type { RefundView } from '../../miniprogram/domain/refund'
import { GOODS_SCENES } from './goods-scenes'
import { PLAN_SCENES } from './plan-scenes'
import { type Answers, failed, ok, type Scene, tap } from './scene'

import { consoleOrderIn, NOW, offers, orderIn, preview, TWO_CONFIRMED, ALERTS } from './fixtures'

const operators = [
  { id: 'o1', name: '店长周远', since: NOW - 9e9, you: true },
  { id: 'o2', name: '收银员小陈', since: NOW - 3e8, you: false },
]

const cards = [
  orderIn('CREATED', { orderId: 'c1', name: '共享充电宝' }),
  orderIn('USER_ACCEPTED', { orderId: 'c2' }),
  orderIn('FINISHED', { orderId: 'c3' }),
  orderIn('USER_PAID', { orderId: 'c4', name: '西溪民宿住一晚' }, 'paid'),
  orderIn('EXPIRED', { orderId: 'c5' }),
]

const consoleCards = cards.map((card) => ({ ...consoleOrderIn(card.state), ...card, actions: [] }))

const DEFAULTS: Answers = {
  'orders.offers': ok({ offers, sandbox: true }),
  'orders.list': ok({ items: cards }),
  'console.list': ok({ items: consoleCards }),
  'console.alerts': ok({ alerts: [] }),
  'console.me': ok({ operator: false, openid: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' }),
  'console.operators': ok({ operators }),
  'orders.signs': ok({ items: [] }),
  'orders.plans': ok({ plans: [], signs: [] }),
  'console.invite': ok({ code: 'K7QM-4T9X', expiresAt: NOW + 864e5 }),
}

export type { Answers, Scene } from './scene'

/** What a prepared function answers to an event. */
export function answer(answers: Answers, name: string, { action }: { action: string }): unknown {
  const key = `${name}.${action}`
  const prepared = answers[key] ?? DEFAULTS[key]
  if (prepared === 'never') return new Promise(() => undefined)
  return prepared ?? failed('UNKNOWN_ACTION')
}

const order = (state: OrderState, changes = {}, outcome?: Parameters<typeof orderIn>[2]): Answers => ({
  'orders.get': ok({ order: orderIn(state, changes, outcome) }),
})
const atConsole = (
  state: OrderState,
  changes = {},
  outcome?: Parameters<typeof consoleOrderIn>[2],
): Answers => ({
  'console.get': ok({ order: consoleOrderIn(state, changes, outcome) }),
})

const ORDER = '/pages/order/order?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const CONSOLE_ORDER = '/console/pages/order/order?orderId=a1b2c3d4e5f6a7b8c9d0e1f2'
const MODIFY = '/console/pages/complete/complete?job=modify&orderId=a'
const MESSAGE = '/console/pages/complete/complete?job=message&orderId=a'
const tall = 1500

const serviceOrder = { protocol: 'service-orders' } as const
const { bill: billed } = orderIn('FINISHED')
const lowered = {
  fees: [{ name: '清洗费', amount: 3700, description: '两双运动鞋' }],
  discounts: [],
  total: 3700,
}
const modified = { before: 5200, at: NOW - 5 * 60_000 }
const waived = { waived: 5200, ...(billed ? { bill: billed } : {}) }
const owed = atConsole('FINISHED', { ...serviceOrder, actions: ['collect', 'modify', 'sync', 'waive'] })
const messages = {
  pending: { at: NOW - 9e5, total: 5200, day: NOW + 2 * 864e5, result: 'sent' },
  prepaid: { at: NOW - 6e5, total: 5200, day: NOW + 864e5, result: 'unknown' },
} as const

const REFUNDS: readonly RefundView[] = [
  {
    out_refund_no: 'a_r1',
    amount: 800,
    state: 'succeeded',
    reason: '多收费用',
    at: NOW - 6e5,
    doneAt: NOW - 3e5,
  },
  { out_refund_no: 'a_r2', amount: 500, state: 'processing', reason: '与顾客协商', at: NOW - 2e5 },
]
const abnormal: RefundView = {
  out_refund_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_r3',
  amount: 300,
  state: 'abnormal',
  reason: '设备故障',
  at: NOW - 1e5,
}
const refunding = atConsole(
  'USER_PAID',
  { actions: ['refund'], refunds: [...REFUNDS], refundable: 3900 },
  'paid',
)
const REFUND = '/console/pages/refund/refund?orderId=a'
const DIFFERENCES = '/console/pages/differences/differences'
const differences: readonly DifferenceView[] = [
  {
    id: 'missing-here_42',
    kind: 'missing-here',
    state: 'open',
    day: '20261119',
    out_order_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_1',
    transactionId: '4200002611202611201234567890',
    orderId: 'a1b2c3d4e5f6a7b8c9d0e1f2',
    there: 5200,
    at: NOW - 36e5,
  },
  {
    id: 'refund-amount_r1',
    kind: 'refund-amount',
    state: 'settled',
    day: '20261118',
    out_refund_no: 'a1b2c3d4e5f6a7b8c9d0e1f2_r1',
    here: 500,
    there: 800,
    at: NOW - 9e7,
    settledAt: NOW - 8e7,
    note: '店长在商户平台补退了 3 元',
  },
]

/** Every page in every state. */
export const SCENES: readonly Scene[] = [
  { name: 'home', page: '/pages/home/home' },
  {
    name: 'home-empty',
    page: '/pages/home/home',
    answers: { 'orders.offers': ok({ offers: [], sandbox: false }) },
  },
  { name: 'home-loading', page: '/pages/home/home', answers: { 'orders.offers': 'never' }, wait: 700 },
  { name: 'home-failed', page: '/pages/home/home', answers: { 'orders.offers': failed('INTERNAL') } },
  { name: 'offer-rules', page: '/pages/offer/offer?offerId=power-bank', height: tall },
  { name: 'offer-choices', page: '/pages/offer/offer?offerId=hotel-night' },
  { name: 'offer-fixed', page: '/pages/offer/offer?offerId=laundry', height: tall },
  {
    name: 'offer-person',
    page: '/pages/offer/offer?offerId=hotel-night',
    act: async (page) => {
      await tap(page, 'start')
      await page.waitForTimeout(400)
      await tap(page, 'person-submit')
    },
  },
  {
    name: 'offer-price-changed',
    page: '/pages/offer/offer?offerId=laundry',
    answers: { 'orders.create': failed('PRICE_CHANGED', { revision: 4, preview }) },
    act: (page) => tap(page, 'start'),
  },
  {
    name: 'offer-refused',
    page: '/pages/offer/offer?offerId=laundry',
    answers: { 'orders.create': failed('PAY_UNAVAILABLE') },
    act: (page) => tap(page, 'start'),
  },
  { name: 'offer-gone', page: '/pages/offer/offer?offerId=none' },
  { name: 'orders', page: '/pages/orders/orders' },
  { name: 'orders-empty', page: '/pages/orders/orders', answers: { 'orders.list': ok({ items: [] }) } },
  { name: 'order-creating', page: ORDER, answers: order('CREATING', { pending: 'create' }), height: tall },
  { name: 'order-created', page: ORDER, answers: order('CREATED'), height: tall },
  { name: 'order-accepted', page: ORDER, answers: order('USER_ACCEPTED'), height: tall },
  {
    name: 'order-completing',
    page: ORDER,
    answers: order('USER_ACCEPTED', { pending: 'complete' }),
    height: tall,
  },
  { name: 'order-finished', page: ORDER, answers: order('FINISHED'), height: tall },
  { name: 'order-paid', page: ORDER, answers: order('USER_PAID', {}, 'paid'), height: tall },
  {
    name: 'order-refunds',
    page: ORDER,
    answers: order('USER_PAID', { refunds: [...REFUNDS] }, 'paid'),
    height: tall,
  },
  { name: 'order-elsewhere', page: ORDER, answers: order('USER_PAID', {}, 'paidElsewhere'), height: tall },
  {
    name: 'order-zero',
    page: ORDER,
    answers: order(
      'FINISHED',
      { bill: { fees: [{ name: '清洗费', amount: 0 }], discounts: [], total: 0 } },
      'zero',
    ),
    height: tall,
  },
  {
    name: 'order-unpaid-here',
    page: ORDER,
    answers: order('FINISHED', { overdue: true, actions: ['detail'] }),
    height: tall,
  },
  {
    name: 'order-unpaid-elsewhere',
    page: ORDER,
    answers: order('FINISHED', { overdue: true, actions: [] }),
    height: 1800,
  },
  {
    name: 'order-partly-paid',
    page: ORDER,
    answers: order('FINISHED', { overdue: true, deducted: 2000, actions: ['detail'] }),
    height: tall,
  },
  {
    name: 'order-partly-elsewhere',
    page: ORDER,
    answers: order('USER_PAID', { deducted: 2000 }, 'paid'),
    height: tall,
  },
  {
    name: 'order-modified',
    page: ORDER,
    answers: order('FINISHED', { modified, bill: lowered }),
    height: tall,
  },
  { name: 'order-waived', page: ORDER, answers: order('REVOKED', waived, 'cancelled'), height: tall },
  {
    name: 'order-lapsed',
    page: ORDER,
    answers: order('REVOKED', { lapsed: true, actions: ['retry'] }, 'cancelled'),
    height: tall,
  },
  { name: 'order-revoked', page: ORDER, answers: order('REVOKED', {}, 'cancelled'), height: tall },
  { name: 'order-expired', page: ORDER, answers: order('EXPIRED'), height: tall },
  { name: 'order-not-created', page: ORDER, answers: order('NOT_CREATED'), height: tall },
  { name: 'order-impossible', page: `${ORDER}&launch=impossible`, answers: order('CREATED') },
  { name: 'order-not-found', page: ORDER, answers: { 'orders.get': failed('ORDER_NOT_FOUND') } },
  { name: 'console-orders', page: '/console/pages/orders/orders' },
  {
    name: 'console-orders-alerts',
    page: '/console/pages/orders/orders',
    answers: { 'console.alerts': ok({ alerts: ALERTS }) },
  },
  { name: 'console-order-created', page: CONSOLE_ORDER, answers: atConsole('CREATED'), height: tall },
  { name: 'console-order-accepted', page: CONSOLE_ORDER, answers: atConsole('USER_ACCEPTED'), height: tall },
  {
    name: 'console-order-confirmed-twice',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_ACCEPTED', {
      attempts: TWO_CONFIRMED,
      alerts: ['两次确认都有效，请取消其中一笔'],
    }),
    height: 1700,
  },
  {
    name: 'console-end-other',
    page: '/console/pages/cancel/cancel?orderId=a&out_order_no=a1b2c3d4e5f6a7b8c9d0e1f2_1',
    answers: atConsole('USER_ACCEPTED'),
  },
  {
    name: 'console-order-finished',
    page: CONSOLE_ORDER,
    answers: atConsole('FINISHED', { alerts: ['扣款已持续 24 小时未成功，请联系顾客。'] }),
    height: 1700,
  },
  {
    name: 'console-order-owed',
    page: CONSOLE_ORDER,
    answers: atConsole('FINISHED', {
      protocol: 'service-orders',
      overdue: true,
      actions: ['collect', 'modify', 'sync', 'waive'],
      modified,
      bill: lowered,
    }),
    height: 1700,
  },
  {
    name: 'console-order-partly-paid',
    page: CONSOLE_ORDER,
    answers: atConsole('FINISHED', {
      protocol: 'service-orders',
      deducted: 2000,
      actions: ['collect', 'modify', 'sync'],
    }),
    height: 1700,
  },
  {
    name: 'console-order-collected',
    page: CONSOLE_ORDER,
    answers: { ...owed, 'console.collect': ok({ order: consoleOrderIn('FINISHED', serviceOrder) }) },
    act: async (page) => {
      await tap(page, 'collect')
      await page.waitForTimeout(300)
      await page.getByText('立即扣款').last().tap()
    },
  },
  {
    name: 'console-order-collect-refused',
    page: CONSOLE_ORDER,
    answers: { ...owed, 'console.collect': failed('NOT_DEDUCTED') },
    act: async (page) => {
      await tap(page, 'collect')
      await page.waitForTimeout(300)
      await page.getByText('立即扣款').last().tap()
    },
  },
  {
    name: 'console-order-messages',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_ACCEPTED', {
      ...serviceOrder,
      actions: ['complete', 'message', 'cancel'],
      messages,
    }),
    height: tall,
  },
  {
    name: 'console-order-waived',
    page: CONSOLE_ORDER,
    answers: atConsole('REVOKED', waived, 'cancelled'),
    height: tall,
  },
  {
    name: 'console-order-lapsed',
    page: CONSOLE_ORDER,
    answers: atConsole('REVOKED', { lapsed: true }, 'cancelled'),
    height: tall,
  },
  {
    name: 'console-order-refunds',
    page: CONSOLE_ORDER,
    answers: atConsole(
      'USER_PAID',
      {
        actions: ['refund'],
        refunds: [...REFUNDS, abnormal],
        alerts: [
          '退款异常，顾客的收款账户可能已注销或冻结，请到微信支付商户平台处理：a1b2c3d4e5f6a7b8c9d0e1f2_r3',
        ],
      },
      'paid',
    ),
    height: tall,
  },
  { name: 'refund', page: REFUND, answers: refunding },
  {
    name: 'refund-wrong',
    page: REFUND,
    answers: refunding,
    act: (page) => tap(page, 'refund-confirm'),
  },
  {
    name: 'refund-nothing-left',
    page: REFUND,
    answers: atConsole('USER_PAID', { actions: [], refunds: [...REFUNDS], refundable: 0 }, 'paid'),
  },
  {
    name: 'differences',
    page: DIFFERENCES,
    answers: { 'console.differences': ok({ differences, comparedTo: '20261119' }) },
    act: (page) => tap(page, 'write-missing-here_42'),
    height: tall,
  },
  {
    name: 'differences-none',
    page: DIFFERENCES,
    answers: { 'console.differences': ok({ differences: [], comparedTo: '20261119' }) },
  },
  {
    name: 'console-order-paid',
    page: CONSOLE_ORDER,
    answers: atConsole('USER_PAID', { transactionId: '4200002611202611201234567890' }, 'paid'),
    height: 1700,
  },
  {
    name: 'console-complete',
    page: '/console/pages/complete/complete?orderId=a',
    answers: atConsole('USER_ACCEPTED'),
    height: tall,
  },
  {
    name: 'console-complete-over',
    page: '/console/pages/complete/complete?orderId=a',
    answers: atConsole('USER_ACCEPTED'),
    act: async (page) => {
      await page.locator('input[aria-label="费用 1金额，单位元"]').fill('200')
      await tap(page, 'complete-next')
    },
  },
  {
    name: 'console-complete-summary',
    page: '/console/pages/complete/complete?orderId=a',
    answers: { ...atConsole('USER_ACCEPTED'), 'console.complete': failed('RESULT_UNKNOWN') },
    act: (page) => tap(page, 'complete-next'),
  },
  { name: 'console-modify', page: MODIFY, answers: owed, height: 1700 },
  {
    name: 'console-modify-higher',
    page: MODIFY,
    answers: owed,
    act: async (page) => {
      await page.locator('input[aria-label="费用 1金额，单位元"]').fill('60')
      await tap(page, 'complete-next')
    },
    height: 1700,
  },
  {
    name: 'console-modify-summary',
    page: MODIFY,
    answers: { ...owed, 'console.modify': failed('ALREADY_PAID') },
    act: async (page) => {
      await page.locator('input[aria-label="费用 1金额，单位元"]').fill('20')
      await page.locator('.usual').first().tap()
      await tap(page, 'complete-next')
      await page.waitForTimeout(400)
      await tap(page, 'complete-confirm')
    },
  },
  { name: 'console-message', page: MESSAGE, answers: atConsole('USER_ACCEPTED', serviceOrder), height: 1700 },
  {
    name: 'console-message-again',
    page: MESSAGE,
    answers: atConsole('USER_ACCEPTED', { ...serviceOrder, messages }),
    act: (page) => tap(page, 'complete-next'),
  },
  {
    name: 'console-waive-deducting',
    page: '/console/pages/cancel/cancel?orderId=a',
    answers: { ...owed, 'console.cancel': failed('DEDUCTING') },
    act: async (page) => {
      await page.locator('.usual').first().tap()
      await tap(page, 'cancel-confirm')
      await page.waitForTimeout(300)
      await page.getByText('放弃收款').last().tap()
    },
  },
  {
    name: 'console-cancel',
    page: '/console/pages/cancel/cancel?orderId=a',
    answers: atConsole('USER_ACCEPTED'),
  },
  { name: 'console-waive', page: '/console/pages/cancel/cancel?orderId=a', answers: atConsole('FINISHED') },
  { name: 'console-sync', page: '/console/pages/sync/sync?orderId=a', answers: atConsole('FINISHED') },
  {
    name: 'console-sync-rest',
    page: '/console/pages/sync/sync?orderId=a',
    answers: atConsole('FINISHED', { deducted: 2000 }),
  },
  { name: 'console-operators', page: '/console/pages/operators/operators' },
  { name: 'console-join', page: '/console/pages/join/join' },
  ...GOODS_SCENES,
  ...PLAN_SCENES,
]
