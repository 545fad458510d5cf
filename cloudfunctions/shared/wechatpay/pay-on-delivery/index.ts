export {
  readCreate,
  readCreateUnconfirmed,
  type CreatedAnswer,
  type CreatedUnconfirmed,
} from '../service-orders/answers'
export { prepareCreate, type CreateParams, type GoodsDiscount } from './create'
export {
  JUMP_TO_MINI_PROGRAM,
  SHOPPING_LIMITS,
  type Goods,
  type JumpLink,
  type ShoppingInfo,
} from './shopping'
