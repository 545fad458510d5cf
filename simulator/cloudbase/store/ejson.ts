import { EJSON, BSONRegExp } from 'bson'
import { invalidParam } from '../errors'
import { isPlainObject, type Document, type Expression } from './document'

/** serverDate() on the wire is `{"$tcb_server_date":{"offset":n}}`, a private form that the server replaces. */
const serverDateKey = '$tcb_server_date'

function settle(value: unknown, now: number): unknown {
  if (value instanceof BSONRegExp) return new RegExp(value.pattern, value.options.replace(/[^gimsuy]/g, ''))
  if (Array.isArray(value)) return value.map((item) => settle(item, now))
  if (!isPlainObject(value)) return value
  const serverDate = value[serverDateKey]
  if (isPlainObject(serverDate)) return new Date(now + Number(serverDate['offset'] ?? 0))
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, settle(item, now)]))
}

/**
 * Reads one EJSON string as the SDK sends it.
 * @param now business time in milliseconds, put in the place of serverDate()
 * @throws CloudError INVALID_PARAM when the text is not an EJSON object
 */
export function decode(text: unknown, now: number): Expression {
  let value: unknown
  try {
    value = EJSON.parse(String(text), { relaxed: true })
  } catch {
    throw invalidParam('The request carries a text that is not EJSON.')
  }
  const settled = settle(value, now)
  if (!isPlainObject(settled)) throw invalidParam('The request carries an EJSON value that is not an object.')
  return settled
}

/** Writes a document as the cloud answers it: canonical EJSON, so that dates and integers keep their type. */
export const encode = (document: Document | Expression): string =>
  EJSON.stringify(document, { relaxed: false })
