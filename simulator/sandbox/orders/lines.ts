import { type Fields } from '../fields'

/** Reads the lines of a list whose names must differ. */
export function uniqueNames<T>(lines: readonly Fields[], field: string, read: (line: Fields) => T): T[] {
  const seen = new Set<string>()
  return lines.map((line) => {
    const value = read(line)
    const name = line.text(field, { max: 20 })
    if (seen.has(name)) throw line.error(field, 'is used twice in this order')
    seen.add(name)
    return value
  })
}
