export { readSign, readSignPlan, type SignAsked, type ToldSigning } from './answers'
export { prepareSign, type NewSignPlan, type SessionNumber, type SignContext } from './create'
export type { SignPlanKey } from './key'
export { prepareSignQuery } from './query'
export {
  CANCEL_SIGN_TYPES,
  PLAN_DETAIL_STATES,
  SIGN_STATES,
  type CancelSignType,
  type PlanDetailState,
  type SignedDetail,
  type SignPlan,
  type SignState,
} from './sign-plan'
export { prepareSignStop, type SignStop } from './stop'
export { readSignPlanResource } from './told-sign-plan'
