/**
 * The fields of a seed's request: paths such as `post_payments[].name`, objects and lists included, in the seed's order.
 * @param text a seed's page, whose request is the interface JsonDataRequest
 * @throws Error when there is no such interface, or a line of it is not understood
 */
export function fieldsOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim())
  const start = lines.findIndex((line) => /^export interface JsonDataRequest \{$/.test(line))
  if (start < 0) throw new Error('The seed has no interface JsonDataRequest.')
  const found: { readonly path: string; list: boolean; readonly depth: number }[] = []
  const open: (typeof found)[number][] = []
  for (const line of lines.slice(start + 1)) {
    const [, name, type] = /^(\w+)\??: (.+)$/.exec(line) ?? []
    if (name !== undefined) {
      const field = { path: name, list: type?.endsWith('[]') === true, depth: open.length }
      found.push(field)
      if (type === '{') open.push(field)
      continue
    }
    if (!/^\}(\[\])?$/.test(line)) throw new Error(`This line of the seed is not understood: ${line}`)
    const closed = open.pop()
    if (!closed) return paths(found)
    closed.list = line === '}[]'
  }
  throw new Error('The interface JsonDataRequest of the seed does not end.')
}

/** Full paths, once it is known which of them are lists. */
function paths(found: readonly { path: string; list: boolean; depth: number }[]): string[] {
  const above: string[] = []
  return found.map(({ path, list, depth }) => {
    const full = [...above.slice(0, depth), path + (list ? '[]' : '')].join('.')
    above.splice(depth, Infinity, path + (list ? '[]' : ''))
    return full
  })
}

/** Every path of a request body, in the same notation. */
export function fieldsSent(body: unknown, prefix = ''): string[] {
  if (Array.isArray(body)) return body.flatMap((one) => fieldsSent(one, prefix))
  if (typeof body !== 'object' || body === null) return []
  return Object.entries(body).flatMap(([name, value]) => {
    const path = `${prefix === '' ? '' : `${prefix}.`}${name}${Array.isArray(value) ? '[]' : ''}`
    return [path, ...fieldsSent(value, path)]
  })
}
