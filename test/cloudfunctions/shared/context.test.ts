import { callerOf } from '../../../cloudfunctions/shared/context'
import { userEnv } from './merchant'

const timer = { Type: 'Timer', TriggerName: 'every', Time: '2026-11-20T00:00:00Z', Message: '' }
const http = { httpMethod: 'POST', headers: { host: 'x' }, body: '' }
const timerEnv = { TRIGGER_SRC: 'timer', WX_CONTEXT_KEYS: '' }

describe('callerOf', () => {
  it('takes the openid from the context', async () => {
    expect(await callerOf({ action: 'get' }, userEnv('o-1'))).toEqual({
      kind: 'user',
      openid: 'o-1',
      appid: 'wx1234567890abcdef',
    })
  })

  it('takes nothing from the event', async () => {
    const event = {
      openid: 'o-2',
      OPENID: 'o-2',
      userInfo: { openId: 'o-2', appId: 'wx1' },
      WX_OPENID: 'o-2',
    }
    expect(await callerOf(event, {})).toEqual({ kind: 'nobody' })
    expect(await callerOf(event, userEnv('o-1'))).toMatchObject({ openid: 'o-1' })
  })

  it.each([
    ['a variable that WX_CONTEXT_KEYS does not name', { ...userEnv('o-1'), WX_CONTEXT_KEYS: 'WX_APPID' }],
    ['no WX_CONTEXT_KEYS', { WX_OPENID: 'o-1' }],
    ['an empty openid', userEnv('')],
    [
      'an openid without an appid where ours is known',
      { ...userEnv('o-1'), WX_CONTEXT_KEYS: 'WX_OPENID', WECHATPAY_APPID: 'wx1234567890abcdef' },
    ],
  ])('believes no openid from %s', async (_, env) => {
    expect(await callerOf({}, env)).toEqual({ kind: 'nobody' })
  })

  it('takes a person in another mini-program for a guest', async () => {
    const env = { ...userEnv('o-1', 'wxother0000000000'), WECHATPAY_APPID: 'wx1234567890abcdef' }
    expect(await callerOf({}, env)).toEqual({ kind: 'guest', openid: 'o-1', appid: 'wxother0000000000' })
  })

  it('knows timers by the trigger source, not by the event', async () => {
    expect(await callerOf(timer, timerEnv)).toEqual({ kind: 'timer' })
    expect(await callerOf(timer, { TRIGGER_SRC: 'tcb' })).toEqual({ kind: 'nobody' })
    expect(await callerOf(timer, {})).toEqual({ kind: 'nobody' })
    expect(await callerOf({}, timerEnv)).toEqual({ kind: 'nobody' })
  })

  it('lets no user forge a timer, and no left-over user stop one', async () => {
    const left = { ...userEnv('o-1'), ...timerEnv, WX_CONTEXT_KEYS: 'WX_OPENID,WX_APPID' }
    expect(await callerOf({ ...timer, userInfo: { openId: 'o-1' } }, left)).toMatchObject({ kind: 'user' })
    expect(await callerOf(timer, { ...userEnv('o-1'), TRIGGER_SRC: 'tcb' })).toMatchObject({ kind: 'user' })
    expect(await callerOf(timer, left)).toEqual({ kind: 'timer' })
  })

  it('gives an HTTP request no identity, even on an instance that served a user', async () => {
    expect(await callerOf(http, userEnv('o-1'))).toEqual({ kind: 'http' })
  })

  it('knows calls from other functions', async () => {
    expect(await callerOf({}, { TCB_SOURCE: 'wx_client,scf' })).toEqual({ kind: 'function' })
    expect(await callerOf({}, { TCB_SOURCE: 'scf' })).toEqual({ kind: 'function' })
  })

  it.each([
    ['wx_client,scf', 'function'],
    ['wx_devtools,scf', 'function'],
    ['wx_http', 'nobody'],
    ['wx_trigger', 'nobody'],
  ])('leaves the last caller’s openid where it is when the call came by %s', async (TCB_SOURCE, kind) => {
    expect(await callerOf({}, { ...userEnv('o-1'), TCB_SOURCE })).toEqual({ kind })
  })

  it.each(['wx_client', 'wx_devtools', 'wx_unknown', ''])('knows a person by %j', async (TCB_SOURCE) => {
    expect(await callerOf({}, { ...userEnv('o-1'), TCB_SOURCE })).toMatchObject({
      kind: 'user',
      openid: 'o-1',
    })
  })

  it.each([undefined, null, 'text', 7, []])('survives the event %p', async (event) => {
    expect(await callerOf(event, {})).toEqual({ kind: 'nobody' })
  })
})

describe('the SDK itself', () => {
  const names = ['WX_CONTEXT_KEYS', 'WX_OPENID', 'WX_APPID', 'TCB_SOURCE']
  afterEach(() => names.forEach((name) => Reflect.deleteProperty(process.env, name)))

  it.each([
    userEnv('oABCdef-123_xyz'),
    { ...userEnv('o-1'), WX_CONTEXT_KEYS: 'WX_APPID' },
    { ...userEnv('o-1'), WX_CONTEXT_KEYS: ',WX_OPENID,,WX_APPID' },
    { WX_OPENID: 'o-1' },
    { WX_CONTEXT_KEYS: 'WX_OPENID' },
  ])('sees the same openid and appid: %j', async (env: Record<string, string>) => {
    const sdk = (await import('wx-server-sdk')) as unknown as {
      getWXContext(): { OPENID?: string; APPID?: string }
    }
    Object.assign(process.env, env)
    const { OPENID, APPID } = sdk.getWXContext()
    const caller = await callerOf({}, process.env)
    expect(caller.kind === 'user' ? [caller.openid, caller.appid] : undefined).toEqual(
      OPENID ? [OPENID, APPID] : undefined,
    )
  })
})
