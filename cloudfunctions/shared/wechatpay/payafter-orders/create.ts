import type { Fen } from '#domain/money'
import { given } from '../../given'
import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { encodeAttach } from '../checks/attach'
import { checkConfirmation } from '../checks/confirmation'
import { Fields } from '../checks/fields'
import { checkLines } from '../checks/lines'
import { checkPlannedPeriod } from '../checks/period'
import { checkShape, type Shape } from '../checks/shape'
import { encryptPersonal, PERSONAL_FIELDS, personalLimit, type Personal } from '../personal'
import { type CreateDiscount, DISCOUNTS, type Fee, FEES } from './lines'

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

const CREATE: Shape<keyof CreateParams> = {
  appid: 32,
  out_order_no: 'number',
  service_id: 32,
  service_start_time: 'elsewhere',
  service_end_time: 'elsewhere',
  service_start_location: 20,
  service_end_location: { optional: 20 },
  service_introduction: 20,
  fees: 'elsewhere',
  discounts: 'elsewhere',
  risk_amount: 'positive',
  attach: 'elsewhere',
  need_user_confirm: 'elsewhere',
  openid: 'elsewhere',
  name: 'elsewhere',
  phone: 'elsewhere',
  userid: 'elsewhere',
  address: 'elsewhere',
}
const ATTACH_BYTES = 200

function checkPerson(fields: Fields, params: CreateParams, limit: number): void {
  for (const name of PERSONAL_FIELDS) {
    const value = params[name]
    if (value === undefined) continue
    if (fields.text(name, value, limit) && Buffer.byteLength(value) > limit)
      fields.add(name, `is longer than ${limit} bytes, which is all that can be encrypted`)
  }
}

/**
 * `POST /v3/payscore/payafter-orders` (facts: 1.1, 3). Personal fields are encrypted here; the ciphertexts and their
 * `Wechatpay-Serial` stay the same when the call is sent again, so it counts as the same request.
 * @throws ValidationError with every problem; ConfigError without a key to encrypt with
 */
export function prepareCreate(params: CreateParams, context: PrepareContext): PreparedCall {
  const fields = new Fields('create')
  const now = context.clock()
  const key = context.keyring.encryptionKey(now)
  checkShape(fields, '', params, CREATE)
  const { service_start_time: start, service_end_time: end } = params
  checkPlannedPeriod(fields, ['service_start_time', start], ['service_end_time', end], now)
  const sum = checkLines(fields, params.fees, FEES, 'either')
  checkLines(fields, params.discounts, DISCOUNTS, 'description')
  if (sum > params.risk_amount && params.risk_amount > 0 && !params.discounts?.length)
    fields.add('risk_amount', `is less than the sum of the fees (${params.risk_amount} < ${sum})`)
  const attach = encodeAttach(fields, params.attach, ATTACH_BYTES)
  checkConfirmation(fields, params)
  checkPerson(fields, params, personalLimit(key.publicKey))
  fields.check()
  return prepared(context, {
    action: 'create',
    path: '/v3/payscore/payafter-orders',
    body: { ...params, ...given('attach', attach), ...encryptPersonal(params, key.publicKey) },
    serial: key.serial,
    safeToRepeat: true,
    repeats: { out_order_no: params.out_order_no },
  })
}
