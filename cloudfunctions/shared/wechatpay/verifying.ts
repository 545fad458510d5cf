import { createVerify } from 'node:crypto'
import type { Moment } from '#domain/period'
import { SignatureError } from './errors/signature-error'
import type { Keyring } from './keyring'

/** Headers as node gives them, or as a gateway does: names in any case, values perhaps in arrays. */
export type RawHeaders = Readonly<Record<string, string | readonly string[] | undefined>>

/** Seconds that a timestamp may be away from our clock, into the past and into the future. */
export const WINDOW_SECONDS = 300

/** What WeChat Pay puts in front of a signature that is wrong on purpose. It fails like any other; only the name differs. */
const PROBE = 'WECHATPAY/SIGNTEST/'
const NAMES = ['timestamp', 'nonce', 'signature', 'serial', 'signature-type'] as const
type Name = (typeof NAMES)[number]

function readHeaders(headers: RawHeaders): Partial<Record<Name, string>> {
  const found: Partial<Record<Name, string>> = {}
  for (const key in headers) {
    if (key.length > 24 || (key.charCodeAt(0) | 32) !== 119 /* w */) continue
    const lower = key.toLowerCase()
    if (!lower.startsWith('wechatpay-')) continue
    const name = NAMES.find((known) => lower.length === 10 + known.length && lower.endsWith(known))
    const value = headers[key]
    if (!name || value === undefined) continue
    const text = typeof value === 'string' ? value : value.length === 1 ? value[0] : undefined
    if (typeof text !== 'string' || found[name] !== undefined)
      throw new SignatureError(
        'missing-header',
        `Wechatpay-${name} stands more than once. It was not believed.`,
      )
    found[name] = text
  }
  return found
}

function need(found: Partial<Record<Name, string>>, name: Name): string {
  const value = found[name]
  if (value) return value
  throw new SignatureError(
    'missing-header',
    `Wechatpay-${name} is missing: this did not come from WeChat Pay.`,
  )
}

/**
 * Proves that raw bytes are WeChat Pay's: headers, ±300 s, key by serial, signature over the bytes as they came
 * (facts: APIv3 security, 5.2). An answer 204 has an empty body.
 * @returns `Wechatpay-Timestamp` in ms
 * @throws SignatureError
 */
export function verify(headers: RawHeaders, rawBody: Buffer, keyring: Keyring, now: Moment): Moment {
  const found = readHeaders(headers)
  const timestamp = need(found, 'timestamp')
  const nonce = need(found, 'nonce')
  const signature = need(found, 'signature')
  const serial = need(found, 'serial')
  const type = found['signature-type']
  if (!/^\d{1,12}$/.test(timestamp))
    throw new SignatureError('stale', 'Wechatpay-Timestamp is not a number of seconds. It was not believed.')
  if (Math.abs(now / 1000 - Number(timestamp)) > WINDOW_SECONDS)
    throw new SignatureError(
      'stale',
      `Signed more than ${WINDOW_SECONDS} s away from this machine's clock: a replay, or one of the clocks is wrong.`,
    )
  const key = keyring.find(serial, now)
  if (type !== undefined && type !== 'WECHATPAY2-SHA256-RSA2048')
    throw new SignatureError(
      'bad-signature',
      'Signed with an algorithm that is not supported. It was not believed.',
    )
  const verifier = createVerify('RSA-SHA256').update(`${timestamp}\n${nonce}\n`).update(rawBody).update('\n')
  if (!verifier.verify(key, signature, 'base64'))
    throw signature.startsWith(PROBE)
      ? new SignatureError('signtest', "WeChat Pay's probe with a wrong signature: refused as it should be.")
      : new SignatureError('bad-signature', 'The signature does not fit the body. It was not believed.')
  return Number(timestamp) * 1000
}
