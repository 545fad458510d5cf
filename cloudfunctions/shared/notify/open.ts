import type { Clock } from '#domain/period'
import { findCertificate } from '../certificates'
import { systemClock } from '../clock'
import type { NotifyConfig } from '../config'
import type { Store } from '../store'
import {
  createKeyring,
  type Keyring,
  type Notification,
  readNotification,
  SignatureError,
} from '../wechatpay'
import { headerOf, type HttpRequest } from './http-event'

/** An RSA signature of 2048 to 4096 bits in base64: nothing shorter is worth a look into the database. */
const looksSigned = (request: HttpRequest): boolean =>
  /^[0-9A-Za-z+/]{342,684}={0,2}$/.test(headerOf(request, 'wechatpay-signature') ?? '')

/**
 * Verifies and opens a notification. Only the configured keys are tried first, so that what is forged is refused before the
 * database, and with it the SDK, is touched; a certificate is looked up only for a request that carries its serial, a fresh
 * timestamp and something like a signature.
 * @throws SignatureError (with `unknownSerial` when the certificate is not stored yet), DecryptError, StoreError
 */
export async function openNotification(
  request: HttpRequest & { rawBody: Buffer },
  { store, config, clock }: { store: Store; config: NotifyConfig; clock: Clock },
): Promise<Notification> {
  const { apiV3Keys, publicKeys } = config
  // Signatures carry the machine's time, however far the sandbox moved the time that orders live by.
  const read = (keyring: Keyring): Notification =>
    readNotification(request, { keyring, apiV3Keys, clock: systemClock })
  try {
    return read(createKeyring(publicKeys))
  } catch (error) {
    const serial = error instanceof SignatureError ? error.unknownSerial : undefined
    if (serial === undefined || !looksSigned(request)) throw error
    const keyring = await findCertificate(store, serial, clock())
    if (!keyring) throw error
    return read(keyring)
  }
}
