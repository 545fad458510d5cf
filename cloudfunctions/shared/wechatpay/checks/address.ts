import type { Fields } from './fields'

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** Whether it is an https address, or http to this machine, where the sandbox is. */
function isAddress(text: string): boolean {
  // The reader of addresses passes over blanks and other signs that WeChat Pay would get to see.
  if (!/^[!-~]+$/.test(text)) return false
  let url: URL
  try {
    url = new URL(text)
  } catch {
    return false
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && LOOPBACK.includes(url.hostname))
  return secure && url.username === ''
}

/** Where notifications are to go: https, no query, at most 255 characters (facts 1.7.1, 6.4); http only to this machine, where the sandbox is. */
export function address(fields: Fields, path: string, value: unknown): void {
  if (fields.text(path, value, 255) && (/[?#]/.test(value) || !isAddress(value)))
    fields.add(path, 'is not an https address without query')
}

/** Our own limit: no document says one. */
const PICTURE_CHARACTERS = 512

/** Where a picture is that WeChat Pay shows: https; http only to this machine, where the sandbox is. */
export function picture(fields: Fields, path: string, value: unknown): void {
  if (fields.text(path, value, PICTURE_CHARACTERS) && !isAddress(value))
    fields.add(path, 'is not an https address')
}
