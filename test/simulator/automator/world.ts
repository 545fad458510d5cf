import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'

/** Just enough of the local world for the fixture: a function that tells who called, and a confirm page. */
export async function startTinyWorld(): Promise<{ origin: string; close(): Promise<void> }> {
  const server: Server = createServer((incoming, response) => {
    const { pathname, searchParams } = new URL(incoming.url ?? '/', 'http://tiny')
    if (pathname.startsWith('/local/call/')) {
      incoming.resume()
      response.setHeader('content-type', 'application/json')
      response.end(
        JSON.stringify({ result: { openid: incoming.headers['x-local-openid'], name: pathname.slice(12) } }),
      )
    } else if (pathname === '/sandbox/pages/use') {
      response.setHeader('content-type', 'text/html')
      response.end(confirmPage(JSON.stringify(Object.fromEntries(searchParams))))
    } else if (pathname === '/sandbox/clock') {
      response.end('{"business":"2026-01-02T03:04:05.000Z"}')
    } else {
      response.statusCode = 404
      response.end()
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

const confirmPage = (query: string): string => `<!doctype html><html lang="zh"><title>confirm</title>
<p id="query">${query.replace(/"/g, '&quot;')}</p>
<button id="back" onclick="parent.postMessage({ source: 'payscore-sandbox', action: 'back', extraData: { query_id: 'q1' } }, '*')">back</button>
<button id="close" onclick="parent.postMessage({ source: 'payscore-sandbox', action: 'back' }, '*')">close</button>`
