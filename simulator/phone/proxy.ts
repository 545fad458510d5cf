import { type IncomingMessage, request as httpRequest, type ServerResponse } from 'node:http'
import { send } from './static'

/**
 * Hands a request on as it is, so that pages and links of the other server work below this one's address. Whether it may come
 * here at all is decided before: the other server sees a request of its own site.
 */
export function forward(origin: string, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
  const target = new URL(origin)
  const { origin: from, ...headers } = incoming.headers
  return new Promise((resolve) => {
    const request = httpRequest(
      target,
      {
        method: incoming.method,
        path: incoming.url ?? '/',
        headers: { ...headers, host: target.host, ...(from !== undefined && { origin: target.origin }) },
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(outgoing)
        answer.once('close', resolve)
      },
    )
    outgoing.once('close', () => {
      request.destroy()
      resolve()
    })
    request.once('error', (error) => {
      if (outgoing.headersSent) outgoing.destroy()
      else send(outgoing, 502, 'text/plain', `${target.origin} does not answer: ${error.message}`)
      resolve()
    })
    incoming.pipe(request)
  })
}
