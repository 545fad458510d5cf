import { define } from '../switch-definition'
import { sessionSwitches } from './sessions/switches'
import { signingSwitches } from './user-sign-plans/switches'

/** Assumptions about plans, and about the calls of this line as a whole. */
const planSwitches = [
  define({
    name: 'planTextLengths',
    values: ['short', 'long'],
    assumption:
      'plan_detail_name and plan_discount_description have at most 20 characters, as plan_name has (long: 128).',
    source: '1.9 gives no length',
    check: 'Create a plan whose session has a name of 21 characters.',
  }),
  define({
    name: 'planSums',
    values: ['checked', 'not-checked'],
    assumption:
      'total_original_price and total_actual_price must be the sums of the details; PARAM_ERROR else.',
    source: '1.9 (inferred), 4.3',
    check: 'Create a plan whose total_actual_price is one fen off.',
  }),
  define({
    name: 'freeSession',
    values: ['refused', 'accepted'],
    assumption: 'original_price and actual_price of a session are at least one fen.',
    source: '1.9 says nothing of sessions for nothing',
    check: 'Create a plan whose last session costs nothing.',
  }),
  define({
    name: 'planNotFound',
    values: ['RESOURCE_NOT_EXISTS', 'ORDER_NOT_EXIST'],
    assumption: 'A plan or signed plan that does not exist is 404 RESOURCE_NOT_EXISTS.',
    source: '4.2 (inferred), 4.3: the table of codes was not found',
    check: 'Query a number that was never used.',
  }),
  define({
    name: 'foreignPlan',
    values: ['NO_AUTH', 'not-found'],
    assumption:
      'A plan or signed plan of another shop, or of the other mode, is NO_AUTH to query, stop and use; not-found = as if there were none.',
    source: '1.9, 1.10: only its creator may; with which code is not said',
    check: 'Query one shop’s plan with another shop’s sub_mchid.',
  }),
  define({
    name: 'planStateCode',
    values: ['INVALID_REQUEST', 'INVALID_ORDER_STATE'],
    assumption:
      'What the state of a plan, a signed plan or its last session forbids is refused with INVALID_REQUEST.',
    source: '4.3: the table of codes was not found',
    check: 'Sign a stopped plan; begin the second session first.',
  }),
  define({
    name: 'repeatedStop',
    values: ['200', 'refused'],
    assumption:
      'A repeated stop with the same parameters is answered like the first, of plans and signed plans.',
    source: '1.9, 1.10 say nothing',
    check: 'Stop a plan twice.',
  }),
  define({
    name: 'planEmptyFields',
    values: ['empty', 'absent'],
    assumption:
      'What is not known of a plan or a signed plan is an empty text, or 0 where it is a number; absent = left out.',
    source: '1.10, 6.2: an official example is full of empty texts, the tables mark the fields as optional',
    check: 'Query a new plan and its first signing, list their fields.',
  }),
] as const

/** Assumptions about 签约计划: plans, signings, sessions. */
export const signPlanSwitches = [...planSwitches, ...signingSwitches, ...sessionSwitches] as const
