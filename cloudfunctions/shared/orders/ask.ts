import { factsFor } from '../lines/confirmed'
import { isAbsent } from '../wechatpay/absent'
import type { PayApiError, PayError } from '../wechatpay/errors'
import { protocolOf } from '../protocols'
import type { Facts } from '../protocol'
import { believe, believeMissing } from './believe'
import { isSame, readAgain, save } from './change'
import type { Desk } from './desk'
import { keyOf, type OrderDocument } from './document'
import { noteAsked } from './just-asked'
import { withNextCheck } from './schedule'

/** What a query brought: facts, the proof that there is no such order, or nothing. */
export type Reply = { facts: Facts; skewMs: number } | { missing: true } | { silent: PayError }

const TRIES = 3

/** Asks WeChat Pay about one attempt. Never throws what the network or WeChat Pay did: that is `silent`. */
export async function query(desk: Desk, order: OrderDocument, n: number): Promise<Reply> {
  const protocol = protocolOf(order.protocol)
  const key = keyOf(order, n)
  noteAsked(key.out_order_no, desk.clock())
  try {
    const answer = await desk.pay.send(protocol.prepareQuery(key, desk.prepare), {
      deadline: desk.deadline,
    })
    return { facts: factsFor(order, protocol.readQuery(answer)), skewMs: answer.skewMs }
  } catch (error) {
    if (isAbsent(error)) return { missing: true }
    if (isPayError(error)) return { silent: error }
    throw error
  }
}

/** Only a verified answer proves that an order does not exist (design 4.4). */
export const isMissing: (error: PayApiError) => boolean = isAbsent

export const isPayError = (error: unknown): error is PayError =>
  error instanceof Error && 'outcome' in error && typeof error.outcome === 'string'

/** An order after a query, and what the query brought. */
export interface Asked {
  order: OrderDocument
  reply: Reply
}

/**
 * Asks about one attempt and stores what it says. The answer is applied to the very version that was read before the
 * question; when the order changed meanwhile, the answer may be the older one, so it is asked again (design 4.6).
 */
export async function ask(desk: Desk, order: OrderDocument, n: number): Promise<Asked> {
  let before = order
  for (let tries = 1; ; tries++) {
    const reply = await query(desk, before, n)
    const after = learn(before, n, reply, desk.clock())
    if (isSame(before, after)) return { order: before, reply }
    const saved = await save(desk, before, withNextCheck({ ...after, checkedAt: desk.clock() }, desk.clock()))
    if (saved) return { order: saved, reply }
    before = await readAgain(desk, order)
    if (tries >= TRIES) return { order: before, reply }
  }
}

/** The order after a query's reply. */
export function learn(order: OrderDocument, n: number, reply: Reply, now: number): OrderDocument {
  if ('silent' in reply) return order
  if ('missing' in reply) return believeMissing(order, n, now)
  return believe(order, { n, facts: reply.facts, evidence: 'query', at: now })
}
