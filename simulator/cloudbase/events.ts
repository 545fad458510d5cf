/** What the local CloudBase tells whoever watches it: the panel, tests that count, the program's log. */
export type CloudBaseEvent = DatabaseEvent | FunctionEvent | LogEvent | OutgoingEvent | WarningEvent

/** One request of the SDK, answered. */
export interface DatabaseEvent {
  kind: 'database'
  /** Business time, milliseconds. */
  at: number
  env: string
  /** The function call that sent it; absent when the SDK runs outside the function runtime. */
  callId?: string
  function?: string
  action: string
  collection?: string
  /** The condition as sent (EJSON text). May hold openids: for the local panel, not for logs that leave it. */
  query?: string
  inTransaction: boolean
  /** Documents the database had to look at. */
  examined: number
  /** Documents read, or changed. */
  answered: number
  durationMs: number
  /** The cloud's text code when refused. */
  error?: string
}

export type InvocationSource = 'wx_client' | 'timer' | 'http' | 'scf'

/** One call of a function, ended. */
export interface FunctionEvent {
  kind: 'function'
  callId: string
  function: string
  source: InvocationSource
  /** Business time of the start, milliseconds. */
  at: number
  durationMs: number
  /** The worker was started for this call. */
  cold: boolean
  databaseCalls: number
  examined: number
  event: unknown
  result?: unknown
  error?: { errCode: number; errMsg: string }
}

/** What a function wrote to its console. */
export interface LogEvent {
  kind: 'log'
  function: string
  callId?: string
  level: string
  text: string
}

/** A request that a function sends, to the database or anywhere else; told only while somebody decides about them. */
export interface OutgoingEvent {
  kind: 'outgoing'
  function: string
  callId: string
  /** Counts the requests of one call from 1. */
  number: number
  /** `after`: the other side has answered, the function has not seen the answer yet. */
  phase: 'before' | 'after'
  method: string
  host: string
  path: string
}

/** Something that works here and does harm on the cloud, or is most likely a mistake. */
export interface WarningEvent {
  kind: 'warning'
  message: string
}
