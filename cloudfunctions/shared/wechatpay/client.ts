import type { Moment } from '#domain/period'
import { given } from '../given'
import { type Origin, readBaseUrl, readFileAddress } from './base-url'
import type { PayAnswer, PreparedCall } from './call'
import type { BillClient, PayClient, PayClientConfig } from './client-config'
import { ConfigError } from './errors/config-error'
import { PayApiError } from './errors/pay-api-error'
import { PayError } from './errors/pay-error'
import { fetchedBill, noBill } from './bills/fetched-bill'
import { exchange, NetworkFailure, type RawAnswer } from './exchange'
import { explain } from './explain'
import { judge } from './judge'
import { maySwitchDomain, nextPause } from './repeat'
import { authorize, authorizeInPool } from './signing'
import { unanswered } from './unanswered'

const CONNECT_MS = 1000
/** Idle for longer, a connection may be dead: a call that must not be repeated takes a fresh one. */
const TRUSTED_IDLE_MS = 4000

const BILL_MS = 15_000
const BILL_BYTES = 20 * 1024 * 1024

/** Where a call goes, how long it is waited for, and what makes something of its answer. */
interface Errand<Result> {
  call: PreparedCall
  main: Origin
  backup: Origin | undefined
  deadline: Moment
  /** For one attempt. */
  timeoutMs: number
  maxBytes?: number
  read: (answer: RawAnswer, now: Moment) => Result
}

/** {@link createPayClient} with every default given; the edge passes clock and randomness. */
export function createClient(
  config: PayClientConfig & Required<Pick<PayClientConfig, 'clock' | 'random' | 'pause'>>,
): PayClient & BillClient {
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

  async function attempt<Result>(errand: Errand<Result>, origin: Origin): Promise<Result> {
    const { call, deadline, read, maxBytes } = errand
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
    const totalMs = Math.min(errand.timeoutMs, deadline - clock())
    if (totalMs <= 0) throw unanswered(call, new NetworkFailure('timeout', false, 'the deadline had passed'))
    const fresh = !call.safeToRepeat && startedAt - lastAnswerAt > TRUSTED_IDLE_MS
    const waits = { connectMs: Math.min(CONNECT_MS, totalMs), totalMs, fresh, ...given('maxBytes', maxBytes) }
    const answer = await exchange(origin, { method, path, headers, body }, waits).catch((error: unknown) => {
      throw error instanceof NetworkFailure ? unanswered(call, error) : error
    })
    const now = (lastAnswerAt = clock())
    return read(answer, now)
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

  async function attempts<Result>(errand: Errand<Result>): Promise<Result> {
    const { call, deadline } = errand
    let origin = errand.main
    let spare = errand.backup
    let inDoubt = false
    for (let number = 1; ; number += 1) {
      const since = clock()
      try {
        const answer = await attempt(errand, origin)
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
        origin = switching && spare ? spare : errand.main
        if (switching) spare = undefined
        if (pauseMs > 0) await config.pause(pauseMs)
      }
    }
  }

  async function run<Result>(errand: Errand<Result>): Promise<Result> {
    inFlight += 1
    try {
      return await attempts(errand)
    } finally {
      inFlight -= 1
    }
  }

  return {
    send(call, { deadline = clock() + timeoutMs, keyringOf } = {}): Promise<PayAnswer> {
      const read = (answer: RawAnswer, now: Moment): PayAnswer =>
        judge(call, answer, keyringOf?.(answer.body) ?? config.keyring, now)
      return run({ call, main, backup, deadline, timeoutMs, read })
    },
    async download(file, { deadline = clock() + BILL_MS } = {}): Promise<Buffer> {
      const found = readFileAddress(file.download_url, backup ? [main, backup] : [main])
      if (!found) throw noBill('is not at an address of WeChat Pay; nothing was fetched')
      const { origin, path } = found
      const call: PreparedCall = {
        action: 'bill',
        method: 'GET',
        path,
        body: '',
        serial: '',
        safeToRepeat: true,
      }
      const read = (answer: RawAnswer): RawAnswer => fetchedBill(call, answer, file)
      const times = { deadline, timeoutMs: BILL_MS, maxBytes: BILL_BYTES }
      return (await run({ call, main: origin, backup: undefined, ...times, read })).body
    },
  }
}
