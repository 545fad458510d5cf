import { type Mode } from '../account'
import { type Fields } from '../fields'
import { readSubMchid } from '../parties'
import { type Desk } from '../service-orders/desk'
import { type Plans } from './payscore-plans/book'
import { type Signings } from './user-sign-plans/book'

/** What every call of this line works with: plans, signings, and the service orders of their sessions. */
export interface PlanDesk extends Desk {
  readonly plans: Plans
  readonly signings: Signings
}

/** The same in one of the modes. */
export interface ModePlanDesk extends PlanDesk {
  readonly mode: Mode
}

/** Which shop a later call means: named as a service provider, none as a merchant. */
export const shopOf = (mode: Mode, fields: Fields): string | undefined =>
  mode === 'partner' ? readSubMchid(fields) : undefined
