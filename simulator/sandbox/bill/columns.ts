import { toRfc3339 } from '../beijing-time'
import { type Refund } from '../refunds/refund'
import { type Transaction } from '../transactions'
import { type World } from '../world'

/** One line of a bill: a payment, or a refund of one. */
export interface Entry {
  readonly transaction: Transaction
  readonly refund?: Refund
}

export type BillType = 'ALL' | 'SUCCESS' | 'REFUND'

type Column = readonly [title: string, value: (entry: Entry, world: World) => string]

/** Bills speak of yuan. @param fen */
export const yuan = (fen: number): string => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`

const moment = (ms: number | undefined): string =>
  ms === undefined ? '' : toRfc3339(ms).slice(0, 19).replace('T', ' ')
const paid = ({ transaction, refund }: Entry): number => (refund ? 0 : transaction.amount)
const back = ({ refund }: Entry): number => refund?.refund ?? 0

function attach({ transaction }: Entry, world: World): string {
  const { order_id, out_order_no } = transaction
  return world.switches().billAttach === 'own'
    ? (transaction.attach ?? '')
    : `wxzff|${order_id}|${out_order_no}`
}

const front: readonly Column[] = [
  ['交易时间', ({ transaction, refund }) => moment(refund?.at ?? transaction.paidAt)],
  ['公众账号ID', ({ transaction }) => transaction.appid],
  ['商户号', ({ transaction }) => transaction.mchid],
  ['特约商户号', ({ transaction }) => transaction.sub_mchid ?? '0'],
  ['设备号', () => ''],
  ['微信订单号', ({ transaction }) => transaction.transaction_id],
  ['商户订单号', ({ transaction }) => transaction.out_trade_no],
  ['用户标识', ({ transaction }) => transaction.openid ?? ''],
  ['交易类型', () => 'AUTH'],
  ['交易状态', ({ refund }) => (refund ? 'REFUND' : 'SUCCESS')],
  ['付款银行', () => 'OTHERS'],
  ['货币种类', () => 'CNY'],
  ['应结订单金额', (entry) => yuan(paid(entry))],
  ['代金券金额', () => '0.00'],
]
const refundTimes: readonly Column[] = [
  ['退款申请时间', ({ refund }) => moment(refund?.at)],
  ['退款成功时间', ({ refund }) => moment(refund?.succeededAt)],
]
const refunded: readonly Column[] = [
  ['微信退款单号', ({ refund }) => refund?.refund_id ?? '0'],
  ['商户退款单号', ({ refund }) => refund?.out_refund_no ?? '0'],
  ['退款金额', (entry) => yuan(back(entry))],
  ['充值券退款金额', () => '0.00'],
  ['退款类型', ({ refund }) => (refund ? 'ORIGINAL' : '')],
  ['退款状态', ({ refund }) => refund?.status ?? ''],
]
const goods: readonly Column[] = [
  ['商品名称', ({ transaction }) => transaction.introduction],
  ['商户数据包', attach],
  ['手续费', () => '0.00000'],
  ['费率', () => '0.60%'],
  ['订单金额', (entry) => yuan(paid(entry))],
]
const asked: readonly Column[] = [['申请退款金额', (entry) => yuan(back(entry))]]
const remark: readonly Column[] = [['费率备注', () => '']]

/** The columns of each kind of bill, as published samples have them. */
export const columns: Readonly<Record<BillType, readonly Column[]>> = {
  ALL: [...front, ...refunded, ...goods, ...asked, ...remark],
  SUCCESS: [...front, ...goods, ...remark],
  REFUND: [...front, ...refundTimes, ...refunded, ...goods, ...asked, ...remark],
}

/** The two last lines: titles and sums. */
export function totals(entries: readonly Entry[]): readonly (readonly [title: string, value: string])[] {
  const sum = (value: (entry: Entry) => number): string =>
    yuan(entries.reduce((total, entry) => total + value(entry), 0))
  return [
    ['总交易单数', String(entries.length)],
    ['应结订单总金额', sum(paid)],
    ['退款总金额', sum(back)],
    ['充值券退款总金额', '0.00'],
    ['手续费总金额', '0.00000'],
    ['订单总金额', sum(paid)],
    ['申请退款总金额', sum(back)],
  ]
}
