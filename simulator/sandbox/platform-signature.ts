import { randomBytes, sign } from 'node:crypto'
import { type Signer } from './keyring'

/** How the platform's signature is spoiled on purpose. */
export type SignatureFlaw = 'wrong' | 'signtest' | 'stale' | 'unsigned'

/**
 * The headers with which WeChat Pay signs an answer or a notification (facts 5.2).
 * @param at signature time in ms
 */
export function signatureHeaders(
  signer: Signer,
  body: string,
  at: number,
  flaw?: SignatureFlaw,
): Record<string, string> {
  if (flaw === 'unsigned') return {}
  const timestamp = String(Math.floor(at / 1000) - (flaw === 'stale' ? 600 : 0))
  const nonce = randomBytes(16).toString('hex')
  const content = flaw === 'wrong' ? `${body} ` : body
  const signature = sign('sha256', Buffer.from(`${timestamp}\n${nonce}\n${content}\n`), signer.key).toString(
    'base64',
  )
  return {
    'Wechatpay-Timestamp': timestamp,
    'Wechatpay-Nonce': nonce,
    'Wechatpay-Serial': signer.serial,
    // A probe of WeChat Pay's: a signature that cannot be right, to see whether the merchant checks at all.
    'Wechatpay-Signature': flaw === 'signtest' ? `WECHATPAY/SIGNTEST/${signature.slice(19)}` : signature,
    'Wechatpay-Signature-Type': 'WECHATPAY2-SHA256-RSA2048',
  }
}
