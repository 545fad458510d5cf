import { type Keyring } from './keyring'
import { type Notifications } from './notifications'
import { type Store } from './store'
import { type Switches } from './switches'
import { type SandboxTime } from './time'
import { type Transactions } from './transactions'

/** What every protocol plays in: one merchant, one clock, one set of assumptions. */
export interface World {
  readonly store: Store
  readonly time: SandboxTime
  readonly keyring: Keyring
  readonly notifications: Notifications
  readonly switches: () => Switches
  /** Every payment, of whatever protocol. */
  readonly transactions: Transactions
  /** Business seconds from completion to the automatic deduction; null = never by itself. */
  readonly deductionDelay: () => number | null
  /** Business seconds from a refund's request to its success; null = never by itself. */
  readonly refundDelay: () => number | null
  /** Where this sandbox is reached. */
  readonly origin: () => string
}
