import { AnswerReader } from '../answer'
import { type PayAnswer, prepared, type PrepareContext, type PreparedCall, queryText } from '../call'
import { Fields } from '../checks/fields'
import { checkShape, type Shape } from '../checks/shape'
import { parseTimeText, toDayText } from '#domain/period'
import { PayApiError } from '../errors/pay-api-error'

/** 申请交易账单: the payments and refunds of one day. */
export interface TradeBillParams {
  /** `yyyy-MM-dd` in Beijing, before today; WeChat Pay keeps three months. */
  bill_date: string
  /** ALL where it is left out. */
  bill_type?: 'ALL' | 'SUCCESS' | 'REFUND'
  /** One shop's alone, when we call as its service provider. */
  sub_mchid?: string
}

const BILL: Shape<keyof TradeBillParams> = {
  bill_date: 10,
  bill_type: { optional: { oneOf: ['ALL', 'SUCCESS', 'REFUND'] } },
  sub_mchid: { optional: 32 },
}

/** Where a bill is, and what its bytes come to. The address holds a token: a secret in logs. */
export interface BillFile {
  download_url: string
  /** SHA-1 of the file, hex. */
  hash_value: string
}

/**
 * `GET /v3/bill/tradebill`, uncompressed. Made the next morning; before that, see `billProblemOf`.
 * @throws ValidationError with every problem; ConfigError without a platform key
 */
export function prepareTradeBill(params: TradeBillParams, context: PrepareContext): PreparedCall {
  const { bill_date, bill_type, sub_mchid } = params
  const fields = new Fields('trade-bill')
  checkShape(fields, '', params, BILL)
  if (typeof bill_date === 'string') {
    const day = bill_date.replace(/^(\d{4})-(\d\d)-(\d\d)$/, '$1$2$3')
    if (day === bill_date || parseTimeText(day) === undefined)
      fields.add('bill_date', 'is not an existing day yyyy-MM-dd')
    else if (day >= toDayText(context.clock())) fields.add('bill_date', 'is not before today')
  }
  fields.check()
  return prepared(context, {
    action: 'trade-bill',
    path: `/v3/bill/tradebill?${queryText({ bill_date, bill_type, sub_mchid })}`,
    safeToRepeat: true,
  })
}

/** @throws PayApiError `CLIENT_UNREADABLE` without an address or a SHA-1 */
export function readTradeBill(answer: PayAnswer): BillFile {
  const reader = new AnswerReader('trade-bill', answer)
  const download_url = reader.need('download_url')
  const hash_value = reader.need('hash_value').toLowerCase()
  if (reader.need('hash_type') !== 'SHA1' || !/^[0-9a-f]{40}$/.test(hash_value))
    throw reader.unreadable('hash_type or hash_value')
  return { download_url, hash_value }
}

/**
 * Why there is no bill, when that is all there is to a failure. `none`: nothing was paid or refunded that day, or the bill is
 * not made yet; `later`: it is being made.
 */
export function billProblemOf(error: unknown): 'none' | 'later' | undefined {
  if (!(error instanceof PayApiError) || !error.verified) return undefined
  if (error.code === 'NO_STATEMENT_EXIST') return 'none'
  return error.code === 'STATEMENT_CREATING' ? 'later' : undefined
}
