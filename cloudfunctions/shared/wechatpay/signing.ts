import { createSign, sign, type KeyObject } from 'node:crypto'

/** What a request signature covers (facts: APIv3 security, 5.1). */
export interface SignedParts {
  method: string
  /** Path and query exactly as sent, without the domain. */
  path: string
  /** Seconds. */
  timestamp: number
  nonce: string
  body: string
}

/** Who signs. `serial` is the merchant certificate's, not the platform's. */
export interface Signer {
  mchid: string
  serial: string
  privateKey: KeyObject
}

/** Five lines, each ended by a newline, the last one too. */
export function canonicalRequest({ method, path, timestamp, nonce, body }: SignedParts): string {
  return `${method}\n${path}\n${timestamp}\n${nonce}\n${body}\n`
}

function headerText({ mchid, serial }: Signer, { timestamp, nonce }: SignedParts, signature: string): string {
  return `WECHATPAY2-SHA256-RSA2048 mchid="${mchid}",nonce_str="${nonce}",signature="${signature}",timestamp="${timestamp}",serial_no="${serial}"`
}

/** The `Authorization` header, signed here and now: fastest for one call at a time. */
export function authorize(signer: Signer, parts: SignedParts): string {
  const signature = createSign('RSA-SHA256').update(canonicalRequest(parts)).sign(signer.privateKey, 'base64')
  return headerText(signer, parts, signature)
}

/** The same header, signed on the thread pool: several at once use several cores. */
export function authorizeInPool(signer: Signer, parts: SignedParts): Promise<string> {
  return new Promise((resolve, reject) => {
    sign('sha256', Buffer.from(canonicalRequest(parts)), signer.privateKey, (error, signature) => {
      if (error) reject(error)
      else resolve(headerText(signer, parts, signature.toString('base64')))
    })
  })
}
