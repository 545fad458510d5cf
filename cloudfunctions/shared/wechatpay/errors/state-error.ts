import { PayError } from './pay-error'

/** An action that the order's state does not allow, seen before anything was sent. */
export class StateError extends PayError {
  override readonly name = 'StateError'
  readonly outcome = 'notSent'

  /** @param advice a sentence that says what to do instead */
  constructor(
    readonly action: string,
    readonly state: string,
    advice: string,
  ) {
    super(`${action} was not sent: the order is ${state}. ${advice}`)
  }
}
