import { type Done } from '../orders/order'

/** How a refund stands (official page 4012709253): asked for, done, given up, or stuck at the user's bank. */
export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'CLOSED' | 'ABNORMAL'

/** What happens to it; the merchant helps a stuck one on the merchant platform. */
export type RefundAction = 'succeed' | 'close' | 'abnormal'

const transitions: Readonly<Record<RefundStatus, Partial<Record<RefundAction, RefundStatus>>>> = {
  PROCESSING: { succeed: 'SUCCESS', close: 'CLOSED', abnormal: 'ABNORMAL' },
  ABNORMAL: { succeed: 'SUCCESS', close: 'CLOSED' },
  SUCCESS: {},
  CLOSED: {},
}

/** A refund of one payment. Amounts in fen, `at` in business ms. */
export interface Refund extends Done {
  readonly out_refund_no: string
  readonly refund_id: string
  readonly transaction_id: string
  readonly status: RefundStatus
  readonly refund: number
  /** Of the whole payment. */
  readonly total: number
  readonly reason?: string
  readonly notify_url?: string
  readonly funds_account: string
  readonly succeededAt?: number
  readonly history: readonly { readonly status: RefundStatus; readonly at: number }[]
}

/** @returns the refund afterwards, undefined when its status does not allow the action */
export function moveRefund(refund: Refund, action: RefundAction, at: number): Refund | undefined {
  const status = transitions[refund.status][action]
  if (!status) return undefined
  return {
    ...refund,
    status,
    history: [...refund.history, { status, at }],
    ...(status === 'SUCCESS' && { succeededAt: at }),
  }
}
