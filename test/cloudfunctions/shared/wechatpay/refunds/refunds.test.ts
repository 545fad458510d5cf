import fc from 'fast-check'
import {
  prepareRefund,
  prepareRefundQuery,
  readRefund,
  readRefundResource,
  type RefundParams,
} from '../../../../../cloudfunctions/shared/wechatpay/refunds'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { answerOf, bodyOf, context, problemsOf } from '../prepared'

const good: RefundParams = {
  transaction_id: '4200000000000000000000000001',
  out_refund_no: '0a1b2c3d_1-r1',
  reason: '押金多收',
  notify_url: 'https://example.com/pay/notify',
  amount: { refund: 200, total: 500, currency: 'CNY' },
}
const problems = (change: object): string[] =>
  problemsOf(() => prepareRefund({ ...good, ...change } as RefundParams, context))

test('the very bytes, which may go out again', () => {
  const call = prepareRefund(good, context)
  expect(call).toEqual({
    action: 'refund',
    method: 'POST',
    path: '/v3/refund/domestic/refunds',
    body: JSON.stringify(good),
    serial: PUBLIC_KEY_ID,
    safeToRepeat: true,
    repeats: { out_refund_no: good.out_refund_no, transaction_id: good.transaction_id },
  })
  expect(bodyOf(prepareRefund({ ...good, sub_mchid: '1900000200' }, context))['sub_mchid']).toBe('1900000200')
})

test.each<[object, string[]]>([
  [{ transaction_id: undefined }, ['transaction_id: is missing']],
  [{ transaction_id: '4'.repeat(33) }, ['transaction_id: is longer than 32 characters']],
  [{ out_refund_no: 'r'.repeat(65) }, ['out_refund_no: is longer than 64 characters']],
  [{ out_refund_no: 'r'.repeat(64) }, []],
  [{ out_refund_no: 'a_-|*@Z9' }, []],
  [{ out_refund_no: 'a/b' }, ['out_refund_no: contains a sign other than 0-9 A-Z a-z _ - | * @']],
  [{ reason: '理'.repeat(80) }, []],
  [{ reason: '理'.repeat(81) }, ['reason: is longer than 80 characters']],
  [{ reason: '' }, ['reason: is empty']],
  [{ notify_url: 'http://example.com/n' }, ['notify_url: is not an https address without query']],
  [{ notify_url: 'https://example.com/n?a=1' }, ['notify_url: is not an https address without query']],
  [{ notify_url: 'https://u@example.com/n' }, ['notify_url: is not an https address without query']],
  [{ notify_url: 'nowhere' }, ['notify_url: is not an https address without query']],
  [{ notify_url: 'http://127.0.0.1:8082/pay/notify' }, []],
  [{ amount: undefined }, ['amount: is not an object']],
  [{ amount: { refund: 0, total: 500, currency: 'CNY' } }, ['amount.refund: is not more than 0']],
  [
    { amount: { refund: 501, total: 500, currency: 'CNY' } },
    ['amount.refund: is more than was paid (501 > 500)'],
  ],
  [{ amount: { refund: 500, total: 500, currency: 'CNY' } }, []],
  [
    { amount: { refund: 1.5, total: 500, currency: 'CNY' } },
    ['amount.refund: is not an integer of fen, 0 or more'],
  ],
  [{ amount: { refund: 1, total: 500, currency: 'USD' } }, ['amount.currency: is none of CNY']],
  [{ amount: { refund: 1, total: 500 } }, ['amount.currency: is missing']],
  [{ amount: { ...good.amount, from: [] } }, ['amount.from: is not a field of this call']],
  [{ out_trade_no: 'x' }, ['out_trade_no: is not a field of this call']],
  [{ sub_mchid: '' }, ['sub_mchid: is empty']],
])('%j', (change, expected) => {
  expect(problems(change)).toEqual(expected)
})

test('a refused call is named', () => {
  const act = () => prepareRefund({ ...good, transaction_id: '' }, context)
  expect(act).toThrow('refund was not sent, correct its fields: transaction_id: is empty.')
  expect(() => prepareRefundQuery({ out_refund_no: '' }, context)).toThrow(
    'refund-query was not sent, correct its fields: out_refund_no: is empty.',
  )
  const foreign = { out_refund_no: 'r1', refund_id: '5' }
  expect(() => prepareRefundQuery(foreign, context)).toThrow(': refund_id: is not a field of this call.')
  expect(() => prepareRefundQuery({ out_refund_no: '..' }, context)).toThrow('refund-query was not sent')
})

test('sums: never more than was paid, never nothing', () => {
  const fen = fc.integer({ min: 0, max: 300 })
  fc.assert(
    fc.property(fen, fen, (refund, total) => {
      expect(problems({ amount: { refund, total, currency: 'CNY' } }).length === 0).toBe(
        refund > 0 && total > 0 && refund <= total,
      )
    }),
  )
})

