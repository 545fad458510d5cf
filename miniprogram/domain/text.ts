/**
 * Signs that a reader does not see, or that change how the signs around them are read: control signs, new lines, zero-width
 * and bidirectional signs, and half a character (with the flag `u` a surrogate matches only where its other half is missing).
 */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\u{e0000}-\u{e007f}]/u

/** The joiner inside an emoji of several parts is seen: without it there would be several emoji. */
const EMOJI_JOINER =
  /([\u2600-\u27bf\u{1f000}-\u{1faff}]\ufe0f?)\u200d(?=[\u2600-\u27bf\u{1f000}-\u{1faff}])/gu

/**
 * Whether a text of one line is what it looks like. Names of fees stand on the customer's bill: an invisible sign would make
 * two of the same name, a bidirectional one another name than was checked.
 */
export const isPlainText = (text: string): boolean => !HIDDEN.test(text.replace(EMOJI_JOINER, '$1'))

/** As it is kept: several lines and spaces become one space. */
export const oneLine = (typed: string): string => typed.replace(/\s+/g, ' ').trim()

/** What is said of signs that nobody sees; they are pasted along with a text, and nobody finds them by looking. */
export const HIDDEN_SIGNS = '含有看不见的字符，请删除后重新输入'

/** What is wrong with a text of one line that must be there, for forms and functions alike; empty = good. */
export function lineProblem(typed: string, what: string, longest: number): string {
  const text = oneLine(typed)
  if (text === '') return `请填写${what}`
  if ([...text].length > longest) return `${what}不超过 ${longest} 个字`
  return isPlainText(text) ? '' : `${what}${HIDDEN_SIGNS}`
}

/** WeChat Pay's limit of a reason, the least that any of its pages says (facts/payscore 9-13); ours of notes too. */
export const REASON_LIMIT = 30

/** What is wrong with a reason or a note; `what` is what the form calls it. Empty = good. */
export const reasonProblem = (typed: string, what = '原因'): string => lineProblem(typed, what, REASON_LIMIT)

/** What is wrong with the name by which operators know each other; empty = good. */
export const operatorNameProblem = (typed: string): string => lineProblem(typed, '对方的称呼', 20)

/** Ours alone, of what stands on an order and WeChat Pay never sees: about a parcel, or an answer to a return. */
export const NOTE_LIMIT = 60

/** What is wrong with such a note; `what` is what the form calls it. Empty = good. */
export const noteProblem = (typed: string, what = '说明'): string => lineProblem(typed, what, NOTE_LIMIT)
