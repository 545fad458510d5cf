import { randomUUID } from 'node:crypto'
import { type IncomingMessage, type ServerResponse } from 'node:http'
import { sendJson } from '../server'
import { FunctionError } from './function-error'

/** The body limits of the HTTP access service, bytes. */
const maxText = 100 * 1024
const maxBinary = 6 * 1024 * 1024

/** What an event function gets for an HTTP request: an integration event. */
export interface IntegrationEvent {
  path: string
  httpMethod: string
  headers: Record<string, string>
  queryStringParameters: Record<string, string>
  requestContext: { requestId: string; envId: string; appId: number; uin: number }
  /** The text exactly as sent, or base64 of the bytes. */
  body: string
  isBase64Encoded: boolean
}

/** The function a path leads to: the longest route that is the path or a folder above it. */
export function routeOf(
  routes: Readonly<Record<string, string>>,
  pathname: string,
): { route: string; function: string } | undefined {
  const [route] = Object.keys(routes)
    .filter((path) => pathname === path || pathname.startsWith(path.endsWith('/') ? path : `${path}/`))
    .sort((left, right) => right.length - left.length)
  const name = route === undefined ? undefined : routes[route]
  return route !== undefined && name !== undefined ? { route, function: name } : undefined
}

const isText = (contentType: string) =>
  /^(text\/|application\/(json|javascript|xml|x-www-form-urlencoded)\b)/i.test(contentType)

export function integrationEvent(
  request: IncomingMessage,
  body: Buffer,
  route: string,
  envId: string,
): IntegrationEvent {
  const url = new URL(request.url ?? '/', 'http://local')
  const text = body.length === 0 || isText(request.headers['content-type'] ?? '')
  return {
    path: url.pathname.slice(route.length) || '/',
    httpMethod: request.method ?? 'GET',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(',') : (value ?? ''),
      ]),
    ),
    queryStringParameters: Object.fromEntries(url.searchParams),
    requestContext: { requestId: randomUUID(), envId, appId: 0, uin: 0 },
    body: body.toString(text ? 'utf8' : 'base64'),
    isBase64Encoded: !text,
  }
}

interface IntegrationResponse {
  statusCode: number
  headers?: Record<string, string>
  body?: unknown
  isBase64Encoded?: boolean
}

const isIntegrationResponse = (value: unknown): value is IntegrationResponse =>
  typeof value === 'object' && value !== null && typeof (value as IntegrationResponse).statusCode === 'number'

/** Writes what a function answered: an integration response, a text, or anything else as JSON. */
export function writeIntegrationResponse(response: ServerResponse, answer: unknown): void {
  if (isIntegrationResponse(answer)) {
    const { body = '' } = answer
    const text = typeof body === 'string' ? body : JSON.stringify(body)
    const bytes = Buffer.from(text, answer.isBase64Encoded ? 'base64' : 'utf8')
    response.writeHead(answer.statusCode, { ...answer.headers, 'content-length': String(bytes.length) })
    response.end(bytes)
  } else if (typeof answer === 'string' || typeof answer === 'number') {
    response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' }).end(String(answer))
  } else sendJson(response, 200, answer ?? {})
}

/** One request of the HTTP access service. The texts for a failed function are assumptions; the status is 5xx. */
export async function handleRoute(
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  envId: string,
  route: string,
  invoke: (event: IntegrationEvent) => Promise<unknown>,
): Promise<void> {
  const event = integrationEvent(request, body, route, envId)
  if (body.length > (event.isBase64Encoded ? maxBinary : maxText)) {
    sendJson(response, 413, {
      code: 'REQUEST_TOO_LARGE',
      message: 'The body is larger than the HTTP access service takes.',
    })
    return
  }
  let answer: unknown
  try {
    answer = await invoke(event)
  } catch (error) {
    if (!(error instanceof FunctionError)) throw error
    sendJson(response, error.errCode === -504003 ? 504 : 502, {
      code: 'FUNCTION_INVOCATION_FAILED',
      message: error.errMsg,
    })
    return
  }
  writeIntegrationResponse(response, answer)
}
