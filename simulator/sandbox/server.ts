import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type Api } from './api'
import { guard } from './control/guard'
import { type ControlCall } from './control/control'
import { ControlFailure } from './failure'
import { readBody, send } from './http'
import { pageHeaders, type Pages } from './pages'
import { router } from './router'

/** One HTTP server for WeChat Pay's API (`/v3/…`), the control calls (`/sandbox…`) and the pages. */
export function server(api: Api, calls: readonly ControlCall[], pages: Pages): Server {
  const match = router(calls)

  const control = (
    request: IncomingMessage,
    response: ServerResponse,
    url: { path: string; query: string },
    body: Buffer,
  ): void => {
    guard(request)
    const page = /^\/sandbox\/pages\/([a-z]+)$/.exec(url.path)?.[1]
    const html =
      page === undefined ? undefined : pages.render(page, Object.fromEntries(new URLSearchParams(url.query)))
    if (html !== undefined && request.method === 'GET') {
      send(response, 200, 'text/html; charset=utf-8', html, pageHeaders)
      return
    }
    const found = match(request.method ?? '', url.path)
    if (!found) throw new ControlFailure(404, 'There is no such call; GET /sandbox lists them.')
    const result = found.route.handle({ params: found.params, body: parse(body) })
    send(response, 200, 'application/json; charset=utf-8', `${JSON.stringify(result, null, 2)}\n`)
  }

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readBody(request)
    const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s)
    if (path === '/sandbox' || path.startsWith('/sandbox/')) control(request, response, { path, query }, body)
    else await api.serve(request, response, body)
  }

  const http = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      const status = error instanceof ControlFailure ? error.status : 500
      const text = error instanceof ControlFailure ? error.message : `The sandbox failed: ${String(error)}`
      if (!response.headersSent) {
        send(response, status, 'application/json; charset=utf-8', `${JSON.stringify({ error: text })}\n`)
      } else response.destroy()
    })
  })
  // A client's kept connection must not be closed just while it sends the next request.
  http.keepAliveTimeout = 65_000
  return http
}

/** @throws ControlFailure 400 */
function parse(body: Buffer): Record<string, unknown> {
  if (body.length === 0) return {}
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
      return value as Record<string, unknown>
  } catch {
    // answered below
  }
  throw new ControlFailure(400, 'The body must be a JSON object.')
}
