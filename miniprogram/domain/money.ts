/** An amount in fen (1/100 CNY). Always an integer; there is no yuan and no float anywhere in this project. */
export type Fen = number

/** Whether the value is an amount: an integer of fen, not negative, and safe to add up. */
export function isFen(value: unknown): value is Fen {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}

/** Adds amounts. @throws RangeError when one of them is no integer of fen: a wrong amount must never travel on. */
export function sumFen(amounts: readonly Fen[]): Fen {
  let sum = 0
  for (const amount of amounts) {
    if (!Number.isSafeInteger(amount)) throw new RangeError('An amount must be an integer of fen.')
    sum += amount
  }
  if (!Number.isSafeInteger(sum)) throw new RangeError('The sum of the amounts is too large.')
  return sum
}

/** `1250` → `"12.50"`, `-50` → `"-0.50"`. Two decimals always, no thousands separator, no currency sign. */
export function formatYuan(fen: Fen): string {
  if (!Number.isSafeInteger(fen)) throw new RangeError('An amount must be an integer of fen.')
  const digits = String(Math.abs(fen)).padStart(3, '0')
  const sign = fen < 0 ? '-' : ''
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** `"12.5"` → `1250`. Reads what a person types: digits and at most two decimals; anything else is `undefined`. */
export function parseYuan(text: string): Fen | undefined {
  const match = /^(\d{1,9})(?:\.(\d{0,2}))?$/.exec(text.trim())
  if (!match) return undefined
  return Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'))
}

/** More than any amount of this business, in fen; functions refuse it as a slip. */
export const MOST_FEN: Fen = 10_000_000_00
