import { createHash } from 'node:crypto'

/**
 * What a log line may say, and nothing else: amounts, numbers, codes, times. Names, phones, ids, addresses, openids, keys,
 * packages and tickets have no field, so they cannot be logged by mistake.
 */
export interface LogFields {
  action?: string
  /** The function's own order id and WeChat Pay's number. */
  orderId?: string
  out_order_no?: string
  out_refund_no?: string
  offerId?: string
  state?: string
  /** An openid; only a short hash of it is written, enough to follow one person through the log. */
  who?: string
  /** One of our failure codes, or WeChat Pay's error code. */
  code?: string
  /** HTTP status. */
  status?: number
  outcome?: string
  /** `Request-ID` of WeChat Pay, for its support. */
  payRequestId?: string
  notificationId?: string
  event_type?: string
  serial?: string
  reason?: string
  /** Field paths of a refused request, without values. */
  paths?: readonly string[]
  count?: number
  ms?: number
  error?: unknown
}

/** Writes one JSON line about one step; `step` is a fixed text of the code, never data. */
export type Log = (step: string, fields?: LogFields) => void

/** What all lines of one call have in common, and where lines go. */
export interface LogOptions {
  function: string
  requestId: string
  /** Default: standard output, which CloudBase keeps. */
  write?: (line: string) => void
}

const PLAIN = new Set<string>([
  'action', 'orderId', 'out_order_no', 'out_refund_no', 'offerId', 'state', 'code', 'outcome', 'payRequestId', 'notificationId', 'event_type', 'serial', 'reason',
] satisfies (keyof LogFields)[]) // prettier-ignore
const NUMBERS = new Set<string>(['status', 'count', 'ms'] satisfies (keyof LogFields)[])

/** The person's pseudonym in the log. */
export const maskOpenid = (openid: string): string =>
  `u_${createHash('sha256').update(openid).digest('hex').slice(0, 8)}`

/** Codes and numbers pass; a text with anything else in it, or too long for one, was put into the wrong field. */
const maskText = (text: unknown): string =>
  typeof text === 'string' && /^[\w.:/[\]-]{0,64}$/.test(text) ? text : '(masked)'

/** Our own errors promise messages without secrets; this is the second lock. */
export function maskMessage(message: string): string {
  return message
    .replace(/-----BEGIN[\s\S]*?(-----END[^-]*-----|$)/g, '(key)')
    .replace(/[A-Za-z0-9+/=_-]{28,}/g, (run) => (/^[0-9a-f]{24}_\d+$|^[A-Z_]+$/.test(run) ? run : '(masked)'))
    .replace(/\d{11,}[\dXx]?/g, '(masked)')
    .slice(0, 400)
}

/** All our messages but those to people are English: other letters come from somebody. */
const maskLetters = (message: string): string => message.replace(/[^\p{ASCII}\p{P}\p{S}\p{Z}]+/gu, '(masked)')

const OURS =
  /^(Failed|ConfigError|ValidationError|StateError|PayApiError|SignatureError|DecryptError|Store\w+)$/

/** `Failed` says a sentence of ours in Chinese. */
const messageOf = ({ name, message }: Error): string =>
  maskMessage(name === 'Failed' ? message : maskLetters(message))

/** An error as its name and place; the message only where it is one of ours, because others quote what they choked on. */
function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error }
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    name: maskText(error.name),
    ...(OURS.test(error.name) ? { message: messageOf(error) } : {}),
    at: frames.slice(0, 4).map((line) =>
      line
        .trim()
        .replace(/\(?(?:file:\/\/)?\/\S*\//, '(')
        .slice(0, 120),
    ),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  }
}

function masked(fields: LogFields): Record<string, unknown> {
  const line: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value === undefined) continue
    if (NUMBERS.has(key)) line[key] = typeof value === 'number' ? value : '(masked)'
    else if (PLAIN.has(key)) line[key] = maskText(value)
    else if (key === 'who') line[key] = typeof value === 'string' ? maskOpenid(value) : '(masked)'
    else if (key === 'paths') line[key] = Array.isArray(value) ? value.slice(0, 20).map(maskText) : '(masked)'
    else if (key === 'error') line[key] = describeError(value)
  }
  return line
}

/** A log of one call. Never throws: a line that cannot be written must not fail an order. */
export function createLog({ function: name, requestId, write }: LogOptions): Log {
  const out = write ?? ((line: string) => process.stdout.write(`${line}\n`))
  return (step, fields = {}) => {
    try {
      out(JSON.stringify({ step: step.slice(0, 64), function: name, requestId, ...masked(fields) }))
    } catch {
      // a closed output; the call goes on
    }
  }
}
