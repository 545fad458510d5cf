/** A route's pattern, for example `/v3/payscore/payafter-orders/{out_order_no}/cancel`. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: string
}

export interface Matched<R extends Route> {
  readonly route: R
  /** Decoded path parameters. */
  readonly params: Readonly<Record<string, string>>
}

/**
 * Finds routes by method and path. A path parameter is one segment, decoded once; a segment that does not decode
 * matches nothing.
 */
export function router<R extends Route>(
  routes: readonly R[],
): (method: string, path: string) => Matched<R> | undefined {
  const compiled = routes.map((route) => ({ route, parts: route.path.split('/') }))
  return (method, path) => {
    const segments = path.split('/')
    for (const { route, parts } of compiled) {
      if (route.method !== method || parts.length !== segments.length) continue
      const params = match(parts, segments)
      if (params) return { route, params }
    }
    return undefined
  }
}

function match(parts: readonly string[], segments: readonly string[]): Record<string, string> | undefined {
  const params: Record<string, string> = {}
  for (const [index, part] of parts.entries()) {
    const segment = segments[index] ?? ''
    const name = /^\{(.+)\}$/.exec(part)?.[1]
    if (name === undefined) {
      if (part !== segment) return undefined
    } else {
      const value = decode(segment)
      if (!value) return undefined
      params[name] = value
    }
  }
  return params
}

function decode(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment)
  } catch {
    return undefined
  }
}
