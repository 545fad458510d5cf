import type { Env } from './clock'

/** Who calls a function, as far as the platform vouches for it. */
export type Caller =
  | { kind: 'user'; openid: string; appid: string }
  /** A person in another mini-program than ours: somebody only where a document says that it is a shop's. */
  | { kind: 'guest'; openid: string; appid: string }
  | { kind: 'timer' }
  | { kind: 'http' }
  | { kind: 'function' }
  | { kind: 'nobody' }

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (event: unknown): Fields =>
  typeof event === 'object' && event !== null ? (event as Fields) : {}

/**
 * One value of the WeChat context, by wx-server-sdk's own rule: only variables that `WX_CONTEXT_KEYS` names count, read at
 * call time. Read from the environment, so that a call without database does not load the SDK (100 ms).
 */
function contextValue(env: Env, key: 'WX_OPENID' | 'WX_APPID'): string | undefined {
  return (env['WX_CONTEXT_KEYS'] ?? '').split(',').includes(key) ? env[key] : undefined
}

/** The shape of an HTTP access event. A person who imitates it only loses their own identity. */
const isHttp = (event: Fields): boolean =>
  typeof event['httpMethod'] === 'string' && typeof event['headers'] === 'object'

/**
 * A timer's event. `userInfo` is put into every mini-program call by the platform, so its presence takes the timer's right
 * away; nothing is ever granted because of it.
 */
const isTimer = (event: Fields, env: Env): boolean =>
  env['TRIGGER_SRC'] === 'timer' && event['Type'] === 'Timer' && event['userInfo'] === undefined

/** How the call came, the last station last: `wx_client`, `wx_devtools`, `wx_client,scf`, `wx_http`, `wx_trigger` … */
const stationsOf = (env: Env): string[] => (env['TCB_SOURCE'] ?? '').split(',')

/** Stations that carry no person: an openid beside them is the last caller's. Others are not told apart: they may be new. */
const WITHOUT_PERSON = ['wx_http', 'wx_trigger']

/**
 * Tells who calls. The openid comes from the platform's context alone, never from the event, and counts only with our own
 * appid (`WECHATPAY_APPID`, where it is set): with another one the caller is a guest. A warm instance may still carry the last caller's variables (facts: cloudbase 2.3),
 * so HTTP, timers and other functions are recognised before the openid is looked at.
 */
export async function callerOf(event: unknown, env: Env = process.env): Promise<Caller> {
  const fields = fieldsOf(event)
  if (isHttp(fields)) return { kind: 'http' }
  if (isTimer(fields, env)) return { kind: 'timer' }
  const stations = stationsOf(env)
  if (stations.includes('scf')) return { kind: 'function' }
  if (stations.some((station) => WITHOUT_PERSON.includes(station))) return { kind: 'nobody' }
  const openid = contextValue(env, 'WX_OPENID')
  const appid = contextValue(env, 'WX_APPID') ?? ''
  const ours = env['WECHATPAY_APPID']
  if (!openid) return { kind: 'nobody' }
  if (!ours || ours === appid) return { kind: 'user', openid, appid }
  return appid === '' ? { kind: 'nobody' } : { kind: 'guest', openid, appid }
}
