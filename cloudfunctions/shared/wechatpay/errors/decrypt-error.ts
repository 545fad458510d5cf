import { PayError } from './pay-error'

/** What could not be read: the signed envelope, its algorithm, the ciphertext's tag, or the plaintext. */
export type DecryptReason = 'envelope' | 'algorithm' | 'tag' | 'plaintext'

/**
 * WeChat Pay signed it, but it cannot be decrypted or read: nearly always a changed APIv3 key.
 * A notification is answered 5xx, so that WeChat Pay sends it again after the key was corrected.
 */
export class DecryptError extends PayError {
  override readonly name = 'DecryptError'
  readonly outcome = 'unknown'

  constructor(
    readonly reason: DecryptReason,
    message: string,
  ) {
    super(message)
  }
}
