import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { type AddressInfo } from 'node:net'
import { forward } from './proxy'
import { send, sendFile } from './static'
import { type Site } from './site'

/** Hosts that this page may be reached by; anything else is a foreign page that guesses our address. */
const OWN_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/

/** A page of another site that posts here says so in its Origin; a frame without a site of its own says `null`. */
const isForeign = ({ headers: { origin } }: IncomingMessage): boolean =>
  origin !== undefined && !(URL.canParse(origin) && OWN_HOST.test(new URL(origin).host))

/** The browser may talk to this machine alone; the mini-program's code is evaluated module by module. */
const POLICY =
  "default-src 'self' data: blob: 'unsafe-inline' 'unsafe-eval'; connect-src 'self' http://127.0.0.1:* http://localhost:*; " +
  "img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*; " +
  "frame-ancestors 'self' http://127.0.0.1:* http://localhost:*"

export interface Routes {
  site: Site
  /** Path prefix → origin that answers it. */
  proxies: Readonly<Record<string, string>>
}

/** @returns the listening server, on 127.0.0.1 only */
export function listen(routes: Routes, port: number): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(routes, request, response).catch((error: unknown) => {
      if (!response.headersSent) send(response, 500, 'text/plain', String(error))
      else response.destroy()
    })
  })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve({ server, port: (server.address() as AddressInfo).port }))
  })
}

async function answer(
  { site, proxies }: Routes,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  if (!OWN_HOST.test(request.headers.host ?? '')) {
    send(response, 403, 'text/plain', 'This server answers to 127.0.0.1 and localhost only.')
    return
  }
  if (isForeign(request)) {
    send(response, 403, 'text/plain', 'Requests from other sites are refused.')
    return
  }
  const url = request.url ?? '/'
  // `//host/…` and `http://host/…` would name another server.
  if (!/^\/(?!\/)/.test(url)) {
    send(response, 400, 'text/plain', 'Ask for a path of this server.')
    return
  }
  const { pathname } = new URL(url, 'http://phone')
  const target = Object.entries(proxies).find(
    ([prefix]) => pathname === prefix || pathname.startsWith(`${prefix}/`),
  )
  if (target) {
    if (request.headers['sec-fetch-site'] === 'cross-site')
      send(response, 403, 'text/plain', 'Requests from other sites are refused.')
    else await forward(target[1], request, response)
    return
  }
  response.setHeader('cache-control', 'no-cache')
  if (pathname === '/healthz') {
    send(response, 200, 'application/json', '{"ok":true}')
    return
  }
  const page = site.pages[pathname]
  if (page) {
    response.setHeader('content-security-policy', POLICY)
    send(response, 200, page.type, await page.body())
    return
  }
  const folder = Object.entries(site.folders).find(([prefix]) => pathname.startsWith(prefix))
  if (folder) await sendFile(response, folder[1](), pathname.slice(folder[0].length))
  else send(response, 404, 'text/plain', `There is no ${pathname} here.`)
}
