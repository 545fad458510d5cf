import { isWellFormed } from '../call'
import type { Fields } from './fields'

/**
 * `attach` as it is sent: url-encoded once (facts 1.1, 1.7.1). So it has no `|`, comma or back-quote, and what a trade bill says in
 * the same column, `wxzff|order_id|out_order_no`, stays told apart from it (facts 3.7).
 * @param max bytes once encoded
 */
export function encodeAttach(fields: Fields, attach: unknown, max: number): string | undefined {
  if (attach === undefined) return undefined
  if (!fields.text('attach', attach, max) || !isWellFormed(attach)) return undefined
  const encoded = encodeURIComponent(attach)
  if (encoded.length > max) fields.add('attach', `is longer than ${max} bytes once url-encoded`)
  return encoded
}
