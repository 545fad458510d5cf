import { isDeepStrictEqual } from 'node:util'
import type { SdkCommand, SdkDatabase } from './sdk'

type Fields = Readonly<Record<string, unknown>>

/**
 * The top-level fields in which `after` differs, each set or removed as a whole: the SDK would merge nested objects and
 * drop empty ones (facts: cloudbase 2.6). `_id` and `version` are the store's own business.
 */
export function changesBetween(
  before: Fields,
  after: Fields,
  _: SdkDatabase['command'],
): Record<string, SdkCommand> {
  const changes: Record<string, SdkCommand> = {}
  for (const field of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (field === '_id' || field === 'version') continue
    if (!Object.hasOwn(after, field)) changes[field] = _.remove()
    else if (!isDeepStrictEqual(before[field], after[field])) changes[field] = _.set(after[field])
  }
  return changes
}
