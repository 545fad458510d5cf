import { parseMoment, toDay, type MomentText } from '../beijing-time'
import { openSensitive } from '../encryption'
import { invalidRequest, paramError } from '../failure'
import { Fields } from '../fields'
import { type Call } from '../protocol'
import { type World } from '../world'
import { readFees, readPlannedDiscounts } from './fee-rules'
import { permitted } from './order-book'
import { sensitiveFields, sumOf, type CreateRequest, type SensitiveField } from './order'

/** Numbers of a merchant: facts 3.2. */
const orderNumber = { max: 32, pattern: /^[0-9A-Za-z_|*-]+$/ }

/** Checks form, length and permissions of create's body (facts 1.1). Times are checked apart: a replay may be late. */
export function readCreate(world: World, call: Call): CreateRequest {
  const fields = new Fields(call.body)
  const out_order_no = fields.text('out_order_no', orderNumber)
  const { appid, service_id, service } = permitted(fields)
  const service_end_time = fields.optionalText('service_end_time', { max: 14, pattern: /^(\d{8}|\d{14})$/ })
  const service_end_location = fields.optionalText('service_end_location', { max: 20 })
  const attach = readAttach(fields)
  const need_user_confirm = fields.optionalBoolean('need_user_confirm') ?? true
  const openid = need_user_confirm ? undefined : fields.text('openid', { max: 128 })
  if (need_user_confirm) fields.absent('openid', 'when need_user_confirm is true')
  const request: CreateRequest = {
    appid,
    out_order_no,
    service_id,
    service_start_time: fields.text('service_start_time', { max: 14, pattern: /^(\d{8}|\d{14}|OnAccept)$/ }),
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

/** Time rules of facts 3.3. @throws ApiFailure 400 PARAM_ERROR */
export function checkCreateTimes(request: CreateRequest, now: number): void {
  const start = request.service_start_time === 'OnAccept' ? undefined : moment('service_start_time', request)
  const end = request.service_end_time === undefined ? undefined : moment('service_end_time', request)
  if (start && isPast(start, now, 0)) throw paramError('/service_start_time', 'must not be in the past')
  if (end && isPast(end, now, 60_000)) {
    throw paramError('/service_end_time', 'must be more than a minute from now, or not before today')
  }
  if (start && end && end.ms <= start.ms)
    throw paramError('/service_end_time', 'must be after service_start_time')
}

/** With seconds: not after now + margin. As a day: before today. */
function isPast(one: MomentText, now: number, marginMs: number): boolean {
  return one.precision === 'seconds' ? one.ms <= now + marginMs : one.text < toDay(now)
}

function moment(field: 'service_start_time' | 'service_end_time', request: CreateRequest): MomentText {
  const parsed = parseMoment(request[field] ?? '')
  if (!parsed) throw paramError(`/${field}`, 'is no real date')
  return parsed
}

/** attach is url-encoded first and then has at most 200 characters. */
function readAttach(fields: Fields): string | undefined {
  const attach = fields.optionalText('attach', { max: 200 })
  if (attach !== undefined && /[^\x21-\x7e]/.test(attach) && encodeURIComponent(attach).length > 200) {
    throw fields.error('attach', 'has more than 200 characters once url-encoded')
  }
  return attach
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
