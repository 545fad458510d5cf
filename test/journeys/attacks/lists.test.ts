import { codeOf, CUSTOMER, OPERATOR, STRANGER, Target } from './attack'

/** Nobody sees what is not theirs, and no list can be talked into more. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

describe('enumeration of orders', () => {
  it.each(['get', 'cancel', 'reopen', 'retry', 'detail'])(
    '%s: another’s order and none at all are the same, at the same cost',
    async (action) => {
      const seen = []
      for (const orderId of [target.inUse, target.unconfirmed, '0'.repeat(24)]) {
        const { failure } = await target.ask('orders', { action, orderId }, STRANGER)
        const { databaseCalls, examined } = target.story.world.cloudbase.history.calls.at(-1) ?? {}
        seen.push({ ...failure, requestId: '', databaseCalls, examined: (examined ?? 0) > 1 })
      }
      expect(seen[0]).toMatchObject({ code: 'ORDER_NOT_FOUND', databaseCalls: 1 })
      expect(seen[1]).toEqual(seen[0])
      expect(seen[2]).toEqual(seen[0])
    },
  )

  it('the list of a stranger is empty, whatever they add', async () => {
    for (const more of [
      {},
      { openid: CUSTOMER },
      { where: {} },
      { filter: 'open', search: target.inUse.slice(0, 8) },
    ]) {
      const { data } = await target.ask('orders', { action: 'list', ...more }, STRANGER)
      const items = data?.['items'] as { orderId: string }[]
      expect(items.filter(({ orderId }) => target.story.document(orderId).openid !== STRANGER)).toEqual([])
    }
  })

  it.each([
    'x', '1:', `${Date.now()}`, `${Date.now()}:zz`, `-1:${'0'.repeat(24)}`, `1e9:${'0'.repeat(24)}`,
    `${Date.now()}:${'0'.repeat(24)},{"$ne":1}`, '9'.repeat(16) + ':', `${Date.now()}:${`${'0'.repeat(24)},`.repeat(61)}`,
    `${Date.now()}:\n`,
  ])('a cursor %j of one’s own making: INVALID_REQUEST, or nothing of others', async (cursor) => {
    const answer = await target.ask('orders', { action: 'list', cursor }, STRANGER)
    if (answer.ok) expect((answer.data?.['items'] as { orderId: string }[]).every(({ orderId }) => target.story.document(orderId).openid === STRANGER)).toBe(true)
    else expect(codeOf(answer)).toBe('INVALID_REQUEST')
  }) // prettier-ignore

  it.each([[1], [{ $gt: 0 }], [['x']], ['x'.repeat(2001)], [null]])(
    'cursor %j: INVALID_REQUEST',
    async (cursor) => {
      expect(codeOf(await target.ask('orders', { action: 'list', cursor }))).toBe('INVALID_REQUEST')
    },
  )

  it.each([[{ filter: '__proto__' }], [{ filter: { $ne: 1 } }], [{ filter: 'constructor' }]])(
    'list with %j: INVALID_REQUEST',
    async (more) => {
      expect(codeOf(await target.ask('orders', { action: 'list', ...more }))).toBe('INVALID_REQUEST')
      expect(codeOf(await target.ask('console', { action: 'list', ...more }, OPERATOR))).toBe(
        'INVALID_REQUEST',
      )
    },
  )

  it.each([
    '.*',
    '^',
    '$',
    '[0-9a-f]',
    'a".*',
    '0000"}',
    '\u0000\u0000\u0000\u0000',
    '{"$ne":1}',
    'zzzz',
    '../..',
    '_1',
    '    ',
  ])('search %j finds nothing', async (search) => {
    const { data } = await target.ask('console', { action: 'list', search }, OPERATOR)
    expect(data).toEqual({ items: [] })
  })

  it.each([[{ $regex: '.*' }], [['a']], [1], ['a'.repeat(65)]])(
    'search %j: INVALID_REQUEST',
    async (search) => {
      expect(codeOf(await target.ask('console', { action: 'list', search }, OPERATOR))).toBe(
        'INVALID_REQUEST',
      )
    },
  )

  it('control: the start of a number finds its order', async () => {
    for (const search of [target.inUse.slice(0, 4), `${target.inUse}_1`, ` ${target.inUse.toUpperCase()} `]) {
      const { data } = await target.ask('console', { action: 'list', search }, OPERATOR)
      expect((data?.['items'] as { orderId: string }[]).map(({ orderId }) => orderId)).toContain(target.inUse)
    }
  })
})
