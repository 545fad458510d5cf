import type { KeyObject } from 'node:crypto'
import type { Clock, Moment } from '#domain/period'
import { type Origin, readBaseUrl } from './base-url'
import type { PayAnswer, PreparedCall } from './call'
import { ConfigError } from './errors/config-error'
import { type ClientCode, PayApiError } from './errors/pay-api-error'
import { PayError } from './errors/pay-error'
import { exchange, NetworkFailure, type NetworkProblem } from './exchange'
import { explain } from './explain'
import { judge } from './judge'
import type { Keyring } from './keyring'
import { maySwitchDomain, nextPause } from './repeat'
import { authorize, authorizeInPool } from './signing'

/** One attempt, for the log. Holds no path, no body, no person. */
export interface PayLogLine {
  event: 'wechatpay'
  action: string
  /** From 1; a second one is a repetition of the same bytes. */
  attempt: number
  host: string
  durationMs: number
  status: number
  /** `OK`, WeChat Pay's code, or one of ours. */
  code: string
  requestId: string
  /** What the Request-ID's tail number means, when known. */
  meaning?: string
  outcome?: 'refused' | 'unknown' | 'notSent'
}

export interface PayClientConfig {
  mchid: string
  /** The merchant API certificate's serial number, 40 hex digits. */
  merchantSerial: string
  merchantPrivateKey: KeyObject
  keyring: Keyring
  baseUrl: string
  /** Used for one attempt after a network failure. */
  backupUrl?: string
  /** The longest wait for one attempt, and for a whole `send` without a deadline. Default 2500 ms. */
  timeoutMs?: number
  clock?: Clock
  /** Cryptographically random bytes: nonces and the jitter of pauses. */
  random?: (bytes: number) => Buffer
  /** Waits between attempts. */
  pause?: (ms: number) => Promise<void>
  log?: (line: PayLogLine) => void
  /** Allows http on loopback. */
  sandbox?: boolean
}

export interface SendOptions {
  /** Nothing is waited for beyond this moment. */
  deadline?: Moment
  /** For the first download of certificates: the keys that the answer itself proves (certificates.ts). */
  keyringOf?: (rawBody: Buffer) => Keyring
}

export interface PayClient {
  /**
   * Sends a call and verifies its answer. What is safe to repeat is repeated with the same bytes, within the deadline.
   * @throws PayApiError, SignatureError; their `outcome` says whether WeChat Pay can have acted
   */
  send(call: PreparedCall, options?: SendOptions): Promise<PayAnswer>
}

const CONNECT_MS = 1000
/** Idle for longer, a connection may be dead: a call that must not be repeated takes a fresh one. */
const TRUSTED_IDLE_MS = 4000
const CLIENT_CODES: Readonly<Record<NetworkProblem, [ClientCode, string]>> = {
  'not-connected': ['CLIENT_NOT_CONNECTED', 'no connection to WeChat Pay. Check network, DNS and base URL'],
  timeout: ['CLIENT_TIMEOUT', 'no answer in time. The result is unknown: query the order'],
  'connection-lost': [
    'CLIENT_CONNECTION_LOST',
    'the connection broke. The result is unknown: query the order',
  ],
  'too-large': ['CLIENT_TOO_LARGE', 'the answer is too large. The result is unknown: query the order'],
}

function toApiError({ action }: PreparedCall, { problem, sent, systemCode }: NetworkFailure): PayApiError {
  const [code, sentence] = CLIENT_CODES[problem]
  const outcome = sent ? 'unknown' : 'notSent'
  return new PayApiError(
    { action, status: 0, code, outcome, verified: false, requestId: '' },
    `${action}: ${sentence} (${systemCode}).`,
  )
}

