import { PayApiError } from '../../../../cloudfunctions/shared/wechatpay'
import { AnswerReader } from '../../../../cloudfunctions/shared/wechatpay/answer'
import { answerOf } from './prepared'

const reader = (body: unknown) => new AnswerReader('query', answerOf(body))
const failure = (act: () => unknown): PayApiError => {
  try {
    act()
  } catch (error) {
    if (error instanceof PayApiError) return error
  }
  throw new Error('was expected to fail')
}

test('what cannot be read says which call, which field and whom to ask, and never the value', () => {
  const error = failure(() => reader({ state: 5 }).need('state'))
  expect(error).toMatchObject({
    action: 'query',
    status: 200,
    code: 'CLIENT_UNREADABLE',
    outcome: 'unknown',
    verified: true,
    requestId: '08-0',
  })
  expect(error.message).toBe(
    "query: the answer's state is missing or not as documented. The result is unknown: query the order. Request-ID 08-0.",
  )
})

test('of a notification there is no status and no Request-ID', () => {
  const error = failure(() => new AnswerReader('notification', { body: {} }).need('state'))
  expect(error).toMatchObject({ status: 200, requestId: '' })
  expect(error.message).toMatch(/query the order\.$/)
})

test('the status is the answer’s own', () => {
  const error = failure(() => new AnswerReader('query', answerOf({}, 204)).need('state'))
  expect(error.status).toBe(204)
})

test.each([undefined, null])('a body that is %s has no fields', (body) => {
  expect(reader(body).text('state')).toBeUndefined()
  expect(reader(body).raw).toEqual({})
})

test('a text that is none is absent; a needed one may not be empty either', () => {
  expect(reader({ a: 7 }).text('a')).toBeUndefined()
  expect(reader({ a: '' }).text('a')).toBe('')
  expect(reader({ a: 'x' }).need('a')).toBe('x')
  for (const a of ['', 7, null, undefined])
    expect(() => reader({ a }).need('a')).toThrow("the answer's a is missing")
})

test('an order is known by number, service and state, each of them needed', () => {
  const body = { out_order_no: 'a_1', service_id: '500001', state: 'DONE', other: [1] }
  expect(reader(body).order()).toEqual({
    out_order_no: 'a_1',
    service_id: '500001',
    state: 'DONE',
    raw: body,
  })
  for (const name of ['out_order_no', 'service_id', 'state'])
    expect(() => reader({ ...body, [name]: undefined }).order()).toThrow(`the answer's ${name} is missing`)
})

describe('copies', () => {
  const copy = (body: object) => {
    const target: Partial<Record<'name', string>> & Partial<Record<'paid', number>> = {}
    reader(body).copy(target, ['name'], ['paid'])
    return target
  }
  test('what is asked for, as it is', () => {
    expect(copy({ name: 'a', paid: 0, other: 'b' })).toEqual({ name: 'a', paid: 0 })
  })
  test('nothing where nothing is said', () => {
    expect(copy({ name: 7, paid: null })).toStrictEqual({})
    expect(copy({})).toStrictEqual({})
  })
  test.each(['1', -1, 1.5, NaN, true, {}])('no amount that is %j', (paid) => {
    expect(() => copy({ paid })).toThrow("the answer's paid is missing or not as documented")
  })
})

test.each([[null], [[]], ['x'], [7], [undefined]])('%j is no object within an answer', (amount) => {
  expect(reader({ amount }).object('amount')).toBeUndefined()
})

test('an object within an answer', () => {
  expect(reader({ amount: { total: 1 } }).object('amount')).toEqual({ total: 1 })
})

describe('lists', () => {
  const list = (fees: unknown) => reader({ fees }).list('fees', ['name'], ['amount'])
  test('copy of each entry what is asked for', () => {
    expect(list([{ name: 'a', amount: 5, more: 1 }, { name: 7 }])).toEqual([{ name: 'a', amount: 5 }, {}])
  })
  test('pass over what is no entry', () => {
    expect(list([null, 'x', 7, undefined, { amount: 1 }])).toEqual([{ amount: 1 }])
  })
  test('one wrong amount, and the answer is unreadable', () => {
    expect(() => list([{ amount: 1 }, { amount: '2' }])).toThrow("the answer's amount is missing")
  })
  test.each([[undefined], [null], [{}], ['x']])('%j is none', (fees) => {
    expect(list(fees)).toBeUndefined()
  })
  test('of an object within the answer', () => {
    const from = { details: [{ amount: 3 }] }
    expect(reader({ details: [] }).list('details', [], ['amount'], from)).toEqual([{ amount: 3 }])
  })
})
