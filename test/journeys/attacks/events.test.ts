import { codeOf, OPERATOR, Target } from './attack'

/** What no page would send. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

describe('events', () => {
  const deep = (levels: number, name = 'a'): unknown => {
    let value: unknown = {}
    for (let n = 0; n < levels; n++) value = { [name]: value }
    return value
  }

  it.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'GET', ' get', '', 'get\0'])(
    'action %j: UNKNOWN_ACTION',
    async (action) => {
      for (const fn of ['orders', 'console'])
        expect(codeOf(await target.ask(fn, { action, orderId: target.unconfirmed }))).toBe('UNKNOWN_ACTION')
    },
  )

  it.each([[['get']], [{ get: 1 }], [1], [true], [null]])('action %j: UNKNOWN_ACTION', async (action) => {
    for (const fn of ['orders', 'console'])
      expect(codeOf(await target.ask(fn, { action, orderId: target.unconfirmed }))).toBe('UNKNOWN_ACTION')
  })

  it.each([
    ['a text', 'get'],
    ['a number', 7],
    ['nothing', null],
    ['a list', [{ action: 'get' }]],
  ])('%s for an event: UNKNOWN_ACTION', async (_, event) => {
    for (const fn of ['orders', 'console']) expect(codeOf(await target.ask(fn, event))).toBe('UNKNOWN_ACTION')
  })

  it('a huge one, a deep one: INVALID_REQUEST before anything is read', async () => {
    for (const more of [
      { x: 'x'.repeat(40_000) },
      { x: deep(2000, 'a'.repeat(20)) },
      { fees: Array(17_000).fill(0) },
    ]) {
      expect(
        codeOf(await target.ask('orders', { action: 'get', orderId: target.unconfirmed, ...more })),
      ).toBe('INVALID_REQUEST')
      expect(codeOf(await target.ask('console', { action: 'me', ...more }, OPERATOR))).toBe('INVALID_REQUEST')
      expect(target.databaseCalls).toBe(0)
    }
    expect(codeOf(await target.ask('console', { action: 'me', x: deep(2000) }, OPERATOR))).toBe('OK')
  })

  const ids = [
    '../x', `${'0'.repeat(24)}/complete`, `${'0'.repeat(23)}\n`, '0'.repeat(23), '0'.repeat(25), 'F'.repeat(24),
    `${'0'.repeat(24)}_1`, '%2e%2e%2f', '', ' '.repeat(24), '𝟎'.repeat(24), '__proto__', { $ne: '' }, { $regex: '.*' },
    ['0'.repeat(24)], 0, null, true,
  ] // prettier-ignore
  it.each(ids)('orderId %j: INVALID_REQUEST', async (orderId) => {
    for (const action of ['get', 'cancel', 'reopen', 'retry', 'detail'])
      expect(codeOf(await target.ask('orders', { action, orderId }))).toBe('INVALID_REQUEST')
    const more = { ...target.story.bill('', 1), orderId, reason: 'x', paidAt: Date.now() }
    for (const action of ['get', 'cancel', 'complete', 'sync'])
      expect(codeOf(await target.ask('console', { action, ...more }, OPERATOR))).toBe('INVALID_REQUEST')
  })
})
