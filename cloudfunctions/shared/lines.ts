import type { Line } from '#domain/offer'
import type { LineRules } from './line'
import { payOnDelivery } from './lines/pay-on-delivery'
import { payafter } from './lines/payafter'
import { signPlan } from './lines/sign-plan'

/** Every product line by the name that an offer gives it. */
const LINES: Readonly<Record<Line, LineRules>> = {
  payafter,
  'pay-on-delivery': payOnDelivery,
  'sign-plan': signPlan,
}

/** Their names, for whoever writes an offer. */
export const LINE_NAMES = Object.keys(LINES) as Line[]

/** The line's rules. */
export const lineOf = (line: Line): LineRules => LINES[line]
