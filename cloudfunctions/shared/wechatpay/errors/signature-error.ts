import { PayError } from './pay-error'

/** Why an answer or a notification is not believed. `signtest`: WeChat Pay's own probe; count it, do not alarm. */
export type SignatureReason = 'missing-header' | 'stale' | 'unknown-serial' | 'bad-signature' | 'signtest'

/** An answer or notification that is not provably WeChat Pay's. An answer's call may still have been carried out. */
export class SignatureError extends PayError {
  override readonly name = 'SignatureError'
  readonly outcome = 'unknown'
  /** The platform certificate to fetch (`certificates`); only when the serial is a certificate's, not a public key's. */
  readonly unknownSerial?: string
  /** Request-ID of the answer, to be given to WeChat Pay's support. Absent on notifications. */
  requestId?: string

  constructor(
    readonly reason: SignatureReason,
    message: string,
    unknownSerial?: string,
  ) {
    super(message)
    if (unknownSerial !== undefined) this.unknownSerial = unknownSerial
  }
}
