import { type PayAnswer, type PrepareContext, type PreparedCall, queryText } from '../call'
import { AnswerReader } from './answer'
import { Fields } from './fields'

/** 查询用户是否可使用服务. */
export interface UserServiceStateParams {
  appid: string
  service_id: string
  openid: string
}

/**
 * `GET /v3/payscore/user-service-state` (facts: 1.6).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareUserServiceState(
  params: UserServiceStateParams,
  { keyring, clock }: PrepareContext,
): PreparedCall {
  const { appid, service_id, openid } = params
  const fields = new Fields('user-service-state')
  fields.known('', params, ['appid', 'service_id', 'openid'])
  fields.text('service_id', service_id, 32)
  fields.text('appid', appid, 32)
  fields.text('openid', openid, 128)
  fields.check()
  return {
    action: 'user-service-state',
    method: 'GET',
    path: `/v3/payscore/user-service-state?${queryText({ service_id, appid, openid })}`,
    body: '',
    serial: keyring.encryptionKey(clock()).serial,
    safeToRepeat: true,
  }
}

/** `AVAILABLE` and `UNAVAILABLE` are documented; another word is kept as it came. @throws PayApiError `CLIENT_UNREADABLE` */
export function readUserServiceState(answer: PayAnswer): { use_service_state: string } {
  return { use_service_state: new AnswerReader('user-service-state', answer).need('use_service_state') }
}
