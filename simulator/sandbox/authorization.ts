import { verify, type KeyObject } from 'node:crypto'
import { signError } from './failure'

/** The five values of `Authorization: WECHATPAY2-SHA256-RSA2048 …` (facts 5.1). */
export interface Authorization {
  readonly mchid: string
  readonly nonce_str: string
  readonly signature: string
  readonly timestamp: string
  readonly serial_no: string
}

const scheme = 'WECHATPAY2-SHA256-RSA2048'
const names = ['mchid', 'nonce_str', 'signature', 'timestamp', 'serial_no'] as const

/** @throws ApiFailure 401 SIGN_ERROR when the header is missing or not of the documented form */
export function parseAuthorization(header: string | undefined): Authorization {
  if (!header) throw signError('there is no Authorization header')
  if (!header.startsWith(`${scheme} `)) throw signError(`the scheme must be ${scheme}`)
  const found: Record<string, string> = {}
  for (const part of header.slice(scheme.length + 1).split(',')) {
    const match = /^\s*([a-z_]+)="([^"]*)"\s*$/.exec(part)
    if (!match?.[1] || match[2] === undefined)
      throw signError('expected key="value" pairs separated by commas')
    if (match[1] in found) throw signError(`${match[1]} is given twice`)
    found[match[1]] = match[2]
  }
  const missing = names.filter((name) => !found[name])
  if (missing.length > 0) throw signError(`${missing.join(', ')} is missing`)
  const { mchid = '', nonce_str = '', signature = '', timestamp = '', serial_no = '' } = found
  return { mchid, nonce_str, signature, timestamp, serial_no }
}

/** The request exactly as it came over the wire. */
export interface RawRequest {
  readonly method: string
  /** Path and query, byte for byte. */
  readonly url: string
  readonly body: Buffer
}

export interface Merchant {
  readonly mchid: string
  readonly serial: string
  readonly publicKey: KeyObject
}

/**
 * Checks who signed, when, and every byte.
 * @param now signature time in ms
 * @throws ApiFailure 401 SIGN_ERROR, `detail.issue` says which check failed
 */
export function verifyRequest(
  raw: RawRequest,
  header: string | undefined,
  merchant: Merchant,
  now: number,
): Authorization {
  const given = parseAuthorization(header)
  if (given.mchid !== merchant.mchid) throw signError('mchid is not a merchant of this sandbox')
  if (given.serial_no !== merchant.serial)
    throw signError("serial_no is not the merchant certificate's serial")
  if (!/^\d{10}$/.test(given.timestamp)) throw signError('timestamp must be seconds since 1970')
  if (Math.abs(now / 1000 - Number(given.timestamp)) > 300) {
    throw signError('timestamp is more than five minutes away from WeChat Pay’s clock')
  }
  if (given.nonce_str.length > 32) throw signError('nonce_str is longer than 32 characters')
  const head = `${raw.method}\n${raw.url}\n${given.timestamp}\n${given.nonce_str}\n`
  const message = Buffer.concat([Buffer.from(head, 'latin1'), raw.body, Buffer.from('\n')])
  const signature = Buffer.from(given.signature, 'base64')
  if (!verify('sha256', message, merchant.publicKey, signature)) {
    throw signError('the signature does not match method, path with query, timestamp, nonce and body')
  }
  return given
}
