import { openSensitive } from '../encryption'
import { invalidRequest, paramError } from '../failure'
import { Fields } from '../fields'
import { readAttach } from '../orders/attach'
import { orderNumber } from '../orders/order'
import { startRule, timeRule } from '../orders/times'
import { type Call } from '../protocol'
import { type World } from '../world'
import { readFees, readPlannedDiscounts } from './fee-rules'
import { sensitiveFields, sumOf, type CreateRequest, type SensitiveField } from './order'
import { permitted } from './own'

/** Checks form, length and permissions of create's body (facts 1.1). Times are checked apart: a replay may be late. */
export function readCreate(world: World, call: Call): CreateRequest {
  const fields = new Fields(call.body)
  const out_order_no = fields.text('out_order_no', orderNumber)
  const { appid, service_id, service } = permitted(fields)
  const service_end_time = fields.optionalText('service_end_time', timeRule)
  const service_end_location = fields.optionalText('service_end_location', { max: 20 })
  const attach = readAttach(fields, 200)
  const need_user_confirm = fields.optionalBoolean('need_user_confirm') ?? true
  const openid = need_user_confirm ? undefined : fields.text('openid', { max: 128 })
  if (need_user_confirm) fields.absent('openid', 'when need_user_confirm is true')
  const request: CreateRequest = {
    appid,
    out_order_no,
    service_id,
    service_start_time: fields.text('service_start_time', startRule),
    ...(service_end_time !== undefined && { service_end_time }),
    service_start_location: fields.text('service_start_location', { max: 20 }),
    ...(service_end_location !== undefined && { service_end_location }),
    service_introduction: fields.text('service_introduction', { max: 20 }),
    fees: readFees(fields),
    discounts: readPlannedDiscounts(fields),
    risk_amount: fields.integer('risk_amount', 1),
    ...(attach !== undefined && { attach }),
    need_user_confirm,
    ...(openid !== undefined && { openid }),
    sensitive: readSensitive(world, call, fields),
  }
  if (request.risk_amount > service.riskLimit) {
    throw invalidRequest('风险金额超过服务上限', '271316656')
  }
  const strict = world.switches().riskRule === 'above-fees-with-discounts'
  if (strict && request.discounts.length > 0 && sumOf(request.fees, []) >= request.risk_amount) {
    throw paramError('/risk_amount', 'must be above the sum of fees less discounts')
  }
  return request
}

function readSensitive(world: World, call: Call, fields: Fields): Partial<Record<SensitiveField, string>> {
  const sensitive: Partial<Record<SensitiveField, string>> = {}
  for (const name of sensitiveFields) {
    const ciphertext = fields.optionalText(name, { max: 1024 })
    if (ciphertext === undefined) continue
    const signer = call.serial === undefined ? undefined : world.keyring.bySerial(call.serial)
    if (!signer) {
      const issue = 'is required with encrypted fields: the key they were encrypted for'
      throw paramError('Wechatpay-Serial', issue, 'header')
    }
    sensitive[name] = openSensitive(signer, name, ciphertext)
  }
  return sensitive
}
