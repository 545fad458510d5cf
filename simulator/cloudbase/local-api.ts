import { type IncomingMessage, type ServerResponse } from 'node:http'
import { CloudError } from './errors'
import { type CallContext } from './options'
import { type DocumentAccess } from './document-access'
import { type History } from './history'
import { FunctionError } from './runtime/function-error'
import { sendJson } from './server'

export interface LocalApiParts {
  functions(): string[]
  invoke(name: string, event: unknown, context: CallContext): Promise<unknown>
  fireTimer(name: string): Promise<unknown>
  store: DocumentAccess
  history: History
  /** How far business time runs ahead of this machine, in milliseconds. */
  clockOffsetMs(): number
}

/** Other names for this machine would let a web page reach us through DNS. */
const isLoopbackHost = (host = '') => /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/.test(host)

/**
 * Whether a page of some web site asks. Browsers put the Origin on every POST and on every request whose answer a script
 * could read. WeChat DevTools may send this machine's, its own (servicewechat.com, where only mini-programs live), or none.
 */
const isForeignSite = (origin: string | undefined): boolean => {
  if (origin === undefined || origin === 'https://servicewechat.com') return false
  return !(URL.canParse(origin) && isLoopbackHost(new URL(origin).host))
}

/** `/local/*`: what the phone page, `npm run invoke` and the panel use, and the cloud does not have. */
export async function handleLocal(
  parts: LocalApiParts,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  if (!isLoopbackHost(request.headers.host)) {
    sendJson(response, 403, {
      message: 'Use http://127.0.0.1 or http://localhost: other host names are refused.',
    })
    return
  }
  if (isForeignSite(request.headers.origin)) {
    sendJson(response, 403, { message: 'The local CloudBase is not for web sites.' })
    return
  }
  const url = new URL(request.url ?? '/', 'http://local')
  const [, , area = '', ...rest] = url.pathname.split('/').map(decodeURIComponent)
  const post = request.method === 'POST'
  const env = url.searchParams.get('env') ?? undefined
  if (area === 'call' && post) await call(parts, rest.join('/'), request, body, response)
  else if (area === 'timer' && post)
    await answered(response, async () => ({ result: await parts.fireTimer(rest.join('/')) }))
  else if (area === 'functions' && !post) sendJson(response, 200, { functions: parts.functions() })
  else if (area === 'calls' && !post) sendJson(response, 200, { ...parts.history })
  else if (area === 'documents' && !post)
    await answered(response, () => {
      const collection = url.searchParams.get('collection')
      return collection === null
        ? { collections: parts.store.collections(env) }
        : { documents: parts.store.list(collection, env) }
    })
  else
    sendJson(response, 404, {
      message: `The local CloudBase has nothing at ${request.method ?? ''} ${url.pathname}.`,
    })
}

/** A refused call is answered with 200 and the error's fields, as `wx.cloud.callFunction` hands them to `fail`. */
async function answered(response: ServerResponse, work: () => unknown): Promise<void> {
  try {
    sendJson(response, 200, await work())
  } catch (error) {
    if (error instanceof FunctionError)
      sendJson(response, 200, { errCode: error.errCode, errMsg: error.errMsg })
    else if (error instanceof CloudError) sendJson(response, 400, { message: error.message })
    else throw error
  }
}

async function call(
  parts: LocalApiParts,
  name: string,
  request: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  let event: unknown
  try {
    event = body.length === 0 ? {} : JSON.parse(body.toString('utf8'))
  } catch {
    sendJson(response, 400, { message: 'The body must be the event as JSON.' })
    return
  }
  const openid = request.headers['x-local-openid']
  const context: CallContext = { source: 'wx_client', ...(typeof openid === 'string' ? { openid } : {}) }
  await answered(response, async () => {
    const result = await parts.invoke(name, event, context)
    response.setHeader('x-local-clock-offset-ms', String(parts.clockOffsetMs()))
    return { result }
  })
}
