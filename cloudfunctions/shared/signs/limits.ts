import type { Moment } from '#domain/period'
import { Failed } from '../failed'
import { limitsOf, type Limits } from '../orders/limits'
import type { Store } from '../store'
import type { SignDocument } from './document'

/** How many of a customer's newest signings are counted. */
const COUNTED = 20

const MINUTE = 60_000

/** The customer's newest signings, newest first. */
export const newestSigns = (store: Pick<Store, 'find'>, openid: string): Promise<SignDocument[]> =>
  store.find<SignDocument>('signs', { where: { openid }, orderBy: [['createdAt', 'desc']], limit: COUNTED })

/**
 * Refuses a new attempt of a customer who has too many unsigned ones or begins them too fast.
 * @param newest the customer's newest signings
 * @param retried the signing that would get another attempt; it counts as one of the open ones anyway
 * @throws Failed TOO_MANY with a sentence that says what to do
 */
export function checkSignLimits(
  newest: readonly SignDocument[],
  now: Moment,
  retried?: SignDocument,
  { open, perMinute }: Limits = limitsOf(),
): void {
  const unsigned = newest.filter(({ _id, state }) => _id !== retried?._id && state === 'UNSIGNED')
  if (unsigned.length >= open)
    throw new Failed('TOO_MANY', { sentence: '您有几份签约还没有确认，请先在「我的计划」中确认或取消' })
  const attempts = newest.flatMap((sign) => sign.attempts)
  if (attempts.filter(({ at }) => at > now - MINUTE).length >= perMinute)
    throw new Failed('TOO_MANY', { sentence: '一分钟内签约次数太多，请过一分钟再试' })
}
