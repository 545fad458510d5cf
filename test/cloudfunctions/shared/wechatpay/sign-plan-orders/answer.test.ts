import { factsOf } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/facts'
import { serviceOrders } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/adapter'
import { signPlanOrders } from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf } from '../prepared'

const { readSession, priceOf, sessionFacts } = signPlanOrders
/** As the documents tell it: no package, no name of the fund, no description of a discount. */
const told = {
  out_order_no: '0a1b2c3d4e5f60718293a4b5-1-2',
  service_id: '500001',
  appid: 'wxours',
  mchid: '1900000109',
  service_introduction: '羽毛球基础课',
  state: 'DOING',
  state_description: 'USER_CONFIRM',
  post_payments: [{ name: '羽毛球基础课三节', amount: 10000, description: '第二节课' }],
  post_discounts: [{ name: '八折', amount: 2000 }],
  risk_fund: { amount: 10000 },
  time_range: { start_time: '20261120100100' },
  location: { start_location: '一号馆' },
  attach: '%E5%91%A8',
  notify_url: 'https://example.com/pay/notify',
  order_id: '0000300001201908301055157220022',
}

test('the lines that WeChat Pay wrote are read, and come to the session’s price', () => {
  const order = readSession(answerOf(told))
  expect(order).toStrictEqual({ ...told, raw: told })
  expect(priceOf(order)).toBe(8000)
})

test('a query tells the same order; it is in service, and nothing is owed yet', () => {
  expect(serviceOrders.readQuery(answerOf(told))).toMatchObject({
    state: 'USER_ACCEPTED',
    raw: 'DOING/USER_CONFIRM',
    startedAt: Date.UTC(2026, 10, 20, 2, 1, 0),
  })
  expect(serviceOrders.readQuery(answerOf(told))).not.toHaveProperty('total')
})

test('the documents’ own example is in service, for nobody confirms a session; a bare CREATED is not', () => {
  const order = (more: object) => factsOf(readSession(answerOf({ ...told, ...more })))
  expect(sessionFacts(order({ state: 'CREATED' }))).toMatchObject({
    state: 'USER_ACCEPTED',
    raw: 'CREATED/USER_CONFIRM',
  })
  for (const more of [
    { state: 'CREATED', state_description: undefined },
    { state: 'CREATED', state_description: 'MCH_COMPLETE' },
    { state: 'DOING' },
    { state: 'DOING', state_description: 'MCH_COMPLETE' },
    { state: 'REVOKED', state_description: '' },
  ])
    expect(sessionFacts(order(more))).toEqual(order(more))
})

test.each<[string, object, number | undefined]>([
  ['no discount', { post_discounts: undefined }, 10000],
  ['free', { post_discounts: [{ name: '免费', amount: 10000 }] }, 0],
  ['no lines', { post_payments: undefined }, undefined],
  ['an empty list', { post_payments: [] }, undefined],
  ['a line without an amount', { post_payments: [{ name: '课' }] }, undefined],
  ['a discount without an amount', { post_discounts: [{ name: '八折' }] }, undefined],
  ['more off than there is', { post_discounts: [{ name: '八折', amount: 10001 }] }, undefined],
])('%s', (_, more, price) => {
  expect(priceOf(readSession(answerOf({ ...told, ...more })))).toBe(price)
})

test.each(['out_order_no', 'service_id', 'state'])('without %s what happened is unknown', (name) => {
  expect(() => readSession(answerOf({ ...told, [name]: null }))).toThrow(
    expect.objectContaining({ action: 'session', code: 'CLIENT_UNREADABLE', outcome: 'unknown' }) as Error,
  )
})
