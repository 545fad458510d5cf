import { type Line, type Mode } from '../account'
import { invalidRequest } from '../failure'
import { Fields } from '../fields'
import { readNotifyUrl } from '../notify-url'
import { readAttach } from '../orders/attach'
import { orderNumber } from '../orders/order'
import { present } from '../present'
import { type Call } from '../protocol'
import { type World } from '../world'
import { readDiscounts, readPayments } from './bill-rules'
import { readParties } from './mode'
import { riskNames, type CreateRequest, type RiskFund } from './order'
import { readPlaces, readTimeRange } from './place-rules'

/** In what the creates of different lines differ. */
export interface Creation {
  /** What the customer gets. */
  readonly line: Line
  /** Whether the user has to confirm where need_user_confirm is not sent. */
  readonly confirms: boolean
  /** Checks and reads what this line alone has. */
  readonly more?: (fields: Fields, request: CreateRequest) => Pick<CreateRequest, 'shopping_info'>
}

/** Checks form, length and permissions of create's body (facts 1.7.1). Times are checked apart: a replay may be late. */
export function readCreate(
  world: World,
  mode: Mode,
  { line, confirms, more }: Creation,
  call: Call,
): CreateRequest {
  const fields = new Fields(call.body)
  const out_order_no = fields.text('out_order_no', orderNumber)
  const { service, ...parties } = readParties(fields, mode, line)
  const time_range = readTimeRange(fields)
  if (time_range.start_time === undefined) throw fields.error('time_range/start_time', 'is required')
  const need_user_confirm = fields.optionalBoolean('need_user_confirm') ?? confirms
  const request: CreateRequest = {
    ...parties,
    out_order_no,
    service_introduction: fields.text('service_introduction', { max: 20 }),
    post_payments: readPayments(fields),
    post_discounts: readDiscounts(fields, 'planned'),
    risk_fund: readRiskFund(fields),
    time_range: { ...time_range, start_time: time_range.start_time },
    ...readPlaces(fields),
    notify_url: readNotifyUrl(fields, mode === 'merchant' ? 255 : 256),
    need_user_confirm,
    ...readUser(world, fields, mode, need_user_confirm, parties.sub_appid),
    ...present({ attach: readAttach(fields, 256) }),
  }
  if (request.risk_fund.amount > service.riskLimit) throw invalidRequest('风险金额超过服务上限', '271316656')
  return { ...request, ...more?.(fields, request) }
}

function readRiskFund(fields: Fields): RiskFund {
  const fund = fields.object('risk_fund')
  const name = fund.text('name', { max: 32 })
  const known = riskNames.find((one) => one === name)
  if (!known) throw fund.error('name', `must be one of ${riskNames.join(', ')}`)
  const description = fund.optionalText('description', { max: 30 })
  return { name: known, amount: fund.integer('amount', 1), ...present({ description }) }
}

/** Without confirmation exactly one of openid and sub_openid names the user; with it neither does (facts 1.7.1, 9-20). */
function readUser(
  world: World,
  fields: Fields,
  mode: Mode,
  need_user_confirm: boolean,
  sub_appid: string | undefined,
): Pick<CreateRequest, 'openid' | 'sub_openid'> {
  const openid = fields.optionalText('openid', { max: 128 })
  const sub_openid = mode === 'partner' ? fields.optionalText('sub_openid', { max: 128 }) : undefined
  if (need_user_confirm) {
    if (world.switches().openidToConfirm === 'refused') {
      fields.absent('openid', 'when need_user_confirm is true')
      if (mode === 'partner') fields.absent('sub_openid', 'when need_user_confirm is true')
    }
    return {}
  }
  if ((openid === undefined) === (sub_openid === undefined)) {
    const which = mode === 'merchant' ? 'is required' : 'or sub_openid is required, and not both,'
    throw fields.error('openid', `${which} when need_user_confirm is false`)
  }
  if (sub_openid !== undefined && sub_appid === undefined) {
    throw fields.error('sub_appid', 'is required with sub_openid')
  }
  return present({ openid, sub_openid })
}
