import type { Desk } from '../orders/desk'
import { isJustAsked } from '../orders/just-asked'
import { ask } from './ask'
import type { Intending } from './document'
import type { Kind } from './kind'

/**
 * The document for somebody who looks at it, after asking about its attempt `n`. One that was asked about less than a second
 * ago is shown as it is stored, unless it is due. Silence changes nothing.
 */
export async function refresh<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  n: number,
): Promise<D> {
  const now = desk.clock()
  const { number } = kind.question(document, n, desk)
  const isDue = document.nextCheckAt !== undefined && document.nextCheckAt <= now
  if (!isDue && isJustAsked(number, document.checkedAt, now)) return document
  return refreshNow(desk, kind, document, n)
}

/** The same for what opens a page to sign or decides on another attempt: always asked, but for what is proven over. */
export async function refreshNow<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  n: number,
): Promise<D> {
  if (!document.pending && !kind.open(document).includes(n)) return document
  return (await ask(desk, kind, document, n)).document
}
