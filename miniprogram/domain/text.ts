/**
 * Signs that a reader does not see, or that change how the signs around them are read: control signs, new lines, zero-width
 * and bidirectional signs, and half a character (with the flag `u` a surrogate matches only where its other half is missing).
 */
const HIDDEN =
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/u

/** The joiner inside an emoji of several parts is seen: without it there would be several emoji. */
const EMOJI_JOINER =
  /([\u2600-\u27bf\u{1f000}-\u{1faff}]\ufe0f?)\u200d(?=[\u2600-\u27bf\u{1f000}-\u{1faff}])/gu

/**
 * Whether a text of one line is what it looks like. Names of fees stand on the customer's bill: an invisible sign would make
 * two of the same name, a bidirectional one another name than was checked.
 */
export const isPlainText = (text: string): boolean => !HIDDEN.test(text.replace(EMOJI_JOINER, '$1'))
