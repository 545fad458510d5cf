import { type Mode, type Service } from '../../account'
import { invalidRequest, paramError } from '../../failure'
import { type Fields } from '../../fields'
import { present } from '../../present'
import { readParties } from '../../service-orders/mode'
import { type World } from '../../world'
import { type PlanDetail, type PlanRequest } from './plan'

/** Numbers of plans, signings and sessions (facts 1.9, 1.10, 3.2). */
export const planNumber = { max: 32, pattern: /^[0-9A-Za-z_*-]+$/ }

const lengths = { short: { max: 20 }, long: { max: 128 } } as const

/** Checks form, sums, order and limits of a new plan (facts 1.9). @throws ApiFailure 400, 403 */
export function readPlan(world: World, mode: Mode, fields: Fields): PlanRequest {
  const { service, ...parties } = readParties(fields, mode, 'sign-plan')
  const { days } = service.planLimits
  const plan_detail_list = readDetails(world, fields, service)
  return {
    ...parties,
    merchant_plan_no: fields.text('merchant_plan_no', planNumber),
    plan_name: fields.text('plan_name', { max: 20 }),
    plan_duration: fields.integer('plan_duration', 1, days),
    deduction_quantity: readQuantity(fields, plan_detail_list),
    total_original_price: readTotal(world, fields, 'original_price', plan_detail_list),
    total_actual_price: readTotal(world, fields, 'actual_price', plan_detail_list),
    plan_detail_list,
  }
}

function readDetails(world: World, fields: Fields, service: Service): PlanDetail[] {
  const text = lengths[world.switches().planTextLengths]
  const least = world.switches().freeSession === 'accepted' ? 0 : 1
  const list = fields.list('plan_detail_list', service.planLimits.details)
  if (list.length === 0)
    throw fields.error('plan_detail_list', 'is required and must have at least one entry')
  const details = list.map((one, index) => {
    const actual_price = one.integer('actual_price', least)
    const original_price = one.integer('original_price', least)
    if (actual_price > original_price) throw one.error('actual_price', 'must not exceed original_price')
    return {
      plan_detail_no: index + 1,
      plan_detail_name: one.text('plan_detail_name', text),
      original_price,
      actual_price,
      ...present({ plan_discount_description: one.optionalText('plan_discount_description', text) }),
    }
  })
  for (const [index, { actual_price }] of details.entries()) {
    const before = details[index - 1]?.actual_price ?? Infinity
    if (actual_price > before) {
      throw paramError(
        `/plan_detail_list/${index}/actual_price`,
        'must not exceed that of the session before',
      )
    }
  }
  if (details.some(({ original_price }) => original_price > service.riskLimit)) {
    throw invalidRequest('计划明细金额超过服务上限', '271316656')
  }
  return details
}

function readQuantity(fields: Fields, details: readonly PlanDetail[]): number {
  const quantity = fields.integer('deduction_quantity', 1)
  if (quantity !== details.length) throw fields.error('deduction_quantity', 'must be the number of details')
  return quantity
}

function readTotal(
  world: World,
  fields: Fields,
  price: 'original_price' | 'actual_price',
  details: readonly PlanDetail[],
): number {
  const field = `total_${price}`
  const total = fields.integer(field, 0)
  const sum = details.reduce((all, one) => all + one[price], 0)
  if (total !== sum && world.switches().planSums === 'checked') {
    throw fields.error(field, `must be the sum of ${price} over plan_detail_list`)
  }
  return total
}
