export type Query = Record<string, string>

/** Splits a mini-program URL; values stay encoded, as WeChat hands them to onLoad. */
export function parseUrl(url: string): { path: string; query: Query } {
  const [path = '', search = ''] = url.split('?', 2)
  const query: Query = {}
  for (const pair of search.split('&').filter(Boolean)) {
    const at = pair.indexOf('=')
    query[at < 0 ? pair : pair.slice(0, at)] = at < 0 ? '' : pair.slice(at + 1)
  }
  return { path, query }
}

/** A page path without leading slash; a relative one starts at the folder of the page `from`. */
export function absolutePath(path: string, from: string): string {
  if (path.startsWith('/')) return path.slice(1)
  return new URL(path, `http://mini-program/${from}`).pathname.slice(1)
}
