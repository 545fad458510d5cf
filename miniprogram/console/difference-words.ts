import type { DifferenceKind } from '../domain/difference'

const TITLES: Readonly<Record<DifferenceKind, string>> = {
  'missing-here': '微信支付收了款，本店没有记录',
  'missing-there': '本店记为已付款，账单里没有',
  amount: '收款金额不一致',
  'refund-missing-here': '微信支付退了款，本店没有记录',
  'refund-missing-there': '本店记为已退款，账单里没有',
  'refund-amount': '退款金额不一致',
  'no-bill': '这一天的账单取不到，没有核对',
}

/** A function of tomorrow may know kinds that this page does not. */
export const differenceTitle = (kind: DifferenceKind): string =>
  (TITLES as Readonly<Partial<Record<string, string>>>)[kind] ?? '账单与本店记录不一致'

const ADVICE: Readonly<Record<DifferenceKind, string>> = {
  'missing-here': '请在商户平台按交易单号查看是哪笔订单，确认后退款或补记。',
  'missing-there': '请在商户平台按交易单号核对是否到账。',
  amount: '请在商户平台按交易单号核对实际收款；多收的请退还顾客。',
  'refund-missing-here': '可能是在商户平台直接退的款，请核对后注明。',
  'refund-missing-there': '请在商户平台按退款单号核对顾客是否已收到退款。',
  'refund-amount': '请在商户平台按退款单号核对实际退款。',
  'no-bill': '请在商户平台下载这一天的交易账单，人工核对后注明。',
}

/** What a person does about it. */
export const differenceAdvice = (kind: DifferenceKind): string =>
  (ADVICE as Readonly<Partial<Record<string, string>>>)[kind] ?? '请在商户平台核对。'
