import type { Fen } from '#domain/money'
import type { PrepareContext, PreparedCall } from '../call'
import { isWellFormed } from '../call'
import { encryptPersonal, PERSONAL_FIELDS, personalLimit, type Personal } from '../personal'
import { Fields } from './fields'
import { checkDiscounts, checkFees, type CreateDiscount, type Fee } from './lines'
import { checkTime, isBefore, isPastDay, ON_ACCEPT } from './times'

/** 创建先享后付订单: what a new order says. Names are WeChat Pay's; amounts in fen; times in Beijing time. */
export interface CreateParams extends Partial<Personal> {
  appid: string
  out_order_no: string
  service_id: string
  /** `yyyyMMddHHmmss`, `yyyyMMdd` or `OnAccept`. */
  service_start_time: string
  service_end_time?: string
  service_start_location: string
  service_end_location?: string
  service_introduction: string
  fees?: readonly Fee[]
  discounts?: readonly CreateDiscount[]
  risk_amount: Fen
  /** Plain text; it is sent url-encoded, at most 200 bytes then. */
  attach?: string
  /** Always sent: products differ in their default. */
  need_user_confirm: boolean
  /** Required without confirmation, forbidden with it. */
  openid?: string
}

const NAMES: readonly (keyof CreateParams)[] = [
  'appid',
  'out_order_no',
  'service_id',
  'service_start_time',
  'service_end_time',
  'service_start_location',
  'service_end_location',
  'service_introduction',
  'fees',
  'discounts',
  'risk_amount',
  'attach',
  'need_user_confirm',
  'openid',
  ...PERSONAL_FIELDS,
]
const ATTACH_BYTES = 200
const END_MARGIN_MS = 60_000

function checkPeriod(fields: Fields, params: CreateParams, now: number): void {
  const { service_start_time: startText, service_end_time: endText } = params
  const start = startText === ON_ACCEPT ? undefined : checkTime(fields, 'service_start_time', startText)
  if (start?.precision === 'second' && start.moment <= now)
    fields.add('service_start_time', 'is not in the future; OnAccept starts with the confirmation')
  if (start?.precision === 'day' && isPastDay(start, now)) fields.add('service_start_time', 'is before today')
  if (endText === undefined) return
  const end = checkTime(fields, 'service_end_time', endText)
  if (!end) return
  if (end.precision === 'second' && end.moment <= now + END_MARGIN_MS)
    fields.add('service_end_time', 'is not more than a minute in the future')
  if (end.precision === 'day' && isPastDay(end, now)) fields.add('service_end_time', 'is before today')
  if (start && !isBefore(start, end)) fields.add('service_end_time', 'is not after service_start_time')
}

function checkCustomer(fields: Fields, params: CreateParams, limit: number): void {
  const { need_user_confirm: confirm, openid } = params
  if (fields.flag('need_user_confirm', confirm)) {
    if (confirm && openid !== undefined)
      fields.add('openid', 'must be left out when need_user_confirm is true')
    if (!confirm && openid === undefined)
      fields.add('openid', 'is missing; need_user_confirm=false requires it')
  }
  fields.optionalText('openid', openid, 128)
  for (const name of PERSONAL_FIELDS) {
    const value = params[name]
    if (value === undefined) continue
    if (fields.text(name, value, limit) && Buffer.byteLength(value) > limit)
      fields.add(name, `is longer than ${limit} bytes, which is all that can be encrypted`)
  }
}

function encodeAttach(fields: Fields, attach: string | undefined): string | undefined {
  if (attach === undefined) return undefined
  if (!fields.text('attach', attach, ATTACH_BYTES) || !isWellFormed(attach)) return undefined
  const encoded = encodeURIComponent(attach)
  if (encoded.length > ATTACH_BYTES)
    fields.add('attach', `is longer than ${ATTACH_BYTES} bytes once url-encoded`)
  return encoded
}

/**
 * `POST /v3/payscore/payafter-orders` (facts: 1.1, 3). Personal fields are encrypted here; the ciphertexts and their
 * `Wechatpay-Serial` stay the same when the call is sent again, so it counts as the same request.
 * @throws ValidationError with every problem; ConfigError without a key to encrypt with
 */
export function prepareCreate(params: CreateParams, { keyring, clock }: PrepareContext): PreparedCall {
  const fields = new Fields('create')
  const now = clock()
  const key = keyring.encryptionKey(now)
  fields.known('', params, NAMES)
  fields.text('appid', params.appid, 32)
  fields.number('out_order_no', params.out_order_no)
  fields.text('service_id', params.service_id, 32)
  checkPeriod(fields, params, now)
  fields.text('service_start_location', params.service_start_location, 20)
  fields.optionalText('service_end_location', params.service_end_location, 20)
  fields.text('service_introduction', params.service_introduction, 20)
  const sum = checkFees(fields, params.fees)
  checkDiscounts(fields, params.discounts, 'create')
  if (fields.amount('risk_amount', params.risk_amount)) {
    if (params.risk_amount === 0) fields.add('risk_amount', 'is not more than 0')
    else if (sum > params.risk_amount && !params.discounts?.length)
      fields.add('risk_amount', `is less than the sum of the fees (${params.risk_amount} < ${sum})`)
  }
  const attach = encodeAttach(fields, params.attach)
  checkCustomer(fields, params, personalLimit(key.publicKey))
  fields.check()
  const body: Record<string, unknown> = {}
  for (const name of NAMES) if (params[name] !== undefined) body[name] = params[name]
  Object.assign(body, attach !== undefined && { attach }, encryptPersonal(params, key.publicKey))
  return {
    action: 'create',
    method: 'POST',
    path: '/v3/payscore/payafter-orders',
    body: JSON.stringify(body),
    serial: key.serial,
    safeToRepeat: true,
    repeats: { out_order_no: params.out_order_no },
  }
}
