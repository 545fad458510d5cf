import type { Moment } from '#domain/period'
import { type Origin, readBaseUrl } from './base-url'
import type { PayAnswer, PreparedCall } from './call'
import type { PayClient, PayClientConfig, SendOptions } from './client-config'
import { ConfigError } from './errors/config-error'
import { PayApiError } from './errors/pay-api-error'
import { PayError } from './errors/pay-error'
import { exchange, NetworkFailure } from './exchange'
import { explain } from './explain'
import { judge } from './judge'
import { maySwitchDomain, nextPause } from './repeat'
import { authorize, authorizeInPool } from './signing'
import { unanswered } from './unanswered'

const CONNECT_MS = 1000
/** Idle for longer, a connection may be dead: a call that must not be repeated takes a fresh one. */
const TRUSTED_IDLE_MS = 4000

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
    const totalMs = Math.min(timeoutMs, deadline - clock())
    if (totalMs <= 0) throw unanswered(call, new NetworkFailure('timeout', false, 'the deadline had passed'))
    const fresh = !call.safeToRepeat && startedAt - lastAnswerAt > TRUSTED_IDLE_MS
    const waits = { connectMs: Math.min(CONNECT_MS, totalMs), totalMs, fresh }
    const answer = await exchange(origin, { method, path, headers, body }, waits).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? unanswered(call, error) : error
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
