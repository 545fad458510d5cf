import { openServiceStory, serviceOrders } from '../service-orders'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from '../story'
import { codeOf, type Answered } from './attack'

/** What nobody can do to what is owed: raise it, touch what is paid, decide about it without being an operator. */

let story: Story
let owed = ''
let paid = ''
let inUse = ''
let before = ''
const orders = serviceOrders(() => story)

const state = (): string =>
  JSON.stringify([owed, paid, inUse].map((id) => [story.document(id), story.atWeChatPay(id)]))

const ask = (request: object, openid = OPERATOR, fn = 'console'): Promise<Answered> =>
  story.world.cloudbase.invoke(fn, request, { openid }) as Promise<Answered>

beforeAll(async () => {
  story = await openServiceStory()
  owed = await orders.owed(900)
  paid = await orders.owed(900)
  await story.pay({ out_order_no: `${paid}_1` })
  inUse = await orders.accepted()
  await story.settle(1)
  before = state()
})
afterAll(() => story.close())
afterEach(() => {
  expect(state()).toBe(before)
})

const modify = (more: object, orderId = owed) => ({
  action: 'modify',
  ...orders.lower(orderId, 500),
  ...more,
})
const message = (more: object, orderId = inUse) => ({
  action: 'message',
  ...orders.message(orderId),
  ...more,
})
const raised = (total: number) => ({ fees: [{ name: '使用时长', amount: total }], total })
const discount = { name: 'x', description: 'x' }

describe('modify', () => {
  it.each([
    ['upwards', raised(901), 'NOT_LOWER'],
    ['to the same', raised(900), 'NOT_LOWER'],
    ['above what was shown', raised(9901), 'OVER_LIMIT'],
    ['downwards in the total, upwards in the lines', { fees: [{ name: 'x', amount: 900 }], total: 500 }, 'SUM_MISMATCH'],
    ['below zero', { fees: [{ name: 'x', amount: 1 }], discounts: [{ ...discount, amount: 2 }], total: 0 }, 'LINES_INVALID'],
    ['a line without amount', { fees: [{ name: 'x', description: 'x' }], total: 0 }, 'LINES_INVALID'],
    ['a discount without amount', { discounts: [discount] }, 'LINES_INVALID'],
    ['the same name twice', { fees: [{ name: 'x', amount: 250 }, { name: ' x', amount: 250 }] }, 'LINES_INVALID'],
    ['a negative total', { total: -1 }, 'INVALID_REQUEST'],
    ['NaN', { total: NaN }, 'INVALID_REQUEST'],
    ['a fraction of a fen', { total: 499.5 }, 'INVALID_REQUEST'],
    ['a total as a text', { total: '500' }, 'INVALID_REQUEST'],
    ['no reason', { reason: '' }, 'INVALID_REQUEST'],
    ['a reason of 31 characters', { reason: '长'.repeat(31) }, 'INVALID_REQUEST'],
    ['a hidden reason', { reason: '\u200b' }, 'INVALID_REQUEST'],
    ['6 discounts', { discounts: Array(6).fill({ ...discount, amount: 0 }) }, 'INVALID_REQUEST'],
    ['an order that is an object', { orderId: { $ne: '' } }, 'INVALID_REQUEST'],
  ])('%s: %s', async (_, more, code) => {
    expect(codeOf(await ask(modify(more)))).toBe(code)
  }) // prettier-ignore

  it('after the payment', async () => {
    expect(codeOf(await ask(modify({}, paid)))).toBe('ALREADY_PAID')
  })

  it('before the completion', async () => {
    expect(codeOf(await ask(modify({}, inUse)))).toBe('NOT_ALLOWED_NOW')
  })

  it('control fields beside it decide nothing', async () => {
    const control = {
      before: 10_000,
      bill: { total: 1 },
      riskAmount: 1,
      out_order_no: `${paid}_1`,
      service_id: '1',
      openid: OPERATOR,
      state: 'FINISHED',
      pending: null,
      sub_mchid: '1',
    }
    expect(codeOf(await ask(modify({ ...control, ...raised(901) })))).toBe('NOT_LOWER')
  })
})

describe('collect, message, waive', () => {
  it.each([
    ['collect of a paid order', () => ({ action: 'collect', orderId: paid }), 'ALREADY_PAID'],
    ['collect before the completion', () => ({ action: 'collect', orderId: inUse }), 'NOT_ALLOWED_NOW'],
    ['collect of no order', () => ({ action: 'collect', orderId: '0'.repeat(24) }), 'ORDER_NOT_FOUND'],
    ['a message after the completion', () => message({}, owed), 'NOT_ALLOWED_NOW'],
    ['a message of an unknown kind', () => message({ kind: 'paid' }), 'INVALID_REQUEST'],
    ['a message of a kind from the prototype', () => message({ kind: 'constructor' }), 'INVALID_REQUEST'],
    ['a message above what was shown', () => message(raised(9901)), 'OVER_LIMIT'],
    ['a message for yesterday', () => message({ day: story.world.clock.now() - 864e5 }), 'TIME_INVALID'],
    ['a message for a day as a text', () => message({ day: '20261122' }), 'INVALID_REQUEST'],
    ['a message again: neither yes nor absent', () => message({ again: 'yes' }), 'INVALID_REQUEST'],
    ['a cancel of a bill without a word of waiving', () => ({ action: 'cancel', orderId: owed, reason: 'x' }), 'NOT_ALLOWED_NOW'],
    ['waive: false', () => ({ ...orders.waive(owed), action: 'cancel', waive: false }), 'INVALID_REQUEST'],
    ['waive as a text', () => ({ ...orders.waive(owed), action: 'cancel', waive: 'true' }), 'INVALID_REQUEST'],
    ['waive what is paid', () => ({ ...orders.waive(paid), action: 'cancel' }), 'ALREADY_PAID'],
    ['waive what is in use', () => ({ ...orders.waive(inUse), action: 'cancel' }), 'NOT_ALLOWED_NOW'],
    ['waive without a reason', () => ({ action: 'cancel', orderId: owed, waive: true }), 'INVALID_REQUEST'],
  ])('%s', async (_, request, code) => {
    expect(codeOf(await ask(request()))).toBe(code)
  }) // prettier-ignore
})

describe('by somebody who is no operator', () => {
  const requests = () => [
    modify({}),
    { action: 'collect', orderId: owed },
    message({}),
    { ...orders.waive(owed), action: 'cancel' },
  ]

  it.each([
    ['the customer', CUSTOMER],
    ['a stranger', STRANGER],
  ])('%s: NOT_OPERATOR', async (_, openid) => {
    for (const request of requests())
      expect(codeOf(await ask({ ...request, openid: OPERATOR, operator: true }, openid))).toBe('NOT_OPERATOR')
  })

  it('in the customer’s own function there is no such action, and cancelling a bill is refused', async () => {
    const codes = await Promise.all(
      requests().map(async (request) => codeOf(await ask(request, CUSTOMER, 'orders'))),
    )
    expect(codes).toEqual(['UNKNOWN_ACTION', 'UNKNOWN_ACTION', 'UNKNOWN_ACTION', 'NOT_ALLOWED_NOW'])
  })
})
