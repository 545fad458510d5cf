/** What HTTP access passes to a function, as far as it is used (facts: cloudbase 7.1). */
export interface HttpRequest {
  method: string
  /** As they came: names in any case, values texts or lists. */
  headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** The bytes that were sent; absent when the gateway did not pass them on as a text. */
  rawBody?: Buffer
}

/** What a function gives back to HTTP access: an integration response. */
export interface HttpAnswer {
  statusCode: number
  headers: Record<string, string>
  body: string
}

type Headers = HttpRequest['headers']

function headersOf(value: unknown): Headers {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {}
  const isText = (item: unknown): boolean => typeof item === 'string'
  const fitting = Object.entries(value).filter(
    ([, item]) => isText(item) || (Array.isArray(item) && item.every(isText)),
  )
  return Object.fromEntries(fitting) as Headers
}

/**
 * Reads an HTTP access event. The body's bytes are kept as they came, because the signature is over them: never parsed and
 * written again.
 */
export function readHttpEvent(event: unknown): HttpRequest {
  const { httpMethod, headers, body, isBase64Encoded } = (event ?? {}) as Record<string, unknown>
  const request = {
    method: typeof httpMethod === 'string' ? httpMethod.toUpperCase() : '',
    headers: headersOf(headers),
  }
  if (body === undefined || body === null) return { ...request, rawBody: Buffer.alloc(0) }
  if (typeof body !== 'string') return request
  const encoding = isBase64Encoded === true || isBase64Encoded === 'true' ? 'base64' : 'utf8'
  return { ...request, rawBody: Buffer.from(body, encoding) }
}

/** One header's value; `undefined` when it is missing or stands more than once. */
export function headerOf({ headers }: HttpRequest, name: string): string | undefined {
  const values = Object.entries(headers).flatMap(([key, value]) =>
    key.toLowerCase() === name ? (value ?? []) : [],
  )
  return values.length === 1 ? values[0] : undefined
}

/** An answer of plain text. */
export const textAnswer = (statusCode: number, body: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'text/plain; charset=utf-8' },
  body,
})

/** An answer to WeChat Pay: only the status counts for it, the words are for people (facts: payscore 6.4). */
export const payAnswer = (statusCode: number, message?: string): HttpAnswer => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8' },
  body: JSON.stringify(message === undefined ? { code: 'SUCCESS' } : { code: 'FAIL', message }),
})
