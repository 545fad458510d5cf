import { toSecondText } from '#domain/period'
import { given } from '../../given'
import type { CreateInput } from '../../protocol'
import type { PrepareContext, PreparedCall } from '../call'
import { ON_ACCEPT } from '../checks/times'
import { ValidationError } from '../errors/validation-error'
import { prepareCreate } from './create'
import { feeOf } from './words'

/** @throws ValidationError for goods, which have no field here */
function createParams(input: CreateInput) {
  if (input.shopping !== undefined)
    throw new ValidationError('create', [
      { path: 'shopping', problem: 'has no field in payafter-orders: goods are ordered over service-orders' },
    ])
  const { out_order_no, service_id, appid, introduction, fees, discounts, endsAt, endLocation, person } =
    input
  return {
    appid,
    out_order_no,
    service_id,
    service_start_time: ON_ACCEPT,
    ...given('service_end_time', endsAt === undefined ? undefined : toSecondText(endsAt)),
    service_start_location: input.startLocation,
    ...given('service_end_location', endLocation),
    service_introduction: introduction,
    fees: fees.map(feeOf),
    // Without amounts: payafter-orders takes them at completion only (SEED-1).
    discounts: discounts.map(({ name, description }) => ({
      discount_name: name,
      discount_desc: description,
    })),
    risk_amount: input.riskAmount,
    need_user_confirm: true,
    ...person,
  }
}

/**
 * The create that an order begins with.
 * @throws ValidationError with every problem
 */
export const prepareFirst = (input: CreateInput, context: PrepareContext): PreparedCall =>
  prepareCreate(createParams(input), context)
