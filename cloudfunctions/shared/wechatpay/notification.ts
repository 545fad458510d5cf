import type { Clock } from '#domain/period'
import { DecryptError } from './errors/decrypt-error'
import type { Keyring } from './keyring'
import { type SealedText, unseal } from './sealed'
import { type RawHeaders, verify } from './verifying'

/** A notification as it came in. */
export interface RawNotification {
  headers: RawHeaders
  /** The bytes as they came, never a parsed and serialised body. */
  rawBody: Buffer
}

/** What opens it. */
export interface NotificationKeys {
  keyring: Keyring
  /** Current key first; 32 bytes each. */
  apiV3Keys: readonly (Buffer | string)[]
  clock: Clock
}

/** A notification that WeChat Pay signed and encrypted for us. Names are WeChat Pay's. */
export interface Notification {
  /** Same id = same notification: the de-duplication key (design 4.9). */
  id: string
  event_type: string
  /** RFC 3339, empty when WeChat Pay left it out. */
  create_time: string
  summary: string
  /** The decrypted object; read it with the protocol's own reader. */
  resource: Record<string, unknown>
  original_type?: string
}

function parseObject(bytes: Buffer, reason: 'envelope' | 'plaintext'): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(bytes.toString('utf8'))
  } catch {
    // reported below
  }
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Record<string, unknown>
  throw new DecryptError(reason, `The notification's ${reason} is not a JSON object. It was not read.`)
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

/**
 * Verifies, decrypts and parses a notification, in this order (facts: notifications, 6.1; design 4.9).
 * Who it is for (merchant, app, service, order) is for the caller to compare.
 * @throws SignatureError not provably WeChat Pay's: answer 401; with `unknownSerial` answer 503 and fetch certificates
 * @throws DecryptError signed, but unreadable: answer 500, WeChat Pay sends it again
 */
export function readNotification(
  { headers, rawBody }: RawNotification,
  keys: NotificationKeys,
): Notification {
  verify(headers, rawBody, keys.keyring, keys.clock())
  const envelope = parseObject(rawBody, 'envelope')
  const { id, event_type, resource } = envelope
  if (typeof id !== 'string' || id === '' || typeof event_type !== 'string')
    throw new DecryptError('envelope', "The notification's id or event_type is missing. It was not read.")
  if (typeof resource !== 'object' || resource === null)
    throw new DecryptError('envelope', "The notification's resource is missing. It was not read.")
  const plain = parseObject(unseal(resource as SealedText, keys.apiV3Keys), 'plaintext')
  const originalType = (resource as { original_type?: unknown }).original_type
  return {
    id,
    event_type,
    create_time: textOf(envelope['create_time']),
    summary: textOf(envelope['summary']),
    resource: plain,
    ...(typeof originalType === 'string' && { original_type: originalType }),
  }
}
