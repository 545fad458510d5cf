import { createHash } from 'node:crypto'
import type { BillDesk } from '../../../../cloudfunctions/reconcile/bill/fetch'
import type { DifferenceDocument } from '../../../../cloudfunctions/shared/differences'
import type { BillProgress } from '../../../../cloudfunctions/shared/bill-progress'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import type { RefundDocument } from '../../../../cloudfunctions/shared/refunds/document'
import { FindingStore } from '../../shared/finding-store'
import { aDesk, refuses, says, type Said, type TestDesk } from '../../shared/orders/desk'
import { T0 } from '../../shared/orders/fixtures'

export const HOUR = 3_600_000
/** Yesterday of T0, which is 2026-11-20 12:00 in Beijing; its bill was ready at 10:00. */
export const DAY = '20261119'
export const DAY_STARTS = Date.UTC(2026, 10, 18, 16)

/** A row as WeChat Pay writes it: a payment of 9.00 of the attempt that is named, by transaction 42. */
export type Cells = Partial<Record<keyof typeof HEADER, string>>

const HEADER = {
  at: '交易时间',
  mchid: '商户号',
  sub_mchid: '特约商户号',
  transaction_id: '微信订单号',
  out_trade_no: '商户订单号',
  trade_type: '交易类型',
  trade_state: '交易状态',
  amount: '应结订单金额',
  refund_id: '微信退款单号',
  out_refund_no: '商户退款单号',
  refund: '退款金额',
  refund_status: '退款状态',
  attach: '商户数据包',
  order_amount: '订单金额',
}

const PAYMENT: Required<Cells> = {
  at: '2026-11-19 12:00:00',
  mchid: '1900000001',
  sub_mchid: '0',
  transaction_id: '42',
  out_trade_no: 'their-own',
  trade_type: 'AUTH',
  trade_state: 'SUCCESS',
  amount: '9.00',
  refund_id: '0',
  out_refund_no: '0',
  refund: '0.00',
  refund_status: '',
  attach: '',
  order_amount: '9.00',
}

export const payment = (cells: Cells = {}): Cells => ({ ...PAYMENT, ...cells })
export const refundRow = (cells: Cells = {}): Cells => ({
  ...PAYMENT,
  trade_state: 'REFUND',
  amount: '0.00',
  order_amount: '0.00',
  refund: '3.00',
  refund_status: 'SUCCESS',
  refund_id: '50',
  out_refund_no: '0123456789abcdef01234567_r1',
  ...cells,
})

export const billText = (rows: readonly Cells[]): string =>
  [
    Object.values(HEADER).join(','),
    ...rows.map((row) =>
      Object.keys(HEADER)
        .map((name) => `\`${row[name as keyof Cells] ?? ''}`)
        .join(','),
    ),
  ].join('\r\n')

/** What there is of one day: rows; a text that may be no bill; or why there is none. */
export type Day = readonly Cells[] | string | Error

/** Yesterday is to be compared, and nothing of it is done. */
export const someProgress = (more: Partial<BillProgress> = {}): BillProgress => ({
  _id: 'trade-bill',
  schema: 1,
  version: 1,
  day: DAY,
  askAt: 0,
  ...more,
})

/** A database in memory, WeChat Pay's bills, and the desk between them. */
export interface BillTest {
  store: FindingStore
  days: Record<string, Day>
  /** The days whose bills were asked for, in turn. */
  asked: string[]
  now: number
  log: TestDesk['log']
  /** Questions about orders. */
  sent: TestDesk['sent']
  progress: () => Promise<BillProgress | undefined>
  put: (...documents: (OrderDocument | RefundDocument)[]) => Promise<void>
  differences: () => Promise<DifferenceDocument[]>
  desk: BillDesk
}

/** A desk whose WeChat Pay has the bills of `days` and answers questions about orders with `said`. */
export async function aBillDesk(days: Record<string, Day>, ...said: Said[]): Promise<BillTest> {
  const store = new FindingStore([])
  const base = aDesk([], ...said)
  const asked: string[] = []
  const dayOf = (text: string): string => (/\d{4}-\d\d-\d\d/.exec(text)?.[0] ?? '').replaceAll('-', '')
  const textOf = (day: string): string => {
    const bill = days[day]
    return typeof bill === 'string' ? bill : billText(bill instanceof Error ? [] : (bill ?? []))
  }
  const test: BillTest = {
    store,
    days,
    asked,
    now: T0,
    sent: base.sent,
    log: base.log,
    progress: () => store.read<BillProgress>('bills', 'trade-bill'),
    put: async (...documents: (OrderDocument | RefundDocument)[]): Promise<void> => {
      for (const one of documents) await store.insert('orderId' in one ? 'refunds' : 'orders', one)
    },
    differences: () =>
      store.find<DifferenceDocument>('differences', { where: {}, orderBy: [['_id', 'asc']], limit: 1000 }),
    desk: {
      ...base.desk,
      store,
      clock: () => test.now,
      prepare: { ...base.desk.prepare, clock: () => test.now },
      pay: {
        send: async (call, options) => {
          if (call.action !== 'trade-bill') return base.desk.pay.send(call, options)
          const day = dayOf(call.path)
          asked.push(day)
          const bill = days[day]
          if (bill instanceof Error) throw bill
          if (bill === undefined) throw refuses(400, 'NO_STATEMENT_EXIST')
          const hash_value = createHash('sha1').update(textOf(day)).digest('hex')
          const download_url = `https://bill.example.com/${call.path.slice(-10)}`
          return says({ download_url, hash_type: 'SHA1', hash_value })
        },
        download: (file) => Promise.resolve(Buffer.from(textOf(dayOf(file.download_url)))),
      },
    },
  }
  await store.insert('bills', someProgress())
  return test
}

export const always = (): boolean => true
