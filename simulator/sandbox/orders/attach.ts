import { type Fields } from '../fields'

/** attach is url-encoded first and then has at most `max` characters (facts 1.1, 1.7.1). */
export function readAttach(fields: Fields, max: number): string | undefined {
  const attach = fields.optionalText('attach', { max })
  if (attach !== undefined && /[^\x21-\x7e]/.test(attach) && encodeURIComponent(attach).length > max) {
    throw fields.error('attach', `has more than ${max} characters once url-encoded`)
  }
  return attach
}
