import type { KeyObject } from 'node:crypto'
import type { Clock, Moment } from '#domain/period'
import type { BillFile } from './bills/trade-bill'
import type { PayAnswer, PreparedCall } from './call'
import type { Outcome } from './errors/outcome'
import type { Keyring } from './keyring'

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
  outcome?: Outcome
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

/** Fetches what WeChat Pay keeps as files. */
export interface BillClient {
  /**
   * Fetches a bill. Its answer has no signature: the bytes are believed when they come to the hash that a signed answer told.
   * At most 20 MB, within the deadline (by default 15 s), and only from WeChat Pay or where calls go anyway.
   * @throws PayApiError `CLIENT_UNREADABLE` for another host, or bytes that do not fit
   */
  download(file: BillFile, options?: Pick<SendOptions, 'deadline'>): Promise<Buffer>
}
