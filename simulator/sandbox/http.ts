import { type IncomingMessage, type ServerResponse } from 'node:http'
import { ControlFailure } from './failure'

const limit = 1024 * 1024

/** The whole body as bytes. @throws ControlFailure 413 above 1 MB */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length
    if (size > limit) throw new ControlFailure(413, 'The body is larger than 1 MB.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

export function send(
  response: ServerResponse,
  status: number,
  type: string | undefined,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...(type !== undefined && { 'Content-Type': type }),
    ...(status !== 204 && { 'Content-Length': String(Buffer.byteLength(body)) }),
    'Cache-Control': 'no-store',
    ...headers,
  })
  response.end(status === 204 ? undefined : body)
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
