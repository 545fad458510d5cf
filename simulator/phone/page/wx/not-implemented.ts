/**
 * Whatever an object lacks becomes a function that throws when called. It never silently succeeds, and it can still be
 * looked at: `if (wx.xyz)` answers as WeChat would.
 * @param without names that do not exist at all on this phone
 */
export function notImplemented(
  path: string,
  members: Record<string, unknown>,
  without: ReadonlySet<string> = new Set(),
): Record<string, unknown> {
  return new Proxy(members, {
    get(target, name) {
      if (typeof name === 'symbol' || name in target) return Reflect.get(target, name) as unknown
      if (without.has(name) || name === 'then' || name === 'toJSON') return undefined
      return () => {
        throw new Error(`not implemented in the phone page: ${path}.${name}`)
      }
    },
    has: (target, name) => typeof name === 'string' && !without.has(name) && name in target,
  })
}
