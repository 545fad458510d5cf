import type { Moment } from '#domain/period'
import type { Facts } from '../protocol'
import { acceptedAt } from './complete-call'
import { type Said, billFrom, serviceTimes } from './completion'
import type { Desk } from './desk'
import { currentAttempt, type OrderDocument } from './document'

/**
 * The bill of an order that WeChat Pay just told to be confirmed, with times that it takes.
 * @throws Failed TIME_INVALID
 */
export function billNow(
  desk: Desk,
  order: OrderDocument,
  { facts, skewMs }: { facts: Facts; skewMs: number },
  said: Said & { endedAt?: Moment },
) {
  const heardAt = acceptedAt(order)
  const times = serviceTimes(said.endedAt, {
    now: desk.clock(),
    skewMs,
    madeAt: currentAttempt(order).at,
    ...(facts.startedAt === undefined ? {} : { startedAt: facts.startedAt }),
    ...(heardAt === undefined ? {} : { heardAt }),
  })
  return billFrom(said, times)
}