test('the query stays on its path, whatever the number', () => {
  expect(prepareRefundQuery({ out_refund_no: 'a|b*@' }, context).path).toBe(
    '/v3/refund/domestic/refunds/a%7Cb*%40',
  )
  expect(prepareRefundQuery({ out_refund_no: 'r1', sub_mchid: '1900000200' }, context)).toMatchObject({
    action: 'refund-query',
    method: 'GET',
    path: '/v3/refund/domestic/refunds/r1?sub_mchid=1900000200',
    safeToRepeat: true,
    repeats: { out_refund_no: 'r1' },
  })
  for (const out_refund_no of ['..', 'a/b', 'a?b', ''])
    expect(() => prepareRefundQuery({ out_refund_no }, context)).toThrow('out_refund_no: ')
})

const answer = {
  refund_id: '50000000382019052709732678859',
  out_refund_no: 'r1',
  transaction_id: '42',
  channel: 'ORIGINAL',
  user_received_account: '招商银行信用卡0403',
  success_time: '2026-11-20T10:00:00+08:00',
  create_time: '2026-11-20T09:59:00+08:00',
  status: 'SUCCESS',
  amount: { total: 500, refund: 200, payer_total: 500, payer_refund: 200, currency: 'CNY' },
}

test('an answer is read, and the account of the customer is not', () => {
  const refund = readRefund(answerOf(answer))
  expect(refund).toEqual({
    refund_id: answer.refund_id,
    out_refund_no: 'r1',
    transaction_id: '42',
    status: 'SUCCESS',
    raw: 'SUCCESS',
    refund: 200,
    total: 500,
    succeededAt: Date.UTC(2026, 10, 20, 2, 0, 0),
  })
  expect(JSON.stringify(refund)).not.toContain('0403')
})

test.each(['PROCESSING', 'CLOSED', 'ABNORMAL'])('%s', (status) => {
  const told = readRefund(answerOf({ out_refund_no: 'r1', status }))
  expect(told).toEqual({ out_refund_no: 'r1', status, raw: status })
})

test('an unknown status is kept, not believed', () => {
  const told = readRefund(answerOf({ out_refund_no: 'r1', status: 'WAITING', success_time: 'soon' }))
  expect(told).toStrictEqual({ out_refund_no: 'r1', raw: 'WAITING' })
})

test('what went back is said in amount and nowhere else', () => {
  const told = readRefund(answerOf({ out_refund_no: 'r1', status: 'SUCCESS', refund: 5, total: 5 }))
  expect(told).toStrictEqual({ out_refund_no: 'r1', status: 'SUCCESS', raw: 'SUCCESS' })
})

test.each([
  '2026-11-20',
  '20 Nov 2026 10:00:00',
  'Fri 2026-11-20T10:00:00',
  '1795140000000',
  '2026-11-20T',
  '',
])('%j is no time of success', (success_time) => {
  const told = readRefund(answerOf({ out_refund_no: 'r1', status: 'SUCCESS', success_time }))
  expect(told).not.toHaveProperty('succeededAt')
})

test.each([
  ['out_refund_no', { status: 'SUCCESS' }],
  ['status', { out_refund_no: 'r1' }],
  ['refund', { ...answer, amount: { refund: '200' } }],
])('without a readable %s nothing is believed', (name, body) => {
  expect(() => readRefund(answerOf(body))).toThrow(
    `refund: the answer's ${name} is missing or not as documented.`,
  )
})

describe('a notification', () => {
  const resource = {
    mchid: '1900000109',
    transaction_id: '42',
    out_trade_no: 'x',
    refund_id: '50',
    out_refund_no: 'r1',
    refund_status: 'ABNORMAL',
    user_received_account: '招商银行信用卡0403',
    amount: { total: 500, refund: 200, payer_total: 500, payer_refund: 200 },
  }
  test('the merchant’s own', () => {
    expect(readRefundResource(resource)).toEqual({
      mchid: '1900000109',
      transaction_id: '42',
      refund_id: '50',
      out_refund_no: 'r1',
      status: 'ABNORMAL',
      raw: 'ABNORMAL',
      refund: 200,
      total: 500,
    })
  })
  test('a service provider’s', () => {
    const { mchid: _mchid, ...rest } = resource
    expect(readRefundResource({ ...rest, sp_mchid: '1900000109', sub_mchid: '1900000200' })).toMatchObject({
      mchid: '1900000109',
      sub_mchid: '1900000200',
    })
  })
  test('an identity that is no text is nobody’s', () => {
    expect(readRefundResource({ ...resource, mchid: 1900000109, sub_mchid: null })).toMatchObject({
      mchid: '',
      sub_mchid: '',
    })
  })
  test('one that cannot be read is told as such', () => {
    expect(() => readRefundResource({ ...resource, out_refund_no: '' })).toThrow(
      "notification: the answer's out_refund_no is missing or not as documented.",
    )
  })
  test.each([[null], ['x'], [{ state: 'DONE' }], [{}]])('%j is none', (other) => {
    expect(readRefundResource(other)).toBeUndefined()
  })
})
