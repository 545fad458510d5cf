import { toSecondText } from '#domain/period'
import { given } from '../../given'
import type { CreateInput, Shopping } from '../../protocol'
import type { PrepareContext, PreparedCall } from '../call'
import { ON_ACCEPT } from '../checks/times'
import { ConfigError } from '../errors/config-error'
import { ValidationError } from '../errors/validation-error'
import { JUMP_TO_MINI_PROGRAM, prepareCreate as prepareGoods, type ShoppingInfo } from '../pay-on-delivery'
import { prepareCreate } from './create'
import type { NewOrder } from './new-order'
import { keyOf, paymentOf } from './words'

/** Nothing rather than an empty list. */
const listed = <T>(lines: readonly T[]): readonly T[] | undefined => (lines.length > 0 ? lines : undefined)

const shoppingOf = ({ goods, jumpLink, realMerchantAppid }: Shopping): ShoppingInfo => ({
  ...given('real_merchant_appid', realMerchantAppid),
  jump_link: { jump_link_type: JUMP_TO_MINI_PROGRAM, appid: jumpLink.appid, path: jumpLink.path },
  goods: goods.map(({ name, picture, amount, count }) => ({ name, picture, amount, count })),
})

/** @throws ConfigError without an address for notifications; ValidationError for a person's data, which have no field here */
function newOrder(input: CreateInput): NewOrder {
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
    ...given('post_payments', listed(input.fees.map(paymentOf))),
    // Without amounts: a discount has one in a bill only (facts 1.7.1).
    ...given(
      'post_discounts',
      listed(input.discounts.map(({ name, description }) => ({ name, description }))),
    ),
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

/**
 * The create that an order begins with: 先用后付 where there are goods, else the ordinary one.
 * @throws ConfigError without an address for notifications; ValidationError with every problem
 */
export function prepareFirst(input: CreateInput, context: PrepareContext): PreparedCall {
  const { shopping, discounts } = input
  if (shopping === undefined) return prepareCreate(newOrder(input), context)
  return prepareGoods(
    {
      ...newOrder(input),
      // Optional or required, the documents do not agree; only here there is such a field (facts 1.8, 9).
      ...given('mchid', input.mchid),
      // Here a discount has an amount, where it is known (facts 1.8).
      ...given(
        'post_discounts',
        listed(
          discounts.map(({ name, description, amount }) => ({
            name,
            description,
            ...given('amount', amount),
          })),
        ),
      ),
      shopping_info: shoppingOf(shopping),
    },
    context,
  )
}
