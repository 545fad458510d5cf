import type { KeyObject } from 'node:crypto'
import type { Moment } from '#domain/period'
import { ConfigError } from './errors/config-error'
import { SignatureError } from './errors/signature-error'

/** WeChat Pay's public key (`PUB_KEY_ID_…`) or a platform certificate's (40 hex digits). */
export interface PlatformKey {
  serial: string
  publicKey: KeyObject
  /** A certificate's validity; a public key has none. */
  effectiveAt?: Moment
  expiresAt?: Moment
}

/** The keys that prove what WeChat Pay says, and the one that encrypts what we say. */
export interface Keyring {
  readonly keys: readonly PlatformKey[]
  /**
   * The key that signed.
   * @throws SignatureError `unknown-serial`; with `unknownSerial` when fetching certificates may help
   */
  find(serial: string, now: Moment): KeyObject
  /**
   * The key for personal fields, whose serial goes into `Wechatpay-Serial`: a public key before certificates, the
   * certificate that is valid longest among those.
   * @throws ConfigError when there is none
   */
  encryptionKey(now: Moment): PlatformKey
}

const isPublicKeyId = (serial: string): boolean => serial.startsWith('PUB_KEY_ID_')
const isCertificateSerial = (serial: string): boolean => /^[0-9A-Fa-f]{8,64}$/.test(serial)

/** @param keys in order of preference; during a change of keys both stand here */
export function createKeyring(keys: readonly PlatformKey[]): Keyring {
  const bySerial = new Map(keys.map((key) => [key.serial, key]))
  return {
    keys,
    find(serial, now) {
      const key = bySerial.get(serial)
      if (key && (key.expiresAt === undefined || now < key.expiresAt)) return key.publicKey
      if (isCertificateSerial(serial))
        throw new SignatureError(
          'unknown-serial',
          'Signed with a platform certificate that is not known. Fetch the certificates and try again.',
          serial,
        )
      throw new SignatureError(
        'unknown-serial',
        isPublicKeyId(serial)
          ? 'Signed with a public key that is not configured. Compare WECHATPAY_PUBLIC_KEY_ID with the merchant platform.'
          : 'The serial of the signature is neither a public key id nor a certificate serial. It was not believed.',
      )
    },
    encryptionKey(now) {
      const valid = keys.filter(
        ({ effectiveAt, expiresAt }) => now >= (effectiveAt ?? now) && now < (expiresAt ?? Infinity),
      )
      const [best] = [
        ...valid.filter(({ serial }) => isPublicKeyId(serial)),
        ...valid.sort((a, b) => (b.expiresAt ?? Infinity) - (a.expiresAt ?? Infinity)),
      ]
      if (best) return best
      throw new ConfigError(
        'WECHATPAY_PUBLIC_KEY',
        'no valid public key or platform certificate is known. Configure it with its id, or fetch the certificates.',
      )
    },
  }
}
