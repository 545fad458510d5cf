import type { Fields } from './fields'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

function isGood(text: string): boolean {
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return false
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  return secure && !/[?#]/.test(text) && url.username === ''
}

/** Where notifications are to go: https, no query, at most 255 characters (facts 1.7.1, 6.4); http only to this machine, where the sandbox is. */
export function address(fields: Fields, path: string, value: unknown): void {
  if (fields.text(path, value, 255) && !isGood(value))
    fields.add(path, 'is not an https address without query')
}
