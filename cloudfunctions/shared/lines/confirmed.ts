import type { Line } from '#domain/offer'
import type { Facts } from '../protocol'

/**
 * What customers confirm: every order by itself, or once the plan that it is a session of (facts 1.11). Apart from the other rules
 * of lines, because `notify` listens and need not carry those.
 */
const CONFIRMED: Readonly<Record<Line, 'alone' | 'with-its-plan'>> = {
  payafter: 'alone',
  'pay-on-delivery': 'alone',
  'sign-plan': 'with-its-plan',
}

/**
 * Whether the customer confirms this order itself. What is confirmed with its plan has no package, cannot lapse, has one number for
 * ever, and is in use from the moment it exists: no customer cancels it, and nobody tries it under another number.
 */
export const isConfirmedAlone = ({ line }: { line: Line }): boolean => CONFIRMED[line] === 'alone'

/** What a session may be called where it is already in use: nobody has to confirm it, and one example says so (facts 9-11). */
const CREATED_IN_USE = 'CREATED/USER_CONFIRM'

/** What WeChat Pay says of an order, as its line means it. */
export const factsFor = (order: { line: Line }, facts: Facts): Facts =>
  facts.raw === CREATED_IN_USE && !isConfirmedAlone(order) ? { ...facts, state: 'USER_ACCEPTED' } : facts
