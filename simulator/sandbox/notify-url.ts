import { loopbackUrl } from './delivery'
import { type Fields } from './fields'

/**
 * Reads an address for notifications: https, without a query (facts 6.4). On this machine http will do, and only there
 * something is delivered.
 */
export function readNotifyUrl(fields: Fields, max: number): string {
  const text = fields.text('notify_url', { max })
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && loopbackUrl(text) === undefined)) {
    throw fields.error('notify_url', 'must be an https address')
  }
  if (url.search !== '' || url.hash !== '') throw fields.error('notify_url', 'must not have a query')
  return text
}
