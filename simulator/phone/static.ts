import { readFile } from 'node:fs/promises'
import { type ServerResponse } from 'node:http'
import { extname, join, normalize, sep } from 'node:path'

const TYPES: Record<string, string> = {
  '.css': 'text/css',
  '.gif': 'image/gif',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
}

export function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  const charset = /^text|javascript|json/.test(type) ? `${type}; charset=utf-8` : type
  response.writeHead(status, { 'content-type': charset })
  response.end(body)
}

/** @returns nothing for a path that is no text */
function decode(path: string): string | undefined {
  try {
    return decodeURIComponent(path)
  } catch {
    return undefined
  }
}

/** Sends a picture, font or style from a folder, and nothing from outside of it or of another kind. */
export async function sendFile(response: ServerResponse, folder: string, path: string): Promise<void> {
  const type = TYPES[extname(path).toLowerCase()]
  const name = decode(path)
  const file = normalize(join(folder, name ?? ''))
  const body =
    type !== undefined && name !== undefined && file.startsWith(folder + sep)
      ? await readFile(file).catch(() => undefined)
      : undefined
  if (type === undefined || body === undefined) send(response, 404, 'text/plain', `There is no ${path} here.`)
  else send(response, 200, type, body)
}
