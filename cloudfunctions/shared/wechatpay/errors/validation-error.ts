import { PayError } from './pay-error'

/** One wrong field. `path` is like `fees[1].fee_amount`; the value itself is never repeated. */
export interface FieldProblem {
  path: string
  problem: string
}

/** A call that WeChat Pay would refuse by its documented rules. Nothing was sent. */
export class ValidationError extends PayError {
  override readonly name = 'ValidationError'
  readonly outcome = 'notSent'

  /** @param problems every problem of the call */
  constructor(
    readonly action: string,
    readonly problems: readonly FieldProblem[],
  ) {
    const list = problems.map(({ path, problem }) => `${path}: ${problem}`).join('; ')
    super(`${action} was not sent, correct its fields: ${list}.`)
  }
}
