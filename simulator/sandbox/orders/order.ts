import { randomBytes, randomInt } from 'node:crypto'
import { account } from '../account'
import { toDay } from '../beijing-time'
import { newPackage, type LaunchPackage } from './launch-package'
import { type State, type Step } from './machine'

/** Numbers of a merchant: facts 3.2. */
export const orderNumber = { max: 32, pattern: /^[0-9A-Za-z_|*-]+$/ }

/** A request that was carried out, so that a repetition can be told from another request. */
export interface Done {
  /** Business ms. */
  readonly at: number
  /** Canonical text of the body as sent. */
  readonly sentAs: string
}

/** What an order of any protocol has. Times in business ms. */
export interface Order {
  readonly out_order_no: string
  readonly order_id: string
  readonly query_id: string
  readonly mchid: string
  readonly state: State
  readonly createdAt: number
  readonly packages: readonly LaunchPackage[]
  /** Who confirmed, where known: in the app that opened the confirm page. */
  readonly openid?: string
  readonly acceptedAt?: number
  readonly cancel?: Done
  readonly sync?: Done
  /** Deductions fail until the user pays. */
  readonly deductionFails: boolean
  readonly failedDeductions: number
  readonly history: readonly Step[]
}

const digits = (count: number): string => Array.from({ length: count }, () => randomInt(10)).join('')

/** A new order, unconfirmed. @param now business ms; @param launch whether a user has to confirm it */
export function newOrder(out_order_no: string, now: number, launch: boolean): Order {
  return {
    out_order_no,
    order_id: `1000000000${toDay(now)}${digits(14)}`,
    query_id: randomBytes(24).toString('hex'),
    mchid: account.mchid,
    state: 'CREATED',
    createdAt: now,
    packages: launch ? [newPackage(now)] : [],
    deductionFails: false,
    failedDeductions: 0,
    history: [{ event: 'create', state: 'CREATED', at: now }],
  }
}