/** {@link createPayClient} with every default given; the edge passes clock and randomness. */
export function createClient(
  config: PayClientConfig & Required<Pick<PayClientConfig, 'clock' | 'random' | 'pause'>>,
): PayClient {
  const { mchid, merchantSerial, merchantPrivateKey, clock, random, timeoutMs = 2500 } = config
  const sandbox = config.sandbox === true
  if (!/^\d{1,32}$/.test(mchid))
    throw new ConfigError('WECHATPAY_MCHID', 'is not a merchant number (digits only).')
  if (!/^[0-9A-Za-z]{1,64}$/.test(merchantSerial))
    throw new ConfigError(
      'WECHATPAY_MERCHANT_SERIAL',
      "is not a certificate's serial number (40 hex digits).",
    )
  const main = readBaseUrl(config.baseUrl, sandbox)
  const backup =
    config.backupUrl === undefined
      ? undefined
      : readBaseUrl(config.backupUrl, sandbox, 'WECHATPAY_BACKUP_URL')
  const signer = { mchid, serial: merchantSerial, privateKey: merchantPrivateKey }
  let inFlight = 0
  let lastAnswerAt = -Infinity

  async function attempt(
    call: PreparedCall,
    origin: Origin,
    deadline: Moment,
    options: SendOptions,
  ): Promise<PayAnswer> {
    const { method, path, body, serial } = call
    const startedAt = clock()
    const nonce = random(16).toString('hex').toUpperCase()
    const parts = { method, path, body, nonce, timestamp: Math.floor(startedAt / 1000) }
    const authorization = inFlight > 1 ? await authorizeInPool(signer, parts) : authorize(signer, parts)
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'Content-Type': 'application/json',
      'User-Agent': 'payscore-miniprogram',
      Authorization: authorization,
    }
    if (serial !== '') headers['Wechatpay-Serial'] = serial
    if (method === 'POST') headers['Content-Length'] = String(Buffer.byteLength(body))
    const totalMs = Math.max(1, Math.min(timeoutMs, deadline - clock()))
    const fresh = !call.safeToRepeat && startedAt - lastAnswerAt > TRUSTED_IDLE_MS
    const waits = { connectMs: Math.min(CONNECT_MS, totalMs), totalMs, fresh }
    const answer = await exchange(origin, { method, path, headers, body }, waits).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? toApiError(call, error) : error
    })
    const now = (lastAnswerAt = clock())
    return judge(call, answer, options.keyringOf?.(answer.body) ?? config.keyring, now)
  }

  function report(call: PreparedCall, number: number, origin: Origin, since: Moment, result: unknown): void {
    if (!config.log) return
    const error = result instanceof PayError ? result : undefined
    const {
      status = 0,
      requestId = '',
      code,
    } = result as { status?: number; requestId?: string; code?: string }
    const meaning = error && explain(requestId)?.meaning
    config.log({
      event: 'wechatpay',
      action: call.action,
      attempt: number,
      host: origin.hostname,
      durationMs: clock() - since,
      status,
      code: error ? (code ?? error.name) : 'OK',
      requestId,
      ...(meaning !== undefined && { meaning }),
      ...(error && { outcome: error.outcome }),
    })
  }

  async function attempts(call: PreparedCall, options: SendOptions): Promise<PayAnswer> {
    const deadline = options.deadline ?? clock() + timeoutMs
    let origin = main
    let spare = backup
    let inDoubt = false
    for (let number = 1; ; number += 1) {
      const since = clock()
      try {
        const answer = await attempt(call, origin, deadline, options)
        report(call, number, origin, since, answer)
        return answer
      } catch (error) {
        report(call, number, origin, since, error)
        if (!(error instanceof PayApiError)) throw error
        const switching = spare !== undefined && maySwitchDomain(call, error)
        const pauseMs = nextPause(call, error, number, switching, random)
        if (pauseMs === undefined || clock() + pauseMs >= deadline) throw inDoubt ? error.inDoubt() : error
        // What may have happened once stays possible, whatever a repetition is told. A question changes nothing.
        inDoubt ||= call.method === 'POST' && error.outcome === 'unknown'
        origin = switching && spare ? spare : main
        if (switching) spare = undefined
        if (pauseMs > 0) await config.pause(pauseMs)
      }
    }
  }

  return {
    async send(call, options = {}) {
      inFlight += 1
      try {
        return await attempts(call, options)
      } finally {
        inFlight -= 1
      }
    },
  }
}
