import { type FailureCode, sentenceOf } from '#domain/failure'

/** What a failure says beside its code. */
export interface FailedOptions {
  /** Data of the codes that document them; travels to the phone. */
  details?: unknown
  /** A more exact sentence than the code's own, in Chinese, without anybody's data. */
  sentence?: string
  /** What led here; logged by name, never sent. */
  cause?: unknown
}

/** An action that ends in one of the documented failures. Use cases throw it, the handler answers with it. */
export class Failed extends Error {
  override readonly name = 'Failed'
  readonly details: unknown

  constructor(
    readonly code: FailureCode,
    { details, sentence, cause }: FailedOptions = {},
  ) {
    super(sentence ?? sentenceOf(code), cause === undefined ? {} : { cause })
    this.details = details
  }
}
