export {
  readCancel,
  readComplete,
  readCreate,
  readSync,
  type ChangedOrder,
  type CreatedAnswer,
} from './answers'
export { prepareCancel, type CancelParams } from './cancel'
export { prepareComplete, type CompleteContext, type CompleteParams, type CreatedOrder } from './complete'
export { prepareCreate, type CreateParams } from './create'
export type { CreateDiscount, Discount, Fee } from './lines'
export {
  isPayafterState,
  PAYAFTER_STATES,
  readOrderResource,
  readQuery,
  type PayafterOrder,
  type PayafterState,
} from './order'
export { prepareQuery, type QueryParams } from './query'
export { prepareSync, type SyncContext, type SyncParams } from './sync'
export { ON_ACCEPT } from '../checks/times'
export {
  prepareUserServiceState,
  readUserServiceState,
  type UserServiceStateParams,
} from './user-service-state'
