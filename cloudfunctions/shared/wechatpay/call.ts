import type { Clock, Moment } from '#domain/period'
import { given } from '../given'
import { ValidationError } from './errors/validation-error'
import type { Keyring } from './keyring'

/** A call that is validated, encrypted and serialised: it can be stored and sent again byte for byte. Plain JSON. */
export interface PreparedCall {
  /** Our word for the call: `create`, `query`, … For logs and messages. */
  action: string
  method: 'GET' | 'POST'
  /** From the slash on, with encoded parameters and query: the very text that is signed and sent. */
  path: string
  /** The very text that is signed and sent; empty for GET, and for the few POSTs that have none. */
  body: string
  /** `Wechatpay-Serial` to send: the key of the ciphertexts, and the one the answer should be signed with. */
  serial: string
  /** Whether the same bytes may be sent twice without acting twice. */
  safeToRepeat: boolean
  /**
   * Fields that the answer has in common with this call where it has them, such as `out_order_no`. WeChat Pay's signature does
   * not cover the question: a genuine answer about another order proves nothing about this one.
   */
  repeats?: Readonly<Record<string, string>>
}

/** An answer whose signature was verified. */
export interface PayAnswer {
  /** 200, or 204 with an `undefined` body. */
  status: number
  body: unknown
  /** `Request-ID`, for logs and WeChat Pay's support. */
  requestId: string
  /** `Wechatpay-Timestamp`. */
  serverTime: Moment
  /** WeChat Pay's clock minus ours in ms, as exact as a second; negative when ours is ahead. */
  skewMs: number
}

/** What every `prepare…` needs beside its fields. */
export interface PrepareContext {
  keyring: Keyring
  clock: Clock
}

/** What a `prepare…` decided of its call: all but what follows from that. */
interface Decided extends Pick<PreparedCall, 'action' | 'path' | 'safeToRepeat'> {
  repeats?: PreparedCall['repeats'] | undefined
  /** Absent = GET; an empty text = a POST that has none. */
  body?: object | ''
  /** The key that encrypted something of the body; else the one that the answer should be signed with. */
  serial?: string
}

/** Serialises a call, once. @throws ConfigError without a platform key */
export function prepared(
  { keyring, clock }: PrepareContext,
  { action, path, body, safeToRepeat, repeats, serial = keyring.encryptionKey(clock()).serial }: Decided,
): PreparedCall {
  return {
    action,
    method: body === undefined ? 'GET' : 'POST',
    path,
    body: body ? JSON.stringify(body) : '',
    serial,
    safeToRepeat,
    ...given('repeats', repeats),
  }
}

/** Fills `{name}` in a path. @throws ValidationError for a value that would lead to another path. */
export function fillPath(action: string, template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = values[name] ?? ''
    if (value === '' || value === '.' || value === '..' || !isWellFormed(value))
      throw new ValidationError(action, [{ path: name, problem: 'cannot stand in a path' }])
    return encodeURIComponent(value)
  })
}

/** `a=1&b=2` with encoded values, in the given order; `undefined` values are left out. */
export function queryText(values: Readonly<Record<string, string | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&')
}

/** Whether the text has no half of a surrogate pair, which no URL and no UTF-8 can carry. */
export function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)
}
