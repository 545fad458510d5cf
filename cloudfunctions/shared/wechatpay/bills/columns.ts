/** The columns of a trade bill that we read; the second name is that of older bills. */
export const COLUMNS = {
  at: ['交易时间'],
  mchid: ['商户号'],
  sub_mchid: ['特约商户号', '子商户号'],
  transaction_id: ['微信订单号'],
  out_trade_no: ['商户订单号'],
  trade_type: ['交易类型'],
  trade_state: ['交易状态'],
  /** What the merchant gets for a payment, in yuan. */
  amount: ['应结订单金额', '总金额'],
  /** What the order came to, before coupons; absent in older bills. */
  order_amount: ['订单金额'],
  refund_id: ['微信退款单号'],
  out_refund_no: ['商户退款单号'],
  refund: ['退款金额'],
  refund_status: ['退款状态'],
  attach: ['商户数据包'],
} as const

export type Column = keyof typeof COLUMNS

/** A bill without these is none; refunds have no columns in a bill of payments alone. */
export const NEEDED: readonly Column[] = [
  'at',
  'transaction_id',
  'out_trade_no',
  'trade_type',
  'trade_state',
  'amount',
]

/** The first word of the header line over the totals. */
export const TOTALS = '总交易单数'
/** The totals that we read; the second name is that of older bills. */
export const TOTAL_COLUMNS = {
  count: ['总交易单数'],
  amount: ['应结订单总金额', '总交易额'],
  refund: ['退款总金额', '总退款金额'],
} as const
