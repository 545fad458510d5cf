import * as http from 'node:http'
import * as https from 'node:https'
import type { Origin } from './base-url'

/** One request as it goes out. `path` and `body` are the signed text. */
export interface OutgoingRequest {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: string
}

/** One answer with the bytes as they came. */
export interface RawAnswer {
  status: number
  headers: http.IncomingHttpHeaders
  body: Buffer
}

/** How long to wait for a connection and for the whole answer, in ms. */
export interface Waits {
  connectMs: number
  totalMs: number
  /** Not over a connection of before: one that may have died while the function was frozen. */
  fresh?: boolean
  /** The largest answer that is read to its end; by default {@link MAX_ANSWER_BYTES}. */
  maxBytes?: number
}

export type NetworkProblem = 'not-connected' | 'timeout' | 'connection-lost' | 'too-large'

/** No answer. `sent` is false only when no byte of the request can have left. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
  constructor(
    readonly problem: NetworkProblem,
    readonly sent: boolean,
    /** The system's code, e.g. ECONNREFUSED. */
    readonly systemCode: string,
  ) {
    super(`${problem} ${systemCode}`)
  }
}

/** Larger than any answer of these calls by far; what is larger is not read to the end. */
const MAX_ANSWER_BYTES = 1024 * 1024

let agents: { plain: http.Agent; tls: https.Agent } | undefined

/** Connections outlive a call: over TLS that is worth a factor 3.5 to 5 (facts: performance, 3c). */
function agentOf(secure: boolean): http.Agent {
  agents ??= {
    plain: new http.Agent({ keepAlive: true, maxFreeSockets: 16, scheduling: 'lifo' }),
    tls: new https.Agent({ keepAlive: true, maxFreeSockets: 16, scheduling: 'lifo' }),
  }
  return secure ? agents.tls : agents.plain
}

/** Closes idle connections, so that a process can end. */
export function closeConnections(): void {
  agents?.plain.destroy()
  agents?.tls.destroy()
  agents = undefined
}

/**
 * Sends one request and reads its answer; never follows a redirect.
 * @throws NetworkFailure when there is no whole answer in time
 */
export function exchange(origin: Origin, request: OutgoingRequest, waits: Waits): Promise<RawAnswer> {
  const { secure, hostname, port } = origin
  const { method, path, headers, body } = request
  return new Promise((resolve, reject) => {
    let connected = false
    let connecting: NodeJS.Timeout | undefined
    const chunks: Buffer[] = []
    const outgoing = (secure ? https : http).request({
      hostname,
      port,
      method,
      path,
      headers,
      agent: waits.fresh ? false : agentOf(secure),
    })
    const settle = (failure: NetworkFailure): void => {
      clearTimeout(timer)
      clearTimeout(connecting)
      reject(failure)
      outgoing.destroy()
    }
    const timer = setTimeout(() => {
      settle(new NetworkFailure('timeout', connected, 'ETIMEDOUT'))
    }, waits.totalMs)
    const ready = (): void => {
      connected = true
      clearTimeout(connecting)
    }
    outgoing.on('socket', (socket) => {
      // Node writes nothing before the connection (for TLS: the handshake) is complete.
      if (outgoing.reusedSocket || !socket.connecting) {
        connected = true
        return
      }
      socket.once(secure ? 'secureConnect' : 'connect', ready)
      connecting = setTimeout(() => {
        settle(new NetworkFailure('not-connected', false, 'ETIMEDOUT'))
      }, waits.connectMs)
    })
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      settle(
        new NetworkFailure(
          connected ? 'connection-lost' : 'not-connected',
          connected,
          error.code ?? 'EUNKNOWN',
        ),
      )
    })
    outgoing.on('response', (incoming) => {
      let size = 0
      incoming.on('data', (chunk: Buffer) => {
        size += chunk.length
        if (size > (waits.maxBytes ?? MAX_ANSWER_BYTES))
          settle(new NetworkFailure('too-large', true, 'EMSGSIZE'))
        else chunks.push(chunk)
      })
      const broken = (): void => {
        if (!incoming.complete) settle(new NetworkFailure('connection-lost', true, 'ECONNRESET'))
      }
      incoming.on('error', broken)
      incoming.on('close', broken)
      incoming.on('end', () => {
        clearTimeout(timer)
        const [only] = chunks
        const whole = chunks.length === 1 && only ? only : Buffer.concat(chunks)
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: whole })
      })
    })
    outgoing.end(body)
  })
}
