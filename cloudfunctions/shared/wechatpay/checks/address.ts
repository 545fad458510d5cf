import type { Check } from './shape'

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

/** Where notifications are to go: https, no query (facts 6.4); http only to this machine, where the sandbox is. */
export const checkAddress =
  (max: number): Check =>
  (fields, path, value) => {
    if (fields.text(path, value, max) && !isGood(value))
      fields.add(path, 'is not an https address without query')
  }
