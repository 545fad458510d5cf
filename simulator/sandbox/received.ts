import { type IncomingMessage } from 'node:http'
import { paramError } from './failure'
import { header } from './http'
import { type Keyring } from './keyring'
import { type Call, type Operation } from './protocol'
import { type Matched } from './router'

/** A request as it arrived, with the operation that its path names. */
export interface Received {
  readonly request: IncomingMessage
  readonly url: string
  readonly body: Buffer
  readonly matched: Matched<Operation> | undefined
}

/** Checks headers and JSON of a verified request. @throws ApiFailure 400 PARAM_ERROR */
export function readCall(received: Received, params: Call['params'], keyring: Keyring): Call {
  const { request, url, body } = received
  const accept = header(request, 'accept') ?? ''
  if (!/application\/json|\*\/\*/.test(accept))
    throw paramError('Accept', 'must allow application/json', 'header')
  const serial = header(request, 'wechatpay-serial')
  if (serial !== undefined && !keyring.bySerial(serial)) {
    throw paramError(
      'Wechatpay-Serial',
      'names neither the WeChat Pay public key nor a certificate',
      'header',
    )
  }
  const query = new URLSearchParams(url.split('?')[1] ?? '')
  if (new Set(query.keys()).size !== [...query.keys()].length) {
    throw paramError('/', 'a query parameter is given twice', 'query')
  }
  // A few calls have no body: what they need stands in the path.
  const hasBody = request.method === 'POST' && body.length > 0
  if (hasBody && !/^application\/json\b/.test(header(request, 'content-type') ?? '')) {
    throw paramError('Content-Type', 'must be application/json', 'header')
  }
  return { params, query, body: hasBody ? parse(body) : {}, serial }
}

function parse(body: Buffer): Record<string, unknown> {
  let value: unknown
  try {
    value = JSON.parse(body.toString('utf8'))
  } catch {
    throw paramError('/', 'is not JSON')
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw paramError('/', 'must be a JSON object')
  return value as Record<string, unknown>
}
