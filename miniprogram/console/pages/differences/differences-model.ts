import type { DifferenceView } from '../../../domain/difference'
import { formatYuan } from '../../../domain/money'
import { formatShortMoment } from '../../../domain/period'
import { differenceAdvice, differenceTitle } from '../../difference-words'

/** One difference as the page shows it. */
export interface ShownDifference {
  id: string
  title: string
  advice: string
  day: string
  /** 本店 and 微信支付 with their amounts, where they know one. */
  amounts: { name: string; text: string }[]
  numbers: { name: string; text: string }[]
  orderId: string
  open: boolean
  settled: string
}

/** `yyyyMMdd` for people. */
export const dayText = (day: string): string =>
  day.length === 8 ? `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}` : ''

const yuan = (fen: number | undefined): string => (fen === undefined ? '没有记录' : `¥${formatYuan(fen)}`)

const named = (name: string, text: string | undefined): { name: string; text: string }[] =>
  text === undefined || text === '' ? [] : [{ name, text }]

export const shownDifference = (difference: DifferenceView): ShownDifference => {
  const { id, kind, state, day, orderId, out_order_no, out_refund_no, transactionId } = difference
  const { here, there, settledAt, note } = difference
  return {
    id,
    title: differenceTitle(kind),
    advice: differenceAdvice(kind),
    day: dayText(day),
    amounts: [
      { name: '本店', text: yuan(here) },
      { name: '微信支付', text: yuan(there) },
    ],
    numbers: [
      ...named('订单编号', out_order_no),
      ...named('退款单号', out_refund_no),
      ...named('交易单号', transactionId),
    ],
    orderId: orderId ?? '',
    open: state === 'open',
    settled: settledAt === undefined ? '' : `${formatShortMoment(settledAt)} · ${note ?? ''}`,
  }
}
