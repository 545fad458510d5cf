export { prepareRefund, type RefundParams } from './create'
export { prepareRefundQuery, type RefundQueryParams } from './query'
export {
  readRefund,
  readRefundResource,
  REFUND_STATUSES,
  type Refund,
  type RefundStatus,
  type ToldRefund,
} from './refund'
