import { PayError } from './pay-error'

/** A setting that is missing or wrong. Names the setting, never its value. Nothing was sent. */
export class ConfigError extends PayError {
  override readonly name = 'ConfigError'
  readonly outcome = 'notSent'

  /** @param setting the environment variable or configuration field */
  constructor(
    readonly setting: string,
    problem: string,
  ) {
    super(`${setting}: ${problem}`)
  }
}
