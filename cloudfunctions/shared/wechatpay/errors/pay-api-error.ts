import type { Outcome } from './outcome'
import { PayError } from './pay-error'

/**
 * Codes of this client's own, beside WeChat Pay's. `status` is 0 where no answer came.
 * - `CLIENT_NOT_CONNECTED`: no connection (DNS, refused, TLS). - `CLIENT_TIMEOUT`: no answer in time.
 * - `CLIENT_CONNECTION_LOST`: broke off after the request left. - `CLIENT_REDIRECTED`: 3xx, never followed.
 * - `CLIENT_UNREADABLE`: the answer is not what the documents say. - `CLIENT_TOO_LARGE`: larger than the limit.
 */
export type ClientCode =
  | 'CLIENT_NOT_CONNECTED'
  | 'CLIENT_TIMEOUT'
  | 'CLIENT_CONNECTION_LOST'
  | 'CLIENT_REDIRECTED'
  | 'CLIENT_UNREADABLE'
  | 'CLIENT_TOO_LARGE'

/** The useful part of WeChat Pay's `detail`; its `value` is left out because it may be a person's datum. */
export interface ApiErrorDetail {
  field?: string
  issue?: string
  location?: string
}

/** All that is known of a failed call. */
export interface PayApiFailure {
  action: string
  /** HTTP status, 0 when no answer came. */
  status: number
  /** WeChat Pay's code as it came, or one of ours; `HTTP_<status>` where the body has none. */
  code: string
  outcome: Outcome
  /** Whether the signature of the answer was verified. An unverified error proves nothing (design 4.4). */
  verified: boolean
  /** `Request-ID`; its tail number explains more than the code (`explain`). Empty when no answer came. */
  requestId: string
  detail?: ApiErrorDetail
  /** WeChat Pay's own words, which may quote a person: never in the message, a log or an answer. */
  said?: string
}

/** WeChat Pay answered with an error, not at all, or unreadably. */
export class PayApiError extends PayError implements Omit<PayApiFailure, 'said'> {
  override readonly name = 'PayApiError'
  readonly action: string
  readonly status: number
  readonly code: string
  readonly outcome: Outcome
  readonly verified: boolean
  readonly requestId: string
  readonly detail?: ApiErrorDetail
  /** Not enumerable, so that whoever writes the error down does not write them too. */
  readonly #said: string | undefined

  constructor(failure: PayApiFailure, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.action = failure.action
    this.status = failure.status
    this.code = failure.code
    this.outcome = failure.outcome
    this.verified = failure.verified
    this.requestId = failure.requestId
    if (failure.detail) this.detail = failure.detail
    this.#said = failure.said
  }

  get said(): string | undefined {
    return this.#said
  }

  /** The same failure when an earlier attempt of the same call may have been carried out. */
  inDoubt(): PayApiError {
    if (this.outcome === 'unknown') return this
    const message = `${this.message} An earlier attempt may have been carried out: query before anything else.`
    return new PayApiError({ ...this.failure(), outcome: 'unknown' }, message, { cause: this.cause })
  }

  private failure(): PayApiFailure {
    const { action, status, code, outcome, verified, requestId, detail, said } = this
    return {
      action,
      status,
      code,
      outcome,
      verified,
      requestId,
      ...(detail && { detail }),
      ...(said !== undefined && { said }),
    }
  }
}
