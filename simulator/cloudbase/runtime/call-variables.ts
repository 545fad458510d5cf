import { type CallContext } from '../options'
import { type InvocationSource } from '../events'

/**
 * What the platform puts into process.env before a call (facts/cloudbase.md 2.3). Only a mini-program call carries a
 * person; function → function, timer and HTTP calls carry no WeChat context at all.
 */
export function callVariables(
  callId: string,
  source: InvocationSource,
  person: CallContext,
  offsetMs: number,
): Record<string, string> {
  const weChat: Record<string, string> =
    source === 'wx_client'
      ? {
          ...(person.openid === undefined ? {} : { WX_OPENID: person.openid }),
          ...(person.appid === undefined ? {} : { WX_APPID: person.appid }),
          ...(person.unionid === undefined ? {} : { WX_UNIONID: person.unionid }),
          WX_CLIENTIP: '127.0.0.1',
        }
      : {}
  const names = Object.keys(weChat)
  return {
    ...weChat,
    ...(names.length > 0 ? { WX_CONTEXT_KEYS: names.join(',') } : {}),
    TCB_SOURCE: tcbSource[source],
    TCB_SEQID: callId,
    TRIGGER_SRC: source === 'timer' ? 'timer' : 'tcb',
    // Every request of the SDK carries it: that is how the gateway knows whose request it is.
    TENCENTCLOUD_SESSIONTOKEN: callId,
    SANDBOX_CLOCK_OFFSET_MS: String(offsetMs),
  }
}

/** The values for timer and HTTP calls are assumptions. */
const tcbSource: Readonly<Record<InvocationSource, string>> = {
  wx_client: 'wx_client',
  timer: 'wx_trigger',
  http: 'wx_http',
  scf: 'wx_client,scf',
}
