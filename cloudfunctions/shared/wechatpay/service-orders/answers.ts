import { AnswerReader } from '../answer'
import type { PayAnswer } from '../call'

const CHANGED = [
  'out_order_no',
  'appid',
  'mchid',
  'sub_mchid',
  'service_id',
  'order_id',
  'state',
  'state_description',
  'trade_state',
] as const

/**
 * What a changing call answers: a service provider nothing at all (204), the merchant itself some of this (facts 1.7.2).
 * `trade_state` is collect's alone. Nothing of it proves an effect beyond the answer itself: query.
 */
export type ChangedOrder = Partial<Record<(typeof CHANGED)[number], string>>

/** Reads the answer of cancel, complete, modify, collect, sync and the messages. */
export function readChanged(action: string, answer: PayAnswer): ChangedOrder {
  const changed: ChangedOrder = {}
  new AnswerReader(action, answer).copy<(typeof CHANGED)[number], never>(changed, CHANGED, [])
  return changed
}

/** Create's answer where nobody has to confirm: no page is to be opened, so there may be no package. */
export interface CreatedUnconfirmed extends ChangedOrder {
  out_order_no: string
}

/** @throws PayApiError `CLIENT_UNREADABLE` without number */
export function readCreateUnconfirmed(answer: PayAnswer): CreatedUnconfirmed {
  const out_order_no = new AnswerReader('create', answer).need('out_order_no')
  return { ...readChanged('create', answer), out_order_no }
}

/** Create's answer. `package` opens the confirm page and is a secret; it is documented to last an hour. */
export interface CreatedAnswer extends CreatedUnconfirmed {
  package: string
}

/** @throws PayApiError `CLIENT_UNREADABLE` without number or package */
export function readCreate(answer: PayAnswer): CreatedAnswer {
  const created = readCreateUnconfirmed(answer)
  return { ...created, package: new AnswerReader('create', answer).need('package') }
}
