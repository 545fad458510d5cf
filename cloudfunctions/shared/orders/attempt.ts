import type { PersonalField } from '#domain/offer'
import { given } from '../given'
import { lineOf } from '../lines'
import { createOf } from '../protocols'
import type { Desk } from './desk'
import {
  outOrderNo,
  withFilter,
  withoutBill,
  type Attempt,
  type OrderDocument,
  type Pending,
} from './document'

/** What a customer typed for one create; goes encrypted to WeChat Pay and is kept nowhere. */
export type Person = Partial<Record<PersonalField, string>>

const HOUR = 3_600_000

/** What an attempt is made of: an order's snapshot. */
export type AttemptBase = Pick<
  OrderDocument,
  | '_id'
  | 'line'
  | 'goods'
  | 'appid'
  | 'protocol'
  | 'sub_mchid'
  | 'sub_appid'
  | 'service_id'
  | 'introduction'
  | 'preview'
  | 'startLocation'
  | 'endLocation'
  | 'endsAfterHours'
>

/**
 * The next attempt and the intent to create it; nothing is sent yet.
 * @throws ConfigError when the protocol needs a setting that is missing; ValidationError when WeChat Pay would refuse it by its documented rules
 */
export function nextAttempt(
  desk: Desk,
  base: AttemptBase,
  n: number,
  person: Person,
): { attempt: Attempt; pending: Pending } {
  const at = desk.clock()
  const out_order_no = outOrderNo(base._id, n)
  const { fees, discounts, riskName, riskAmount } = base.preview
  const call = createOf(base.protocol)(
    {
      out_order_no,
      service_id: base.service_id,
      appid: base.appid,
      ...given('mchid', base.sub_mchid === undefined ? desk.launch.mchid : undefined),
      ...given('sub_mchid', base.sub_mchid),
      ...given('sub_appid', base.sub_appid),
      introduction: base.introduction,
      fees,
      discounts,
      riskName,
      riskAmount,
      start: 'OnAccept',
      startLocation: base.startLocation,
      ...given('endLocation', base.endLocation),
      ...(base.endsAfterHours === undefined ? {} : { endsAt: at + base.endsAfterHours * HOUR }),
      ...given('notifyUrl', desk.notifyUrl),
      ...given('shopping', lineOf(base.line).shopping?.(base)),
      person,
    },
    desk.prepare,
  )
  return {
    attempt: { n, out_order_no, state: 'CREATING', at },
    pending: { action: 'create', n, call, by: 'customer', at, sentAt: at },
  }
}

/** The order with a new current attempt; what belonged to the old one's end is gone. */
export function withNewAttempt(order: OrderDocument, attempt: Attempt): OrderDocument {
  const { outcome: _outcome, retrying: _retrying, lapsed: _lapsed, ...rest } = withoutBill(order)
  return withFilter({
    ...rest,
    attempts: [...order.attempts, attempt],
    current: attempt.n,
    state: 'CREATING',
    events: [...order.events, { what: 'CREATING', at: attempt.at }],
    checks: 0,
  })
}
