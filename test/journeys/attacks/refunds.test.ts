import { refundsOf } from '../refunds'
import { openServiceStory, serviceOrders } from '../service-orders'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from '../story'
import { type Answered, codeOf } from './attack'

/** What nobody can do with refunds: give back more than was paid, twice, without a right to, or what was never paid. */

let story: Story
let paid = ''
let refunded = ''
let owed = ''
let inUse = ''
let before = ''
const tried = { attacks: 0, controls: 0 }
const orders = serviceOrders(() => story)
const refunds = refundsOf(() => story)

const state = (): string =>
  JSON.stringify([
    [paid, refunded, owed, inUse].map((id) => [story.document(id), story.atWeChatPay(id)]),
    story.world.cloudbase.store.list('refunds'),
    story.sandbox.refunds(),
  ])
const ask = (request: object, openid = OPERATOR, fn = 'console'): Promise<Answered> =>
  story.world.cloudbase.invoke(fn, request, { openid }) as Promise<Answered>
const refund = (more: object = {}, orderId = paid) => ({
  action: 'refund',
  orderId,
  requestKey: 'attack-on-refunds',
  amount: 300,
  reason: '多收费用',
  ...more,
})

beforeAll(async () => {
  story = await openServiceStory()
  paid = await refunds.paid(900)
  refunded = await refunds.paid(900)
  await refunds.refund(refunded, 600)
  owed = await orders.owed(900)
  inUse = await orders.accepted()
  await story.settle(1)
  before = state()
})
afterEach(() => {
  tried[expect.getState().currentTestName?.includes('control:') ? 'controls' : 'attacks'] += 1
  expect(state()).toBe(before)
})
afterAll(async () => {
  await story.close()
  process.stdout.write(`refunds: ${tried.attacks} attacks, ${tried.controls} controls\n`)
})

it.each<[string, object, string]>([
  ['one fen more than was paid', { amount: 901 }, 'REFUND_TOO_MUCH'],
  ['more than anything costs', { amount: 100_000_000 }, 'REFUND_TOO_MUCH'],
  ['nothing', { amount: 0 }, 'INVALID_REQUEST'],
  ['less than nothing', { amount: -300 }, 'INVALID_REQUEST'],
  ['NaN', { amount: NaN }, 'INVALID_REQUEST'],
  ['a fraction of a fen', { amount: 0.5 }, 'INVALID_REQUEST'],
  ['an amount as a text', { amount: '300' }, 'INVALID_REQUEST'],
  ['an amount that no number holds', { amount: 2 ** 53 }, 'INVALID_REQUEST'],
  ['a list of amounts', { amount: [300] }, 'INVALID_REQUEST'],
  ['no amount', { amount: undefined }, 'INVALID_REQUEST'],
  ['no reason', { reason: '' }, 'INVALID_REQUEST'],
  ['a hidden reason', { reason: '\u200b' }, 'INVALID_REQUEST'],
  ['a reason of 31 characters', { reason: '长'.repeat(31) }, 'INVALID_REQUEST'],
  ['no key', { requestKey: undefined }, 'INVALID_REQUEST'],
  ['a key of 15 signs', { requestKey: 'x'.repeat(15) }, 'INVALID_REQUEST'],
  ['a key that is a comparison', { requestKey: { $ne: '' } }, 'INVALID_REQUEST'],
  ['an order that is a path', { orderId: '../refunds' }, 'INVALID_REQUEST'],
  ['an attempt’s number', { orderId: `${'0'.repeat(24)}_1` }, 'INVALID_REQUEST'],
  ['an order that there is not', { orderId: '0'.repeat(24) }, 'ORDER_NOT_FOUND'],
  ['too much, with a payment and a total of their own', { amount: 901, total: 9999, transactionId: '1', out_refund_no: `${'0'.repeat(24)}_r1`, refunds: [] }, 'REFUND_TOO_MUCH'],
])('a refund of %s', async (_, more, code) => {
  expect(codeOf(await ask(refund(more)))).toBe(code)
}) // prettier-ignore

it.each<[string, () => object, string]>([
  ['more than is left', () => refund({ amount: 301 }, refunded), 'REFUND_TOO_MUCH'],
  ['the former one with its key and another amount', () => refund({ requestKey: `${refunded}-refund-1`, amount: 300 }, refunded), 'STATE_CHANGED'],
  ['what is owed and not paid', () => refund({}, owed), 'NOT_ALLOWED_NOW'],
  ['what is in use', () => refund({}, inUse), 'NOT_ALLOWED_NOW'],
])('a refund of %s', async (_, request, code) => {
  expect(codeOf(await ask(request()))).toBe(code)
}) // prettier-ignore

it('the former one again with its key, ten times at once: it is that one, and nothing is sent', async () => {
  const sent = refunds.sent()
  const again = refund({ requestKey: `${refunded}-refund-1`, amount: 600 }, refunded)
  const answers = await Promise.all(Array.from({ length: 10 }, () => ask(again)))
  expect(answers.map(codeOf)).toEqual(Array(10).fill('OK'))
  expect(refunds.sent()).toBe(sent)
})

it.each([
  ['the customer', CUSTOMER],
  ['a stranger', STRANGER],
])(
  '%s refunds to themselves: NOT_OPERATOR, and in their own function there is no such action',
  async (_, who) => {
    const request = { ...refund(), openid: OPERATOR, operator: { openid: OPERATOR } }
    expect(codeOf(await ask(request, who))).toBe('NOT_OPERATOR')
    expect(codeOf(await ask(request, who, 'orders'))).toBe('UNKNOWN_ACTION')
  },
)

it('the customer is told how a refund goes, and nothing that only operators know', async () => {
  const { data } = await ask({ action: 'get', orderId: refunded }, CUSTOMER, 'orders')
  const { refunds: told } = data?.['order'] as { refunds: object[] }
  expect(told.map((one) => Object.keys(one).sort())).toEqual([
    ['amount', 'at', 'doneAt', 'out_refund_no', 'reason', 'state'],
  ])
})

it('control: ten at once with keys of their own: never more than was paid, here and there', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => ask(refund({ requestKey: `attack-at-once-${n}0` }))),
  )
  expect(answers.some(({ ok }) => ok)).toBe(true)
  const sum = (amounts: number[]): number => amounts.reduce((all, one) => all + one, 0)
  const held = story.document(paid).refunds ?? []
  expect(sum(held.map(({ amount }) => amount))).toBeLessThanOrEqual(900)
  expect(sum(refunds.there(paid).map((one) => one.refund))).toBe(sum(held.map(({ amount }) => amount)))
  before = state()
})
