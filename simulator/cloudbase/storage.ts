import { type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { sendJson } from './server'

const TYPES: Readonly<Record<string, string>> = {
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
}

/** Sends a picture of the storage folder, and nothing from outside of it or of another kind. */
export async function sendStored(
  folder: string | undefined,
  pathname: string,
  response: ServerResponse,
): Promise<void> {
  const type = TYPES[extname(pathname).toLowerCase()]
  const file = folder === undefined ? undefined : inside(folder, pathname.replace(/^\/storage\//, ''))
  const body =
    file === undefined || type === undefined ? undefined : await readFile(file).catch(() => undefined)
  if (type === undefined || body === undefined) {
    sendJson(response, 404, { message: `There is no picture at ${pathname}.` })
    return
  }
  response.writeHead(200, {
    'content-type': type,
    'content-length': body.length,
    'cache-control': 'no-cache',
    // A drawing that is opened by itself runs nothing.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
  })
  response.end(body)
}

/** @returns nothing for a name that is no text, or that leads out of the folder */
function inside(folder: string, name: string): string | undefined {
  try {
    const file = normalize(join(folder, decodeURIComponent(name)))
    return file.startsWith(normalize(folder) + sep) ? file : undefined
  } catch {
    return undefined
  }
}
