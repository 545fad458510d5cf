import { createHmac, timingSafeEqual } from 'node:crypto'

/**
 * Checks the launch set's HMAC-SHA256 with the APIv2 key (facts 7.3): all non-empty fields but sign, sorted by name,
 * joined as k=v with &, followed by &key=, as upper-case hex.
 */
export function isLaunchSigned(fields: Readonly<Record<string, string>>, apiV2Key: string): boolean {
  const text = Object.keys(fields)
    .filter((name) => name !== 'sign' && fields[name] !== '')
    .sort()
    .map((name) => `${name}=${fields[name] ?? ''}`)
    .join('&')
  const wanted = createHmac('sha256', apiV2Key).update(`${text}&key=${apiV2Key}`).digest('hex').toUpperCase()
  const given = Buffer.from(fields['sign'] ?? '')
  return given.length === wanted.length && timingSafeEqual(given, Buffer.from(wanted))
}
