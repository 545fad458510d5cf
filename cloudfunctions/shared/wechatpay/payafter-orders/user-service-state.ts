import { AnswerReader } from '../answer'
import { type PayAnswer, prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'

/** 查询用户是否可使用服务. */
export interface UserServiceStateParams {
  appid: string
  service_id: string
  openid: string
}

const STATE: Shape<keyof UserServiceStateParams> = {
  service_id: 32,
  appid: 32,
  openid: 128,
}

/**
 * `GET /v3/payscore/user-service-state` (facts: 1.6).
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareUserServiceState(
  params: UserServiceStateParams,
  context: PrepareContext,
): PreparedCall {
  const { appid, service_id, openid } = params
  const fields = new Fields('user-service-state')
  checkShape(fields, '', params, STATE)
  fields.check()
  return prepared(context, {
    action: 'user-service-state',
    path: `/v3/payscore/user-service-state?${queryText({ service_id, appid, openid })}`,
    safeToRepeat: true,
  })
}

/** `AVAILABLE` and `UNAVAILABLE` are documented; another word is kept as it came. @throws PayApiError `CLIENT_UNREADABLE` */
export function readUserServiceState(answer: PayAnswer): { use_service_state: string } {
  return { use_service_state: new AnswerReader('user-service-state', answer).need('use_service_state') }
}
