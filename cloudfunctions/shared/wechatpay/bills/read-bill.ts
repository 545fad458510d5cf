import type { Fen } from '#domain/money'
import { type Moment, parseTimeText } from '#domain/period'
import { given } from '../../given'
import { PayApiError } from '../errors/pay-api-error'
import { type Column, COLUMNS, NEEDED, TOTAL_COLUMNS, TOTALS } from './columns'

/** One payment or one refund of the day. Names are WeChat Pay's; amounts in fen; texts that say nothing are empty. */
export interface BillRow extends Record<
  Exclude<Column, 'at' | 'amount' | 'order_amount' | 'refund'>,
  string
> {
  at: Moment
  /** Of a payment: what the merchant gets. */
  amount: Fen
  order_amount?: Fen
  /** Of a refund: what went back. 0 in a payment's row. */
  refund: Fen
  /** The service order that was paid: its row has `trade_type` AUTH and says so in `attach` (facts 3.7). */
  service_order?: { order_id: string; out_order_no: string }
}

export interface TradeBill {
  rows: BillRow[]
  /** WeChat Pay's own sums, where the bill ends with them. */
  totals?: { count: number; amount: Fen; refund: Fen }
}

function unreadable(line: number, problem: string): PayApiError {
  const message = `bill: line ${line} ${problem}. Nothing of the bill was believed: download it again, or compare it by hand.`
  return new PayApiError(
    {
      action: 'bill',
      status: 200,
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: true,
      requestId: '',
    },
    message,
  )
}

/** `1.23` yuan → 123 fen, without a float anywhere. */
function fenOf(text: string, line: number, column: string): Fen {
  const match = /^(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(text)
  if (!match) throw unreadable(line, `has no amount in ${column}`)
  return Number(`${match[1] ?? ''}${(match[2] ?? '').padEnd(2, '0')}`)
}

/** A header line has bare words; in a line of values each one begins with a back-quote, so that commas may stand within. */
const valuesOf = (line: string): string[] => line.slice(1).split(',`')

function serviceOrderOf(attach: string): BillRow['service_order'] {
  const [, order_id, out_order_no] = /^wxzff\|([^|]+)\|([^|]+)$/.exec(attach) ?? []
  return order_id === undefined || out_order_no === undefined ? undefined : { order_id, out_order_no }
}

/** Where each of our columns is in a header line, by any of its names. */
function placesOf<Name extends string>(
  header: readonly string[],
  columns: Readonly<Record<Name, readonly string[]>>,
): Record<Name, number> {
  const names = Object.keys(columns) as Name[]
  const places = names.map(
    (name) => [name, header.findIndex((word) => columns[name].includes(word))] as const,
  )
  return Object.fromEntries(places) as Record<Name, number>
}

function rowOf(values: readonly string[], places: Record<Column, number>, line: number): BillRow {
  const text = (column: Column): string => values[places[column]] ?? ''
  const at = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text('at'))
    ? parseTimeText(text('at').replace(/\D/g, ''))
    : undefined
  if (at === undefined) throw unreadable(line, `has no time in ${COLUMNS.at[0]}`)
  const amount = (column: 'amount' | 'order_amount' | 'refund'): Fen | undefined =>
    places[column] < 0 ? undefined : fenOf(text(column), line, COLUMNS[column][0])
  const attach = text('attach')
  return {
    at,
    mchid: text('mchid'),
    sub_mchid: text('sub_mchid'),
    transaction_id: text('transaction_id'),
    out_trade_no: text('out_trade_no'),
    trade_type: text('trade_type'),
    trade_state: text('trade_state'),
    amount: amount('amount') ?? 0,
    ...given('order_amount', amount('order_amount')),
    refund: amount('refund') ?? 0,
    refund_id: text('refund_id'),
    out_refund_no: text('out_refund_no'),
    refund_status: text('refund_status'),
    attach,
    ...given('service_order', serviceOrderOf(attach)),
  }
}

/**
 * Reads a trade bill: a header line, lines of values, a header line of totals, a line of totals. Columns are found by their
 * names. Pure; whether the bytes are the right ones is for the download to prove.
 * @throws PayApiError `CLIENT_UNREADABLE` for a line that cannot be read exactly: half a bill is no bill
 */
export function readBill(text: string): TradeBill {
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  while (lines.at(-1) === '') lines.pop()
  const header = (lines[0] ?? '').split(',')
  const places = placesOf(header, COLUMNS)
  const missing = NEEDED.find((column) => places[column] < 0)
  if (missing) throw unreadable(1, `has no column ${COLUMNS[missing][0]}`)
  const rows: BillRow[] = []
  for (let index = 1; index < lines.length; index += 1) {
    const line = lines[index] ?? ''
    if (line.startsWith(TOTALS)) return { rows, totals: totalsOf(lines, index) }
    const values = valuesOf(line)
    if (!line.startsWith('`') || values.length !== header.length)
      throw unreadable(index + 1, 'has not as many values as the header')
    rows.push(rowOf(values, places, index + 1))
  }
  return { rows }
}

function totalsOf(lines: readonly string[], at: number): Required<TradeBill>['totals'] {
  const header = (lines[at] ?? '').split(',')
  const values = valuesOf(lines[at + 1] ?? '')
  const places = placesOf(header, TOTAL_COLUMNS)
  if (lines.length !== at + 2 || values.length !== header.length || places.amount < 0 || places.refund < 0)
    throw unreadable(at + 2, 'is not the totals, or not the last one')
  const count = values[places.count] ?? ''
  if (!/^\d{1,12}$/.test(count)) throw unreadable(at + 2, `has no number in ${TOTALS}`)
  return {
    count: Number(count),
    amount: fenOf(values[places.amount] ?? '', at + 2, TOTAL_COLUMNS.amount[0]),
    refund: fenOf(values[places.refund] ?? '', at + 2, TOTAL_COLUMNS.refund[0]),
  }
}
