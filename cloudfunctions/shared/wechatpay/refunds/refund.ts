import type { Fen } from '#domain/money'
import type { Moment } from '#domain/period'
import { given } from '../../given'
import { AnswerReader } from '../answer'
import type { PayAnswer } from '../call'
import { saidInstant, saidText } from '../told'

/** Where a refund is. PROCESSING is no success; ABNORMAL needs a person: the account did not take the money. */
export const REFUND_STATUSES = ['SUCCESS', 'PROCESSING', 'CLOSED', 'ABNORMAL'] as const
export type RefundStatus = (typeof REFUND_STATUSES)[number]

/** What WeChat Pay says of a refund. The account that the money goes to is left out: it is a person's. */
export interface Refund {
  out_refund_no: string
  /** WeChat Pay's own number. */
  refund_id?: string
  transaction_id?: string
  /** Absent for a word that we do not know; `raw` has it. */
  status?: RefundStatus
  raw: string
  /** What goes back, and what the transaction was, in fen. */
  refund?: Fen
  total?: Fen
  succeededAt?: Moment
}

/** A refund as a notification tells it, with who it is for. */
export interface ToldRefund extends Refund {
  mchid?: string
  sub_mchid?: string
}

const AMOUNTS = ['refund', 'total'] as const

function read(reader: AnswerReader, raw: string): Refund {
  const refund: Refund = { out_refund_no: reader.need('out_refund_no'), raw }
  const status = REFUND_STATUSES.find((word) => word === raw)
  if (status) refund.status = status
  reader.copy(refund, ['refund_id', 'transaction_id'], [])
  const amount = reader.object('amount')
  if (amount) reader.copy(refund, [], AMOUNTS, amount)
  return { ...refund, ...given('succeededAt', saidInstant(reader.text('success_time'))) }
}

/**
 * The answer of a refund and of its query, which tell the same.
 * @throws PayApiError `CLIENT_UNREADABLE` without number or status, or with an amount that is none
 */
export function readRefund(answer: PayAnswer): Refund {
  const reader = new AnswerReader('refund', answer)
  return read(reader, reader.need('status'))
}

/**
 * The refund in a REFUND.* notification's plaintext, whose words differ from the answers' (`refund_status`; a service
 * provider is `sp_mchid` there). @returns `undefined` when it is no refund
 * @throws PayApiError `CLIENT_UNREADABLE` without number, or with an amount that is none
 */
export function readRefundResource(resource: unknown): ToldRefund | undefined {
  if (typeof resource !== 'object' || resource === null || !('refund_status' in resource)) return undefined
  const reader = new AnswerReader('notification', { body: resource })
  return {
    ...read(reader, reader.need('refund_status')),
    ...given('mchid', saidText(resource, 'sp_mchid') ?? saidText(resource, 'mchid')),
    ...given('sub_mchid', saidText(resource, 'sub_mchid')),
  }
}
