import { isPayError } from '../orders/ask'
import type { Desk } from '../orders/desk'
import { noteAsked } from '../orders/just-asked'
import { isAbsent } from '../wechatpay/absent'
import type { Intending } from './document'
import type { Kind, Reply } from './kind'
import { isSame, readAgain, save } from './save'

const TRIES = 3

/** Asks WeChat Pay about one attempt. Never throws what the network or WeChat Pay did: that is `silent`. */
export async function query<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  n: number,
): Promise<Reply<Told>> {
  const { call, number } = kind.question(document, n, desk)
  noteAsked(number, desk.clock())
  try {
    return { told: kind.read(await desk.pay.send(call, { deadline: desk.deadline })) }
  } catch (error) {
    if (isAbsent(error)) return { missing: true }
    if (isPayError(error)) return { silent: error }
    throw error
  }
}

/** A document after a query, and what the query brought. */
export interface Asked<D extends Intending, Told> {
  document: D
  reply: Reply<Told>
}

/**
 * Asks about one attempt and stores what it says: applied to the very version that was read before the question; when the
 * document changed meanwhile the answer may be the older one, so it is asked again (design 4.6).
 */
export async function ask<D extends Intending, Told>(
  desk: Desk,
  kind: Kind<D, Told>,
  document: D,
  n: number,
): Promise<Asked<D, Told>> {
  let before = document
  for (let tries = 1; ; tries++) {
    const reply = await query(desk, kind, before, n)
    const now = desk.clock()
    const after = 'silent' in reply ? before : kind.learn(before, n, reply, now)
    if (isSame(before, after)) return { document: before, reply }
    const saved = await save(desk, kind, before, kind.scheduled({ ...after, checkedAt: now }, now))
    if (saved) return { document: saved, reply }
    before = await readAgain(desk, kind, document)
    if (tries >= TRIES) return { document: before, reply }
  }
}
