import { join } from 'node:path'
import { type CloudBase, type CloudBaseEvent, startCloudBase } from '../../../simulator/cloudbase'

const functionRoot = join(__dirname, 'functions')
const events: CloudBaseEvent[] = []
let cloudbase: CloudBase

beforeAll(async () => {
  cloudbase = await startCloudBase({
    functionRoot,
    collections: { notes: {} },
    appid: 'wxours',
    env: (origin) => ({ COMMON: origin, OVERRIDDEN: 'common' }),
    perFunctionEnv: { probe: { OVERRIDDEN: 'special' } },
    clock: { offsetMs: 7_000, now: () => 1_000_000, onAdvance: () => () => undefined },
    onEvent: (event) => events.push(event),
  })
})
afterAll(() => cloudbase.close())

const probe = (event: object, openid?: string) =>
  cloudbase.invoke('probe', event, openid === undefined ? {} : { openid })

describe('a function call', () => {
  it('keeps the identities of concurrent callers apart', async () => {
    const people = ['o-ann', 'o-bob', 'o-cai', 'o-dan']
    const seen = await Promise.all(people.map((openid) => probe({ action: 'identity' }, openid)))
    expect(seen).toEqual(people.map((openid) => [openid]))
  })

  it('carries userInfo that nobody can send along, and only for the mini-program', async () => {
    const sent = { action: 'echo', userInfo: { openId: 'forged' } }
    expect(await probe(sent, 'o-ann')).toMatchObject({
      event: { userInfo: { appId: 'wxours', openId: 'o-ann' } },
      context: { function_name: 'probe', time_limit_in_ms: 2_000, memory_limit_in_mb: 256 },
    })
    expect(await cloudbase.invoke('probe', { action: 'echo' }, { source: 'http' })).toMatchObject({
      event: { action: 'echo' },
    })
    const fromHttp = (await cloudbase.invoke('probe', { action: 'echo' }, { source: 'http' })) as {
      event: object
    }
    expect(fromHttp.event).not.toHaveProperty('userInfo')
  })

  it('clears the person before a call without one, on the same warm instance', async () => {
    const names = ['WX_OPENID', 'WX_APPID', 'WX_CONTEXT_KEYS', 'TRIGGER_SRC', 'SANDBOX_CLOCK_OFFSET_MS']
    const ask = { action: 'environment', names }
    expect(await probe(ask, 'o-ann')).toEqual({
      WX_OPENID: 'o-ann',
      WX_APPID: 'wxours',
      WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID,WX_CLIENTIP',
      TRIGGER_SRC: 'tcb',
      SANDBOX_CLOCK_OFFSET_MS: '7000',
    })
    const started = events.length
    expect(await cloudbase.invoke('probe', ask, { source: 'timer' })).toEqual({
      TRIGGER_SRC: 'timer',
      SANDBOX_CLOCK_OFFSET_MS: '7000',
    })
    expect(events.slice(started)).toContainEqual(expect.objectContaining({ kind: 'function', cold: false }))
  })

  it('sees the variables of all functions and its own, which win', async () => {
    expect(await probe({ action: 'environment', names: ['COMMON', 'OVERRIDDEN'] })).toEqual({
      COMMON: cloudbase.origin,
      OVERRIDDEN: 'special',
    })
  })

  it('reaches another function without the person', async () => {
    const inner = { name: 'probe', data: { action: 'context' } }
    const seen = await probe({ action: 'call', ...inner }, 'o-ann')
    expect(seen).not.toHaveProperty('OPENID')
    const failing = { name: 'probe', data: { action: 'fail', message: 'not today' } }
    expect(await probe({ action: 'callFails', ...failing })).toEqual({
      errCode: -1,
      errMsg: 'callFunction:fail TypeError: not today',
    })
  })

  it('fails as the cloud fails: unknown, broken, thrown, exited, too long', async () => {
    await expect(cloudbase.invoke('absent', {})).rejects.toMatchObject({ errCode: -501000 })
    await expect(cloudbase.invoke('broken', {})).rejects.toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('cannot be loaded'),
    })
    await expect(probe({ action: 'fail', message: 'no such thing' })).rejects.toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('TypeError: no such thing'),
    })
    await expect(probe({ action: 'exit' })).rejects.toMatchObject({ errCode: -504002 })
    await expect(probe({ action: 'reject' })).rejects.toMatchObject({
      errMsg: expect.stringContaining('nobody waits for this'),
    })
    await expect(probe({ action: 'spin' })).rejects.toMatchObject({
      errCode: -504003,
      errMsg: expect.stringContaining('Invoking task timed out after 2 seconds'),
    })
    expect(await probe({ action: 'count' })).toBe(1)
  })

  it('tells its console, its database calls and its duration as events', async () => {
    events.length = 0
    await probe({ action: 'say', text: '你好' })
    await probe({ action: 'twoNotes', ids: ['n1', 'n2'] })
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'log', level: 'log', text: 'said 你好', function: 'probe' }),
    )
    expect(events).toContainEqual(expect.objectContaining({ kind: 'log', text: '{ deep: [ 1 ] }' }))
    expect(events).toContainEqual(
      expect.objectContaining({
        kind: 'function',
        function: 'probe',
        databaseCalls: 2,
        result: ['n1', 'n2'],
      }),
    )
    expect(events).toContainEqual(
      expect.objectContaining({ kind: 'database', action: 'database.insertDocument', function: 'probe' }),
    )
  })
})

describe('a stale instance', () => {
  it('still shows the last person when the option asks for it', async () => {
    const stale = await startCloudBase({ functionRoot, staleContext: true })
    const ask = { action: 'environment', names: ['WX_OPENID'] }
    await stale.invoke('probe', ask, { openid: 'o-ann' })
    expect(await stale.invoke('probe', ask, { source: 'http' })).toEqual({ WX_OPENID: 'o-ann' })
    await stale.close()
  })
})
