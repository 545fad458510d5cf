/** One line of a list, with everything behind it. */
export interface Entry {
  /** The same for the same thing at the next poll. */
  key: string
  /** Milliseconds; the newest stands first. */
  at: number
  title: string
  detail: string
  tone: 'good' | 'bad' | 'quiet'
  /** Shown as JSON when opened. */
  whole: unknown
}

export type Fields = { [name: string]: unknown }

export const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''

/** The list below a name in an answer, or nothing. */
export const listIn = (answer: unknown, name: string): Fields[] => {
  const list = (answer as Fields | undefined)?.[name]
  return Array.isArray(list) ? (list as Fields[]) : []
}
