/**
 * setData crosses from WeChat's logic thread to its view as JSON.
 * @returns where data would be lost or changed on the way, or undefined
 */
export function lossIn(value: unknown, path = '', seen = new Set<object>()): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined
  const at = path === '' ? 'the data' : `"${path}"`
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${at} is ${value}, which becomes null`
  if (typeof value !== 'object') return `${at} is ${typeof value}, which is lost`
  if (seen.has(value)) return `${at} contains itself`
  seen.add(value)
  const kind = Object.prototype.toString.call(value).slice(8, -1)
  if (!Array.isArray(value) && kind !== 'Object') return `${at} is a ${kind}, which is not plain data`
  for (const [key, inner] of Object.entries(value)) {
    const loss = lossIn(
      inner,
      Array.isArray(value) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`,
      seen,
    )
    if (loss !== undefined) return loss
  }
  seen.delete(value)
  return undefined
}
