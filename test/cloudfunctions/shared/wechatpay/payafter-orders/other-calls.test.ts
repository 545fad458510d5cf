import fc from 'fast-check'
import {
  prepareCancel,
  prepareQuery,
  prepareSync,
  prepareUserServiceState,
  readCancel,
  readSync,
  readUserServiceState,
  ValidationError,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { fillPath } from '../../../../../cloudfunctions/shared/wechatpay/call'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { answerOf, bodyOf, context, good, NOW, problemsOf } from './fixture'

const { appid, service_id, out_order_no } = good
const id = { appid, service_id, out_order_no }

describe('query', () => {
  test('by our number', () => {
    expect(prepareQuery(id, context)).toEqual({
      action: 'query',
      method: 'GET',
      path: `/v3/payscore/payafter-orders?service_id=500001&out_order_no=${out_order_no}&appid=wxd678efh567hg6787`,
      body: '',
      serial: PUBLIC_KEY_ID,
      safeToRepeat: true,
      repeats: { out_order_no: id.out_order_no },
    })
  })
  test('by query_id, encoded', () => {
    const { path } = prepareQuery({ appid, service_id, query_id: 'a+b/c=&x=1 中' }, context)
    expect(path).toBe(
      '/v3/payscore/payafter-orders?service_id=500001&query_id=a%2Bb%2Fc%3D%26x%3D1%20%E4%B8%AD&appid=wxd678efh567hg6787',
    )
  })
  test.each([
    [{ ...id, query_id: 'q' }, ['out_order_no: and query_id: give exactly one of them']],
    [{ appid, service_id }, ['out_order_no: and query_id: give exactly one of them']],
    [{ appid, service_id, query_id: 'q'.repeat(65) }, ['query_id: is longer than 64 characters']],
    [{ ...id, out_order_no: 'a/b' }, ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -']],
    [{ ...id, appid: '' }, ['appid: is empty']],
    [{ ...id, service_id: 5 as unknown as string }, ['service_id: is not a text']],
  ])('%j', (params, expected) => {
    expect(problemsOf(() => prepareQuery(params, context))).toEqual(expected)
  })
})

describe('cancel', () => {
  const params = { ...id, reason: '用户取消' }
  test('the body and the path', () => {
    const call = prepareCancel(params, context)
    expect(call.path).toBe(`/v3/payscore/payafter-orders/${out_order_no}/cancel`)
    expect(bodyOf(call)).toEqual({ appid, service_id, reason: '用户取消' })
    expect(call.safeToRepeat).toBe(true)
  })
  test.each([
    [{ ...params, reason: '' }, ['reason: is empty']],
    [{ ...params, reason: '理'.repeat(31) }, ['reason: is longer than 30 characters']],
    [{ ...params, reason: '理'.repeat(30) }, []],
    [{ ...params, out_order_no: '' }, ['out_order_no: is empty']],
    [{ ...params, finish_type: 1 }, ['finish_type: is not a field of this call']],
  ])('%j', (bad, expected) => {
    expect(problemsOf(() => prepareCancel(bad, context))).toEqual(expected)
  })
  test('the answer', () => {
    expect(readCancel(answerOf({ out_order_no: 'n', more: 1 }))).toEqual({ out_order_no: 'n' })
  })
})

describe('sync', () => {
  const params = { ...id, paid_time: '20261120095958' }
  test('the body and the path; never repeated by itself', () => {
    const call = prepareSync(params, context)
    expect(call.path).toBe(`/v3/payscore/payafter-orders/${out_order_no}/sync`)
    expect(bodyOf(call)).toEqual({
      appid,
      service_id,
      type: 'Order_Paid',
      detail: { paid_time: '20261120095958' },
    })
    expect(call.safeToRepeat).toBe(false)
  })
  test.each([
    ['20261120', ['paid_time: is not precise to the second']],
    ['20261120100000', ['paid_time: is not before now']],
    ['20261120080000', ['paid_time: is not after the completion']],
    ['20261120080001', []],
    ['yesterday', ['paid_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd']],
  ])('%s', (paid_time, expected) => {
    const completedAt = NOW - 2 * 3_600_000
    expect(problemsOf(() => prepareSync({ ...params, paid_time }, { ...context, completedAt }))).toEqual(
      expected,
    )
  })
  test('the answer has no service_id', () => {
    expect(readSync(answerOf({ out_order_no: 'n', order_id: 'o' }))).toEqual({
      out_order_no: 'n',
      order_id: 'o',
    })
  })
})

describe('user-service-state', () => {
  test('the path', () => {
    expect(prepareUserServiceState({ appid, service_id, openid: 'o/1' }, context).path).toBe(
      '/v3/payscore/user-service-state?service_id=500001&appid=wxd678efh567hg6787&openid=o%2F1',
    )
  })
  test.each(['AVAILABLE', 'UNAVAILABLE', 'SOMETHING_NEW'])('%s is kept as it came', (use_service_state) => {
    expect(readUserServiceState(answerOf({ use_service_state }))).toEqual({ use_service_state })
  })
  test('nothing is no answer', () => {
    expect(() => readUserServiceState(answerOf({}))).toThrow(
      expect.objectContaining({ code: 'CLIENT_UNREADABLE' }) as Error,
    )
  })
})

test('no value leads to another path, whatever its signs', () => {
  // Not fast-check's own 'binary', which needs seconds to be made.
  const anySign = fc.integer({ min: 0, max: 0x10ffff }).map((code) => String.fromCodePoint(code))
  const hostile = fc.oneof(
    fc.string({ unit: anySign, maxLength: 20 }),
    fc.string({ unit: fc.constantFrom(...'./%?#&=\\:@ |*;\n\r\0\ud800'), maxLength: 8 }),
  )
  fc.assert(
    fc.property(hostile, (value) => {
      let path: string
      try {
        path = fillPath('test', '/v3/payscore/payafter-orders/{out_order_no}/cancel', { out_order_no: value })
      } catch (error) {
        expect(error).toBeInstanceOf(ValidationError)
        return
      }
      const url = new URL(path, 'https://api.mch.weixin.qq.com')
      expect(url.pathname).toBe(path)
      expect(path.split('/')).toHaveLength(6)
      expect(url.search + url.hash).toBe('')
      expect(decodeURIComponent(path.split('/')[4] ?? '')).toBe(value)
    }),
    { numRuns: 1000 },
  )
})

test.each(['.', '..', ''])('%j cannot stand in a path', (value) => {
  expect(() => fillPath('query', '/v3/{number}', { number: value })).toThrow(
    'query was not sent, correct its fields: number: cannot stand in a path.',
  )
})
