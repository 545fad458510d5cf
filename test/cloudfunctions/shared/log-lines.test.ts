import { createHash } from 'node:crypto'
import { createLog, type LogFields, maskMessage, maskOpenid } from '../../../cloudfunctions/shared/log'

function lineOf(fields: LogFields, step = 'x'): Record<string, unknown> {
  let text = ''
  createLog({ function: 'orders', requestId: 'r-1', write: (line) => (text = line) })(step, fields)
  return JSON.parse(text) as Record<string, unknown>
}
const named = (name: string, message: string) => Object.assign(new Error(message), { name })

it('every field that is a code or a number is there, as it is; one that is absent is not', () => {
  const codes = ['action', 'orderId', 'out_order_no', 'out_refund_no', 'offerId', 'state', 'code', 'outcome', 'payRequestId', 'notificationId', 'event_type', 'serial', 'reason'] as const // prettier-ignore
  const fields = Object.fromEntries(codes.map((name) => [name, `of-${name}`]))
  const numbers = { status: 200, count: 0, ms: 7 }
  expect(lineOf({ ...fields, ...numbers })).toEqual({
    step: 'x',
    function: 'orders',
    requestId: 'r-1',
    ...fields,
    ...numbers,
  })
  expect(
    Object.keys(lineOf({ action: undefined, error: undefined, who: undefined, paths: undefined } as never)),
  ).toEqual(['step', 'function', 'requestId'])
})

it('what is in a wrong field is said to be masked', () => {
  const wrong = { action: '张三', ms: '7', who: 7, paths: 'x', code: 7 }
  expect(lineOf(wrong as never)).toMatchObject({
    action: '(masked)',
    ms: '(masked)',
    who: '(masked)',
    paths: '(masked)',
    code: '(masked)',
  })
  expect(lineOf({ action: 'x'.repeat(64), code: `${'x'.repeat(64)}y`, reason: '' })).toMatchObject({
    action: 'x'.repeat(64),
    code: '(masked)',
    reason: '',
  })
})

it('a person is a short hash, and paths are twenty at most', () => {
  const hash = createHash('sha256').update('openid-1').digest('hex')
  expect(maskOpenid('openid-1')).toBe(`u_${hash.slice(0, 8)}`)
  const { paths } = lineOf({ paths: [...Array.from({ length: 25 }, (_, n) => `fees[${n}].amount`)] })
  expect(paths).toHaveLength(20)
  expect(lineOf({ paths: ['fees', '张 三'] })['paths']).toEqual(['fees', '(masked)'])
})

it('a step is 64 signs at most', () => {
  expect(lineOf({}, 's'.repeat(70))['step']).toBe('s'.repeat(64))
})

it('goes to standard output, a line each, unless told otherwise', () => {
  const lines: unknown[] = []
  const write = jest.spyOn(process.stdout, 'write').mockImplementation((line) => (lines.push(line), true))
  createLog({ function: 'orders', requestId: 'r-1' })('x')
  write.mockRestore()
  expect(lines).toEqual(['{"step":"x","function":"orders","requestId":"r-1"}\n'])
})

/** A line of a PEM file, built here because no file of the project may hold the text of a key. */
const fence = (words: string): string => `${'-'.repeat(5)}${words}${'-'.repeat(5)}`

describe('a message', () => {
  it.each([
    [`x ${fence('BEGIN PRIVATE KEY')}\nabc\n${fence('END PRIVATE KEY')} y`, 'x (key) y'],
    [`x ${fence('BEGIN PRIVATE KEY')}\nabc def`, 'x (key)'],
    [`${fence('BEGIN A')}1${fence('END A')} then ${fence('BEGIN B')}2${fence('END B')}`, '(key) then (key)'],
    [`of ${'a'.repeat(28)}.`, 'of (masked).'],
    [`of ${'a'.repeat(27)}.`, `of ${'a'.repeat(27)}.`],
    [`${'ab12'.repeat(6)}_12`, `${'ab12'.repeat(6)}_12`],
    [`${'ab12'.repeat(6)}_12x`, '(masked)'],
    [`x${'ab12'.repeat(6)}_12`, '(masked)'],
    [`${'ab12'.repeat(6)}_xy1`, '(masked)'],
    [`${'xyzw'.repeat(6)}_12345`, '(masked)'],
    [`${'A'.repeat(28)}b`, '(masked)'],
    [`b${'A'.repeat(28)}`, '(masked)'],
    ['call 13800138000.', 'call (masked).'],
    ['call 1380013800.', 'call 1380013800.'],
    ['id 11010519491231002X, x', 'id (masked), x'],
    ['id 11010519491231002 now', 'id (masked) now'],
  ])('%s', (message, masked) => {
    expect(maskMessage(message)).toBe(masked)
  })

  it('is 400 signs at most', () => {
    expect(maskMessage('a b '.repeat(200))).toHaveLength(400)
  })
})

describe('an error', () => {
  const errorOf = (error: unknown) =>
    lineOf({ error })['error'] as { name: string; message?: string; at: string[] }

  it('is quoted where it is one of ours, by its whole name', () => {
    for (const name of [
      'Failed',
      'ConfigError',
      'ValidationError',
      'StateError',
      'PayApiError',
      'SignatureError',
      'DecryptError',
      'StoreMisuse',
      'StoreUnavailable',
    ])
      expect(errorOf(named(name, 'said'))).toMatchObject({ name, message: 'said' })
    for (const name of ['TypeError', 'NotFailed', 'FailedNot', 'Store', 'AxiosConfigError'])
      expect(errorOf(named(name, 'said'))).not.toHaveProperty('message')
  })

  it('says at most four places, short and without the machine’s folders', () => {
    const error = named('Failed', 'said')
    error.stack = [
      'Failed: said at home',
      '    at one (file:///home/me/app/dist/index.js:1:2)',
      '    at two (/home/me/index.js:3:4)',
      `    at ${'t'.repeat(200)}`,
      '    at async four (/home/me/four.js:5:6)',
      '    at five',
    ].join('\n')
    expect(errorOf(error).at).toEqual([
      'at one (index.js:1:2)',
      'at two (index.js:3:4)',
      `at ${'t'.repeat(117)}`,
      'at async four (four.js:5:6)',
    ])
    delete (error as { stack?: string }).stack
    expect(errorOf(error).at).toEqual([])
  })

  it('has a cause only where there is one', () => {
    expect(errorOf(named('Failed', 'said'))).not.toHaveProperty('cause')
    expect(errorOf(new Error('a', { cause: 'text' }))).toMatchObject({ cause: { name: 'string' } })
  })
})
