import { PayApiError, type PreparedCall } from '../../../../cloudfunctions/shared/wechatpay'
import { maySwitchDomain, nextPause } from '../../../../cloudfunctions/shared/wechatpay/repeat'

const call = (safeToRepeat: boolean): PreparedCall => ({
  action: 'create',
  method: 'POST',
  path: '/',
  body: '{}',
  serial: '',
  safeToRepeat,
})
const failed = (code: string, status = 0, outcome: 'unknown' | 'notSent' | 'refused' = 'unknown') =>
  new PayApiError({ action: 'create', status, code, outcome, verified: false, requestId: '' }, 'no')
const half = (_bytes: number) => Buffer.from([0])
const pause = (error: PayApiError, attempt = 1, { safe = true, switching = false, random = half } = {}) =>
  nextPause(call(safe), error, attempt, switching, random)

const NETWORK = ['CLIENT_NOT_CONNECTED', 'CLIENT_TIMEOUT', 'CLIENT_CONNECTION_LOST']

it.each(NETWORK)('%s goes out again, twice, each time later', (code) => {
  expect([1, 2, 3, 4].map((attempt) => pause(failed(code), attempt))).toEqual([
    100,
    200,
    undefined,
    undefined,
  ])
})

it('the pause has 50 % of jitter', () => {
  const error = failed('CLIENT_TIMEOUT')
  expect(pause(error, 1, { random: () => Buffer.from([255]) })).toBe(200)
  expect(pause(error, 1, { random: () => Buffer.from([51]) })).toBe(120)
  expect(pause(error, 2, { random: () => Buffer.from([255]) })).toBe(400)
  expect(pause(error, 1, { random: () => Buffer.alloc(0) })).toBe(100)
  const asked: number[] = []
  pause(error, 1, {
    random: (bytes: number) => {
      asked.push(bytes)
      return Buffer.alloc(bytes)
    },
  })
  expect(asked).toEqual([1])
})

it('what WeChat Pay is too busy for goes out again once, after a second or so', () => {
  const busy = failed('FREQUENCY_LIMITED', 429)
  expect(pause(busy)).toBe(500)
  expect(pause(busy, 1, { random: () => Buffer.from([255]) })).toBe(1000)
  expect(pause(busy, 2)).toBeUndefined()
})

it('an error of WeChat Pay’s machines goes out again, any other answer does not', () => {
  for (const status of [500, 502, 503]) expect(pause(failed('SYSTEM_ERROR', status))).toBe(100)
  for (const status of [200, 302, 400, 403, 404, 499])
    expect(pause(failed('PARAM_ERROR', status))).toBeUndefined()
  for (const code of ['CLIENT_TOO_LARGE', 'CLIENT_UNREADABLE', 'CLIENT_REDIRECTED'])
    expect(pause(failed(code))).toBeUndefined()
})

it('what acts twice when it is sent twice goes out again only if nothing left', () => {
  expect(pause(failed('CLIENT_TIMEOUT'), 1, { safe: false })).toBeUndefined()
  expect(pause(failed('SYSTEM_ERROR', 500), 1, { safe: false })).toBeUndefined()
  expect(pause(failed('CLIENT_NOT_CONNECTED', 0, 'notSent'), 1, { safe: false })).toBe(100)
})

it('to another domain it goes at once', () => {
  expect(pause(failed('CLIENT_TIMEOUT'), 1, { switching: true })).toBe(0)
  expect(pause(failed('CLIENT_TIMEOUT'), 3, { switching: true })).toBeUndefined()
})

it('another domain is for a network failure alone, and for what may go out again', () => {
  for (const code of NETWORK) expect(maySwitchDomain(call(true), failed(code))).toBe(true)
  expect(maySwitchDomain(call(true), failed('SYSTEM_ERROR', 500))).toBe(false)
  expect(maySwitchDomain(call(true), failed('CLIENT_TOO_LARGE'))).toBe(false)
  expect(maySwitchDomain(call(false), failed('CLIENT_TIMEOUT'))).toBe(false)
  expect(maySwitchDomain(call(false), failed('CLIENT_NOT_CONNECTED', 0, 'notSent'))).toBe(true)
})
