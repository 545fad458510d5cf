import { Fields } from '../fields'
import { type Answer, type Call } from '../protocol'
import { type Desk } from './desk'
import { permitted } from './own'

/** `GET /v3/payscore/user-service-state` (facts 1.6). Everybody may use the service until told otherwise. */
export function userServiceState({ world }: Desk, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  permitted(fields)
  const openid = fields.text('openid', { max: 128 })
  const unavailable = world.store.table<boolean>('unavailable-users').get(openid) === true
  return { status: 200, body: { use_service_state: unavailable ? 'UNAVAILABLE' : 'AVAILABLE' } }
}
