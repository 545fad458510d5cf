import type { Fen } from '#domain/money'
import { prepared, type PrepareContext, type PreparedCall } from '../call'
import { address } from '../checks/address'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'

/** 申请退款: money of one transaction that goes back. Amounts in fen. */
export interface RefundParams {
  /** The ordinary transaction that collected the money; a service order's own number is none (facts 3.2). */
  transaction_id: string
  /** At most 64 of `0-9 A-Z a-z _ - | * @`. The same number with the same fields is the same refund. */
  out_refund_no: string
  /** At most 80 characters; the customer reads it. */
  reason?: string
  /** Where REFUND.* notifications go; else to the address of the merchant platform. */
  notify_url?: string
  /** `refund` goes back, of the transaction's `total`. */
  amount: { refund: Fen; total: Fen; currency: 'CNY' }
  /** The shop, when we call as its service provider. */
  sub_mchid?: string
}

/** The number of a refund, which stands in a path too. */
export function refundNumber(fields: Fields, path: string, value: unknown): void {
  if (fields.text(path, value, 64) && !/^[0-9A-Za-z_\-|*@]+$/.test(value))
    fields.add(path, 'contains a sign other than 0-9 A-Z a-z _ - | * @')
}

const REFUND: Shape<keyof RefundParams> = {
  transaction_id: 32,
  out_refund_no: refundNumber,
  reason: { optional: 80 },
  notify_url: { optional: address },
  amount: { object: { refund: 'positive', total: 'positive', currency: { oneOf: ['CNY'] } } },
  sub_mchid: { optional: 32 },
}

/**
 * `POST /v3/refund/domestic/refunds` (facts 3.7). Its answer is rarely the end: see `RefundStatus`.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareRefund(params: RefundParams, context: PrepareContext): PreparedCall {
  const { transaction_id, out_refund_no } = params
  const fields = new Fields('refund')
  checkShape(fields, '', params, REFUND)
  const { refund = 0, total = Infinity } =
    (params.amount as Partial<RefundParams['amount']> | undefined) ?? {}
  if (refund > total) fields.add('amount.refund', `is more than was paid (${refund} > ${total})`)
  fields.check()
  return prepared(context, {
    action: 'refund',
    path: '/v3/refund/domestic/refunds',
    body: params,
    safeToRepeat: true,
    repeats: { out_refund_no, transaction_id },
  })
}
