import type { DiscountLine } from '#domain/fee'
import { toSecondText } from '#domain/period'
import { given } from '../../given'
import type { CompleteInput, OrderKey, ProtocolCalls } from '../../protocol'
import { ON_ACCEPT } from '../checks/times'
import { readCreate } from './answers'
import { prepareCancel } from './cancel'
import { prepareComplete } from './complete'
import { factsOf } from './facts'
import { isPayafterState, readQuery } from './order'
import { prepareQuery } from './query'
import { PAYAFTER_RULES } from './rules'
import { prepareSync } from './sync'
import { feeOf } from './words'

const discountOf = ({ name, description, amount }: DiscountLine) => ({
  discount_name: name,
  discount_desc: description,
  discount_amount: amount ?? 0,
})

function completeParams(input: OrderKey & CompleteInput) {
  const { out_order_no, service_id, appid, finishType, fees, discounts, total, startedAt, endedAt, reason } =
    input
  const used = finishType === 2
  return {
    out_order_no,
    appid,
    service_id,
    finish_type: finishType,
    ...given('cancel_reason', reason),
    ...(used
      ? given('real_service_start_time', startedAt === undefined ? undefined : toSecondText(startedAt))
      : {}),
    ...(used
      ? given('real_service_end_time', endedAt === undefined ? undefined : toSecondText(endedAt))
      : {}),
    ...(used ? { fees: fees.map(feeOf), discounts: discounts.map(discountOf) } : {}),
    total_amount: total,
    finish_ticket: input.ticket ?? '',
    profit_sharing: input.profitSharing,
  }
}

/** payafter-orders (先享后付, 2019; the seeds) in the words that the orders are worked on with. */
export const payafterOrders: ProtocolCalls = {
  rules: PAYAFTER_RULES,
  readCreate(answer) {
    const created = readCreate(answer)
    return {
      ...(created.state !== undefined && isPayafterState(created.state) ? { state: created.state } : {}),
      package: created.package,
      businessType: created.miniprogram_businesstype ?? 'wxpayScoreUse',
      ...given('appId', created.miniprogram_appid),
      ...given('path', created.miniprogram_path),
      ...given('order_id', created.order_id),
    }
  },
  prepareQuery: (key, context) => prepareQuery(key, context),
  readQuery: (answer) => factsOf(readQuery(answer)),
  prepareCancel: (key, context) => prepareCancel(key, context),
  prepareComplete: (input, context) =>
    prepareComplete(completeParams(input), {
      ...context,
      order: { risk_amount: input.riskAmount, service_start_time: ON_ACCEPT },
    }),
  prepareSync: ({ paidAt, ...key }, context) =>
    prepareSync({ ...key, paid_time: toSecondText(paidAt) }, context),
}
