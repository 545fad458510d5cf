import { startWorld } from '../../../simulator/world'
import { PROJECT, Story } from '../story'
import { codeOf, CUSTOMER, OPERATOR, STRANGER, Target, type Answered } from './attack'

/** Who somebody is comes from the platform alone. */

let target: Target
beforeAll(async () => {
  target = await Target.open()
})
afterAll(() => target.story.close())
afterEach(() => {
  target.expectUntouched()
})

describe('identity', () => {
  const get = (more: object) => ({ action: 'get', orderId: target.unconfirmed, ...more })

  it('control: the owner sees the order', async () => {
    expect(codeOf(await target.ask('orders', get({})))).toBe('OK')
    target.look()
  })

  it.each([
    ['openid in the event', { openid: CUSTOMER }],
    ['OPENID in the event', { OPENID: CUSTOMER, WX_OPENID: CUSTOMER, FROM_OPENID: CUSTOMER }],
    ['userInfo in the event', { userInfo: { openId: CUSTOMER, appId: 'wx5a1d0c0de5a4d80f' } }],
    ['a caller in the event', { caller: { kind: 'user', openid: CUSTOMER }, context: { openid: CUSTOMER } }],
    ['a prototype in the event', JSON.parse(`{"__proto__":{"openid":"${CUSTOMER}"}}`) as object],
  ])('%s: somebody else stays somebody else', async (_, more) => {
    expect(codeOf(await target.ask('orders', get(more), STRANGER))).toBe('ORDER_NOT_FOUND')
    expect(codeOf(await target.ask('console', get(more), STRANGER))).toBe('NOT_OPERATOR')
  })

  it("another mini-program's person, with the right openid, is nobody", async () => {
    for (const [fn, openid] of [
      ['orders', CUSTOMER],
      ['console', OPERATOR],
    ] as const)
      for (const appid of ['wxother0000000000', ''])
        expect(
          codeOf((await target.story.world.cloudbase.invoke(fn, get({}), { openid, appid })) as Answered),
        ).toBe('NO_IDENTITY')
  })

  it.each(['http', 'timer', 'scf'] as const)(
    'a call by %s with a person in its event is nobody',
    async (source) => {
      const forged = get({ openid: OPERATOR, userInfo: { openId: OPERATOR }, WX_OPENID: OPERATOR })
      for (const fn of ['orders', 'console'])
        expect(codeOf((await target.story.world.cloudbase.invoke(fn, forged, { source })) as Answered)).toBe(
          'NO_IDENTITY',
        )
    },
  )

  it('a person who imitates HTTP or the timer only loses their identity', async () => {
    const http = get({ httpMethod: 'POST', headers: {}, body: '{}' })
    expect(codeOf(await target.ask('orders', http))).toBe('NO_IDENTITY')
    const timer = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-20T00:00:00Z', Message: '' }
    expect(codeOf(await target.ask('orders', { ...timer, ...get({}) }, STRANGER))).toBe('ORDER_NOT_FOUND')
  })
})

describe('an instance that still carries the last caller', () => {
  it('gives that identity to nobody else: not to HTTP, not to another function, not to the timer', async () => {
    const world = await startWorld({
      project: PROJECT,
      sandbox: { keys: Story.keys },
      cloudbase: { staleContext: true },
    })
    try {
      const me = { action: 'me' }
      expect(await world.cloudbase.invoke('console', me, { openid: OPERATOR })).toMatchObject({ ok: true })
      const http = { ...me, httpMethod: 'POST', headers: {}, body: '{"action":"me"}' }
      for (const [event, source] of [
        [http, 'http'],
        [me, 'http'],
        [me, 'scf'],
        [me, 'timer'],
      ] as const)
        expect(await world.cloudbase.invoke('console', event, { source })).toMatchObject({
          failure: { code: 'NO_IDENTITY' },
        })
      expect(world.cloudbase.history.calls.map(({ cold }) => cold)).toEqual([
        true,
        false,
        false,
        false,
        false,
      ])
    } finally {
      await world.close()
    }
  })
})

describe('reconcile and notify, called by people', () => {
  const timer = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-20T00:00:00Z', Message: '' }

  it('control: the timer itself is let in', async () => {
    expect(await target.story.reconcile()).toMatchObject({ ok: true })
    target.look()
  })

  it.each([
    ['a forged timer', timer, { openid: CUSTOMER }],
    ['a forged timer without userInfo', { ...timer, userInfo: undefined }, { openid: OPERATOR }],
    ['a forged timer from another function', timer, { source: 'scf' as const }],
    ['a forged timer over HTTP', timer, { source: 'http' as const }],
    [
      'a forged source',
      { ...timer, TRIGGER_SRC: 'timer', env: { TRIGGER_SRC: 'timer' } },
      { openid: CUSTOMER },
    ],
    ['HTTP on top of a timer', { ...timer, httpMethod: 'POST', headers: {} }, { openid: CUSTOMER }],
  ])('reconcile refuses %s', async (_, event, person) => {
    expect(await target.story.world.cloudbase.invoke('reconcile', event, person)).toEqual({
      ok: false,
      skipped: 'not-the-timer',
    })
    expect(target.databaseCalls).toBe(0)
  })

  it.each([
    ['notify, as an action', { action: 'get', orderId: '0'.repeat(24) }, 404],
    ['notify, as a timer', timer, 404],
    ['notify, as HTTP without a signature', { httpMethod: 'POST', headers: {}, body: '{}' }, 401],
    ['notify, as HTTP without a body', { httpMethod: 'POST', headers: {} }, 401],
    ['notify, as HTTP with an object for a body', { httpMethod: 'POST', headers: {}, body: { a: 1 } }, 400],
    ['notify, as HTTP with odd headers', { httpMethod: 'POST', headers: [1, null], body: '' }, 401],
  ])('%s: %d', async (_, event, statusCode) => {
    expect(await target.story.world.cloudbase.invoke('notify', event, { openid: CUSTOMER })).toMatchObject({
      statusCode,
    })
    expect(target.databaseCalls).toBe(0)
  })
})
