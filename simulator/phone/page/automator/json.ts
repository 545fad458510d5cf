/** A copy that can be sent; undefined stays undefined. */
export const sendable = (value: unknown): unknown =>
  value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as unknown)

/** `a.b[0]` inside a value. */
export const at = (value: unknown, path: unknown): unknown =>
  typeof path !== 'string' || path === ''
    ? value
    : path
        .replace(/\[(\w+)\]/g, '.$1')
        .split('.')
        .reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null | undefined)?.[key], value)
