import { toDay } from '../beijing-time'
import { type Refunds } from '../refunds/book'
import { type World } from '../world'
import { columns, totals, type BillType, type Entry } from './columns'

export interface Wanted {
  /** `yyyyMMdd` in UTC+8. */
  readonly day: string
  readonly type: BillType
  /** One shop's; all of the merchant's own and its shops' when absent. */
  readonly sub_mchid: string | undefined
}

/** Payments and refunds of a day, the earlier first. */
export function entriesOf(world: World, refunds: Refunds, { day, type, sub_mchid }: Wanted): Entry[] {
  const { billRefundDay } = world.switches()
  const { transactions } = world
  const payments = transactions.all().flatMap((transaction) => ({ transaction, at: transaction.paidAt }))
  const returns = refunds.all().flatMap((refund) => {
    const transaction = transactions.find(refund.transaction_id)
    const at = billRefundDay === 'requested' ? refund.at : refund.succeededAt
    return transaction && at !== undefined ? [{ transaction, refund, at }] : []
  })
  return [...(type === 'REFUND' ? [] : payments), ...(type === 'SUCCESS' ? [] : returns)]
    .filter(({ at }) => toDay(at) === day)
    .filter(({ transaction }) => sub_mchid === undefined || transaction.sub_mchid === sub_mchid)
    .sort((a, b) => a.at - b.at)
}

/** The bill as text: titles, a line for each entry with ` before each value, titles and values of the sums. */
export function billText(world: World, type: BillType, entries: readonly Entry[]): string {
  const own = columns[type]
  const sums = totals(entries)
  const quoted = (values: readonly string[]): string => values.map((value) => `\`${value}`).join(',')
  const lines = [
    own.map(([title]) => title).join(','),
    ...entries.map((entry) => quoted(own.map(([, value]) => value(entry, world)))),
    sums.map(([title]) => title).join(','),
    quoted(sums.map(([, value]) => value)),
  ]
  const windows = world.switches().billForm === 'windows'
  return `${windows ? '\uFEFF' : ''}${lines.map((one) => `${one}${windows ? '\r\n' : '\n'}`).join('')}`
}
