import type { DiscountLine, FeeLine } from '#domain/fee'
import { toDayText, toSecondText } from '#domain/period'
import { given } from '../../given'
import type { CompleteInput, CreateInput, OrderKey, ProtocolCalls } from '../../protocol'
import { ON_ACCEPT } from '../checks/times'
import { ConfigError } from '../errors/config-error'
import { ValidationError } from '../errors/validation-error'
import { readCreate } from './answers'
import { prepareCancel } from './cancel'
import { prepareCollect } from './collect'
import { prepareComplete } from './complete'
import { type CreateParams, prepareCreate } from './create'
import { factsOf } from './facts'
import type { Bill, PostDiscount, PostPayment } from './lines'
import { prepareMessage } from './message'
import { prepareModify } from './modify'
import { readQuery } from './order'
import { prepareQuery } from './query'
import { stateOf } from './state'
import { SERVICE_RULES } from './rules'
import { prepareSync } from './sync'

const keyOf = ({ out_order_no, service_id, appid, sub_mchid }: OrderKey): OrderKey => ({
  out_order_no,
  service_id,
  appid,
  ...given('sub_mchid', sub_mchid),
})

const paymentOf = ({ name, amount, description, count }: FeeLine): PostPayment => ({
  name,
  ...given('amount', amount),
  ...given('description', description),
  ...given('count', count),
})

const discountOf = ({ name, description, amount }: DiscountLine): PostDiscount => ({
  name,
  description,
  amount: amount ?? 0,
})

const billOf = ({
  fees,
  discounts,
  total,
}: {
  fees: readonly FeeLine[]
  discounts: readonly DiscountLine[]
  total: number
}): Bill => ({
  post_payments: fees.map(paymentOf),
  post_discounts: discounts.map(discountOf),
  total_amount: total,
})

/** @throws ConfigError without an address for notifications; ValidationError for a person's data, which have no field here */
function createParams(input: CreateInput): CreateParams {
  const { notifyUrl, endsAt, endLocation, person = {} } = input
  if (notifyUrl === undefined)
    throw new ConfigError(
      'WECHATPAY_NOTIFY_URL',
      'is not set. An order of service-orders itself says where its notifications go: set it to the https address of the function notify.',
    )
  const told = Object.keys(person)
  if (told.length > 0)
    throw new ValidationError(
      'create',
      told.map((path) => ({
        path,
        problem: 'has no field in service-orders: take it from the offer\'s "asks"',
      })),
    )
  return {
    ...keyOf(input),
    ...given('sub_appid', input.sub_appid),
    service_introduction: input.introduction,
    post_payments: input.fees.map(paymentOf),
    // Without amounts: a discount has one in a bill only (facts 1.7.1).
    post_discounts: input.discounts.map(({ name, description }) => ({ name, description })),
    time_range: {
      start_time: ON_ACCEPT,
      ...given('end_time', endsAt === undefined ? undefined : toSecondText(endsAt)),
    },
    location: { start_location: input.startLocation, ...given('end_location', endLocation) },
    risk_fund: { name: input.riskName, amount: input.riskAmount },
    notify_url: notifyUrl,
    need_user_confirm: true,
  }
}

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
  prepareCreate: (input, context) => prepareCreate(createParams(input), context),
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
