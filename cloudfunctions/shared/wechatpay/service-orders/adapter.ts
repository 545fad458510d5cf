import { toDayText, toSecondText } from '#domain/period'
import { given } from '../../given'
import type { CompleteInput, OrderKey, ProtocolCalls } from '../../protocol'
import { ON_ACCEPT } from '../checks/times'
import { ValidationError } from '../errors/validation-error'
import { readCreate } from './answers'
import { prepareCancel } from './cancel'
import { prepareCollect } from './collect'
import { prepareComplete } from './complete'
import { factsOf } from './facts'
import { prepareMessage } from './message'
import { prepareModify } from './modify'
import { readQuery } from './order'
import { prepareQuery } from './query'
import { stateOf } from './state'
import { SERVICE_RULES } from './rules'
import { prepareSync } from './sync'
import { billOf, keyOf } from './words'

/** @throws ValidationError for finish_type 1: an order that was not used is cancelled */
function completeParams(input: OrderKey & CompleteInput) {
  const { finishType, startedAt, endedAt } = input
  if (finishType !== 2)
    throw new ValidationError('complete', [
      {
        path: 'finish_type',
        problem: 'does not exist in service-orders: cancel an order that was not used (rules.unused)',
      },
    ])
  return {
    ...keyOf(input),
    ...billOf(input),
    time_range: {
      ...given('start_time', startedAt === undefined ? undefined : toSecondText(startedAt)),
      ...given('end_time', endedAt === undefined ? undefined : toSecondText(endedAt)),
    },
    profit_sharing: input.profitSharing,
  }
}

/** service-orders (支付分订单, current) in the words that the orders are worked on with. */
export const serviceOrders: ProtocolCalls = {
  rules: SERVICE_RULES,
  readCreate(answer) {
    const created = readCreate(answer)
    const { state, state_description } = created
    const known =
      state === undefined ? undefined : stateOf({ state, ...given('state_description', state_description) })
    return {
      ...given('state', known),
      package: created.package,
      businessType: 'wxpayScoreUse',
      ...given('order_id', created.order_id),
    }
  },
  prepareQuery: (key, context) => prepareQuery(keyOf(key), context),
  readQuery: (answer) => factsOf(readQuery(answer)),
  prepareCancel: (input, context) => prepareCancel({ ...keyOf(input), reason: input.reason }, context),
  prepareComplete: (input, context) =>
    prepareComplete(completeParams(input), {
      ...context,
      order: { risk_amount: input.riskAmount, start_time: ON_ACCEPT },
    }),
  prepareSync: (input, context) =>
    prepareSync({ ...keyOf(input), paid_time: toSecondText(input.paidAt) }, context),
  prepareModify: (input, context) =>
    prepareModify(
      { ...keyOf(input), ...billOf(input), reason: input.reason },
      { ...context, order: { risk_amount: input.riskAmount, total_amount: input.before } },
    ),
  prepareCollect: (input, context) => prepareCollect(keyOf(input), context),
  prepareMessage: (input, context) =>
    prepareMessage(
      input.kind,
      { ...keyOf(input), ...billOf(input), prepaid_time: toDayText(input.day) },
      context,
    ),
}
