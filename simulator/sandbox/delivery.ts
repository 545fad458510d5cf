import { request } from 'node:http'
import { type Signer } from './keyring'
import { signatureHeaders, type SignatureFlaw } from './platform-signature'

export interface Deliverable {
  readonly url: string
  readonly body: string
  readonly signer: Signer
  /** Signature time in ms. */
  readonly signedAt: number
  readonly flaw: SignatureFlaw | undefined
  readonly abort: AbortSignal
}

export interface Outcome {
  readonly status?: number
  readonly error?: string
  readonly durationMs: number
}

/** Posts a notification; WeChat Pay waits five seconds for the answer, and only its status counts (facts 6.4). */
export function deliver(given: Deliverable): Promise<Outcome> {
  const started = performance.now()
  const headers = {
    'Content-Type': 'application/json',
    'Content-Length': String(Buffer.byteLength(given.body)),
    Accept: '*/*',
    'User-Agent': 'Mozilla/4.0',
    ...signatureHeaders(given.signer, given.body, given.signedAt, given.flaw),
  }
  return new Promise((resolve) => {
    const finish = (outcome: Omit<Outcome, 'durationMs'>): void => {
      resolve({ ...outcome, durationMs: Math.round(performance.now() - started) })
    }
    const call = request(
      given.url,
      { method: 'POST', headers, signal: given.abort, timeout: 5000 },
      (answer) => {
        answer.resume()
        answer.on('error', () => undefined)
        finish({ status: answer.statusCode ?? 0 })
      },
    )
    call.on('timeout', () => call.destroy(new Error('no answer within five seconds')))
    call.on('error', (error) => {
      finish({ error: error.message })
    })
    call.end(given.body)
  })
}

/** Notifications go to this machine only. @returns the address without change, undefined when it is elsewhere */
export function loopbackUrl(text: string): string | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const loopback = url && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname)
  return loopback && url.protocol === 'http:' ? text : undefined
}
