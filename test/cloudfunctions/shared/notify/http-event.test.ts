import {
  headerOf,
  payAnswer,
  readHttpEvent,
  textAnswer,
} from '../../../../cloudfunctions/shared/notify/http-event'

const headersOf = (headers: unknown) => readHttpEvent({ headers }).headers
const bodyOf = (body: unknown, isBase64Encoded?: unknown) =>
  readHttpEvent({ body, isBase64Encoded }).rawBody?.toString('utf8')

describe('an HTTP event', () => {
  it('has a method, in capitals, or none', () => {
    expect(readHttpEvent({ httpMethod: 'post' }).method).toBe('POST')
    for (const event of [{ httpMethod: 7 }, { httpMethod: null }, {}, null, undefined])
      expect(readHttpEvent(event).method).toBe('')
  })

  it('has headers that are texts or lists of texts; others are left out', () => {
    const headers = { a: 'x', b: ['y', 'z'], c: [], d: 7, e: ['y', 7], f: null, g: { y: 'z' } }
    expect(headersOf(headers)).toEqual({ a: 'x', b: ['y', 'z'], c: [] })
    for (const odd of [undefined, null, 'text', 7, ['x'], [['x', 'y']]]) expect(headersOf(odd)).toEqual({})
  })

  it('has the bytes that were sent', () => {
    expect(bodyOf('{"小":1}')).toBe('{"小":1}')
    const base64 = Buffer.from('{"小":1}').toString('base64')
    for (const flag of [true, 'true']) expect(bodyOf(base64, flag)).toBe('{"小":1}')
    for (const flag of [false, 'false', undefined, 1, '']) expect(bodyOf(base64, flag)).toBe(base64)
  })

  it('has an empty body where nothing was sent, and none where it did not come as a text', () => {
    for (const none of [undefined, null, '']) expect(bodyOf(none)).toBe('')
    for (const parsed of [{}, [], 7, true]) expect(bodyOf(parsed)).toBeUndefined()
  })
})

describe('a header', () => {
  const value = (headers: Record<string, string | string[]>) =>
    headerOf(readHttpEvent({ headers }), 'wechatpay-nonce')

  it('is found in any case, as a text or a list of one', () => {
    expect(value({ 'Wechatpay-Nonce': 'n' })).toBe('n')
    expect(value({ 'WECHATPAY-NONCE': ['n'] })).toBe('n')
    expect(value({ 'Wechatpay-Other': 'n' })).toBeUndefined()
  })

  it('that stands twice is none', () => {
    expect(value({ 'Wechatpay-Nonce': ['n', 'm'] })).toBeUndefined()
    expect(value({ 'Wechatpay-Nonce': 'n', 'wechatpay-nonce': 'n' })).toBeUndefined()
    expect(value({ 'Wechatpay-Nonce': [] })).toBeUndefined()
    expect(headerOf({ method: '', headers: { 'wechatpay-nonce': undefined } }, 'wechatpay-nonce')).toBe(
      undefined,
    )
  })
})

it('an answer says what it is made of', () => {
  expect(textAnswer(405, 'no')).toEqual({
    statusCode: 405,
    headers: { 'content-type': 'text/plain; charset=utf-8' },
    body: 'no',
  })
  expect(payAnswer(200)).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: '{"code":"SUCCESS"}',
  })
  expect(payAnswer(401, 'why').body).toBe('{"code":"FAIL","message":"why"}')
})
