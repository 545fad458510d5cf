import { codeOf, CUSTOMER, OPERATOR, STRANGER, Target } from './attack'

/** What an operator, or somebody with an operator’s phone, cannot charge or write. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

describe('complete', () => {
  const complete = (more: object, total = 500) =>
    target.ask(
      'console',
      { action: 'complete', ...target.story.bill(target.inUse, total), ...more },
      OPERATOR,
    )
  const line = (more: object) => ({ fees: [{ name: '使用时长', amount: 500, ...more }] })
  const lines = (count: number) => ({
    fees: Array.from({ length: count }, (_, n) => ({ name: `第 ${n} 项`, amount: 0 })),
    total: 0,
  })

  it.each([
    ['NaN', { total: NaN }], ['Infinity', { total: Infinity }], ['a negative total', { total: -1 }],
    ['a fraction of a fen', { total: 500.5 }], ['a total as a text', { total: '500' }], ['2^53', { total: 2 ** 53 }],
    ['1e21', { total: 1e21 }], ['no total', { total: undefined }],
    ['an amount of NaN', line({ amount: NaN })], ['a negative amount', line({ amount: -500 })],
    ['a fraction as an amount', line({ amount: 0.1 })], ['an amount as a text', line({ amount: '500' })],
    ['an amount beyond all sums', line({ amount: 9_007_199_254_740_991 })],
    ['101 lines', lines(101)], ['6 discounts', { discounts: Array(6).fill({ name: 'x', description: 'x', amount: 0 }) }],
    ['lines that are no list', { fees: { 0: { name: 'x', amount: 500 }, length: 1 } }],
    ['a line with more fields', line({ price: 1 })], ['a line that is null', { fees: [null] }],
    ['a name that is an object', line({ name: { $ne: 1 } })],
    ['an end as a text', { endedAt: '20261120120000' }], ['an end before time', { endedAt: -1 }],
    ['profit sharing as a text', { profit_sharing: 'true' }],
  ])('%s: INVALID_REQUEST', async (_, more) => {
    expect(codeOf(await complete(more))).toBe('INVALID_REQUEST')
  }) // prettier-ignore

  it.each([
    ['no lines', { fees: [], total: 500 }, 'SUM_MISMATCH'],
    ['an end in the future', { endedAt: 4_000_000_000_000 }, 'TIME_INVALID'],
    ['a sum that does not fit', { total: 499 }, 'SUM_MISMATCH'],
    ['more than was shown', { fees: [{ name: 'x', amount: 9901 }], total: 9901 }, 'OVER_LIMIT'],
    ['two halves above what was shown', { fees: [{ name: 'x', amount: 9900 }, { name: 'y', amount: 1 }], total: 9901 }, 'OVER_LIMIT'],
    ['more discount than fees', { discounts: [{ name: 'x', description: 'x', amount: 501 }], total: 0 }, 'LINES_INVALID'],
    ['a discount without amount', { discounts: [{ name: 'x', description: 'x' }] }, 'LINES_INVALID'],
    ['a line without amount', { fees: [{ name: 'x', description: '每小时 3 元' }], total: 0 }, 'LINES_INVALID'],
    ['a count of zero', line({ count: 0 }), 'LINES_INVALID'],
    ['a count that is a fraction', line({ count: 1.5 }), 'LINES_INVALID'],
    ['the same name twice', { fees: [{ name: 'x', amount: 250 }, { name: 'x', amount: 250 }] }, 'LINES_INVALID'],
    ['the same name twice, with a space', { fees: [{ name: 'x', amount: 250 }, { name: ' x ', amount: 250 }] }, 'LINES_INVALID'],
    ['the same name twice, with a zero-width space', { fees: [{ name: 'x', amount: 250 }, { name: 'x\u200b', amount: 250 }] }, 'LINES_INVALID'],
    ['an invisible name', line({ name: '\u200b\u200d\ufeff' }), 'LINES_INVALID'],
    ['a name written backwards', line({ name: '费\u202e用' }), 'LINES_INVALID'],
    ['a name with isolates', line({ name: '费\u2066用\u2069' }), 'LINES_INVALID'],
    ['a name of two lines', line({ name: '费用\n合计 ¥0.00' }), 'LINES_INVALID'],
    ['a name with a zero byte', line({ name: '费\0用' }), 'LINES_INVALID'],
    ['half a character as a name', line({ name: '费\ud83d' }), 'LINES_INVALID'],
    ['half a character as a description', line({ description: '\udc00' }), 'LINES_INVALID'],
    ['a description written backwards', line({ description: 'a\u202eb' }), 'LINES_INVALID'],
    ['a name of 21 characters', line({ name: '费'.repeat(21) }), 'LINES_INVALID'],
    ['a blank name', line({ name: '　' }), 'LINES_INVALID'],
  ])('%s', async (_, more, code) => {
    expect(codeOf(await complete(more))).toBe(code)
  }) // prettier-ignore

  it('by customer and stranger: NOT_OPERATOR, before anything of the order is read', async () => {
    for (const openid of [CUSTOMER, STRANGER]) {
      expect(
        codeOf(
          await target.ask('console', { action: 'complete', ...target.story.bill(target.inUse, 0) }, openid),
        ),
      ).toBe('NOT_OPERATOR')
      expect(target.databaseCalls).toBe(1)
    }
  })

  it('control: honest names, also with rare characters and an emoji, are taken', async () => {
    const fees = [{ name: '𠮷野家 🍜', amount: 500, description: '𠮷 é ü' }]
    expect(codeOf(await complete({ fees, total: 500 }))).toBe('OK')
    expect(target.story.document(target.inUse)).toMatchObject({
      state: 'FINISHED',
      bill: { fees, total: 500 },
    })
    target.look()
  })
})

describe('a reason', () => {
  const cancel = (reason: unknown, orderId = target.unconfirmed) =>
    target.ask('console', { action: 'cancel', orderId, reason }, OPERATOR)
  it.each([
    ['half a character', '设备\ud800故障'], ['text written backwards', '设备\u202e故障'],
    ['only zero-width signs', '\u200b\u200b'], ['nothing', '  '], ['31 characters', '字'.repeat(31)], ['a list', ['x']],
    ['a zero byte', '设备\0故障'], ['an escape sequence', '设备\u001b[31m故障'],
  ])('with %s: INVALID_REQUEST', async (_, reason) => {
    expect(codeOf(await cancel(reason))).toBe('INVALID_REQUEST')
    const event = { action: 'sync', orderId: target.inUse, paidAt: Date.now(), reason }
    expect(codeOf(await target.ask('console', event, OPERATOR))).toBe('INVALID_REQUEST')
  }) // prettier-ignore

  it('of several lines becomes one line', async () => {
    const { order } = await target.story.create()
    expect(codeOf(await cancel(' 设备故障\n\r\n  没有\t使用 ', order.orderId))).toBe('OK')
    expect(target.story.document(order.orderId).audit.map(({ note }) => note)).toContain('设备故障 没有 使用')
  })
})
