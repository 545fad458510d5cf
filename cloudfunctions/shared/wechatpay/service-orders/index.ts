export {
  readChanged,
  readCreate,
  readCreateUnconfirmed,
  type ChangedOrder,
  type CreatedAnswer,
  type CreatedUnconfirmed,
} from './answers'
export { prepareCancel, type CancelParams } from './cancel'
export { prepareCollect } from './collect'
export { prepareComplete, type CompleteContext, type CompleteParams, type CreatedOrder } from './complete'
export { prepareCreate, type CreateParams, type Device } from './create'
export type { ServiceOrderKey } from './key'
export type { Bill, PlannedDiscount, PostDiscount, PostPayment } from './lines'
export { prepareMessage, type MessageParams } from './message'
export { prepareModify, type ModifyContext, type ModifyParams } from './modify'
export type { NewOrder, RiskFund, TimeRange } from './new-order'
export {
  readOrderResource,
  readQuery,
  type Collection,
  type CollectionDetail,
  type ServiceOrder,
} from './order'
export { prepareQuery, type QueryParams } from './query'
export { stateOf, wordsOf, type Triple } from './state'
export { prepareSync, type SyncContext, type SyncParams } from './sync'
