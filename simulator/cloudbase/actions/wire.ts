import { type Database } from '../store/database'

/** The body of one request as wx-server-sdk 4.0.2 sends it (facts/cloudbase.md 2.5); nothing in it is believed. */
export interface WireRequest {
  readonly action?: unknown
  readonly envName?: unknown
  readonly sessionToken?: unknown
  readonly collectionName?: unknown
  readonly transactionId?: unknown
  readonly query?: unknown
  readonly queryType?: unknown
  readonly data?: unknown
  readonly multi?: unknown
  readonly merge?: unknown
  readonly upsert?: unknown
  readonly order?: unknown
  readonly offset?: unknown
  readonly limit?: unknown
  readonly projection?: unknown
  readonly stages?: unknown
  readonly function_name?: unknown
  readonly request_data?: unknown
}

/** What an action answers: `data` goes under that name, `top` beside the request id. */
export interface WireAnswer {
  data?: Record<string, unknown>
  top?: Record<string, unknown>
  examined?: number
  answered?: number
}

export interface ActionContext {
  database: Database
  /** Who sends: one function worker's call, or one process with the SDK in it. */
  client: string
  /** Business time, milliseconds. */
  now: number
  warn(message: string): void
}

export type Action = (context: ActionContext, request: WireRequest) => WireAnswer | Promise<WireAnswer>
