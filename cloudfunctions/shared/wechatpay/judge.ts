import type { Moment } from '#domain/period'
import type { PayAnswer, PreparedCall } from './call'
import { type ApiErrorDetail, PayApiError } from './errors/pay-api-error'
import { SignatureError } from './errors/signature-error'
import type { RawAnswer } from './exchange'
import { advise, explain } from './explain'
import type { Keyring } from './keyring'
import { verify } from './verifying'

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== ''
    ? value.replace(/[\u0000-\u001f\u007f]+/g, ' ').slice(0, 200)
    : undefined

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    return undefined
  }
}

function requestIdOf({ headers }: RawAnswer): string {
  const value = headers['request-id']
  const text = Array.isArray(value) ? value[0] : value
  // The header is not signed: whatever is no id is not passed on.
  return text !== undefined && /^[\w-]{1,200}$/.test(text) ? text : ''
}

function readDetail(detail: unknown): ApiErrorDetail | undefined {
  if (typeof detail !== 'object' || detail === null) return undefined
  const { field, issue, location } = detail as Record<string, unknown>
  const [f, i, l] = [textOf(field), textOf(issue), textOf(location)]
  if (f === undefined && i === undefined && l === undefined) return undefined
  return {
    ...(f !== undefined && { field: f }),
    ...(i !== undefined && { issue: i }),
    ...(l !== undefined && { location: l }),
  }
}

/** An error answer: in our words, because WeChat Pay's may quote what a customer typed. `refused` only for a verified 4xx that is not about frequency; all else proves nothing. */
export function errorOf(
  call: PreparedCall,
  answer: RawAnswer,
  doubt: SignatureError | undefined,
): PayApiError {
  const { status, body } = answer
  const { action } = call
  const verified = doubt === undefined
  const requestId = requestIdOf(answer)
  if (status >= 300 && status < 400)
    return new PayApiError(
      { action, status, code: 'CLIENT_REDIRECTED', outcome: 'unknown', verified: false, requestId },
      `${action}: answered with a redirect (${status}), which WeChat Pay never does. It was not followed; check WECHATPAY_BASE_URL and proxies.`,
      { cause: doubt },
    )
  const fields = (parse(body) ?? {}) as Record<string, unknown>
  const claimed = typeof fields['code'] === 'string' && /^[A-Z][A-Z0-9_]{1,63}$/.test(fields['code'])
  const code = claimed ? (fields['code'] as string) : `HTTP_${status}`
  const detail = readDetail(fields['detail'])
  const said = textOf(fields['message'])
  const refused = verified && status >= 400 && status < 500 && status !== 429
  const tail = explain(requestId)
  const message = [
    `${action}: ${status} ${code}${verified ? '' : ' (signature not verified, proves nothing)'}.`,
    detail?.field !== undefined && /^[\w/.[\]-]{1,60}$/.test(detail.field) && `Field ${detail.field}.`,
    tail && `${tail.tail} = ${tail.meaning}.`,
    advise(status, verified ? code : ''),
    requestId !== '' && `Request-ID ${requestId}.`,
  ]
  return new PayApiError(
    {
      action,
      status,
      code,
      outcome: refused ? 'refused' : 'unknown',
      verified,
      requestId,
      ...(detail && { detail }),
      ...(said !== undefined && { said }),
    },
    message.filter(Boolean).join(' '),
    { cause: doubt },
  )
}

/** The first field by which an answer belongs to another question. */
function foreignField({ repeats = {} }: PreparedCall, body: object): string | undefined {
  const told = body as Readonly<Record<string, unknown>>
  return Object.keys(repeats).find((name) => typeof told[name] === 'string' && told[name] !== repeats[name])
}

/**
 * Turns raw bytes into an answer or an error: signature first, then status, then JSON.
 * @throws SignatureError for a success that is not provably WeChat Pay's
 * @throws PayApiError for everything else that is not 200 with a JSON object, or 204
 */
export function judge(call: PreparedCall, answer: RawAnswer, keyring: Keyring, now: Moment): PayAnswer {
  const { status, headers, body } = answer
  let serverTime: Moment
  try {
    serverTime = verify(headers, body, keyring, now)
  } catch (error) {
    if (!(error instanceof SignatureError)) throw error
    if (status < 200 || status >= 300) throw errorOf(call, answer, error)
    error.requestId = requestIdOf(answer)
    throw error
  }
  if (status < 200 || status >= 300) throw errorOf(call, answer, undefined)
  const requestId = requestIdOf(answer)
  const common = { status, requestId, serverTime, skewMs: serverTime - now }
  if (status === 204) return { ...common, body: undefined }
  const parsed = status === 200 ? parse(body) : undefined
  const unreadable = (what: string): PayApiError =>
    new PayApiError(
      {
        action: call.action,
        status,
        code: 'CLIENT_UNREADABLE',
        outcome: 'unknown',
        verified: true,
        requestId,
      },
      `${call.action}: answered ${status} ${what}. The result is unknown: query the order.${requestId && ` Request-ID ${requestId}.`}`,
    )
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw unreadable('without a JSON object')
  const foreign = foreignField(call, parsed)
  if (foreign !== undefined) throw unreadable(`about another ${foreign}, which was not believed`)
  return { ...common, body: parsed }
}
