import type { Outcome } from './outcome'

/** What every error of the pay client has in common. The message says what is wrong, where, and what to do. */
export abstract class PayError extends Error {
  abstract override readonly name: string
  /** Whether WeChat Pay can have acted on the call that failed. */
  abstract readonly outcome: Outcome
}
