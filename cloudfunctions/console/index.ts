import * as v from 'valibot'
import { createHandler, type Action, type ActionContext, type Actions } from '../shared/handler'
import { operatorActions, type OperatorContext, requireOperator } from '../shared/operators'
import {
  cursor,
  discountLine,
  feeLine,
  fen,
  filter,
  moment,
  note,
  orderId,
  outOrderNo,
  plainId,
  planDraft,
  planId,
  reason,
  requestKey,
  sessionNo,
  signId,
  subMchid,
} from '../shared/requests'
import { MESSAGE_KINDS } from '../shared/orders/messages'
import type { ActionName, RequestOf, ResponseOf } from '#domain/contract'
import { alerts } from './alerts'
import { answerReturn } from './answer-return'
import { cancel } from './cancel'
import { collect } from './collect'
import { complete } from './complete'
import { differences, settleDifference } from './differences'
import { get } from './get'
import { list } from './list'
import { message } from './message'
import { modify } from './modify'
import { createPlan, getPlan, plans, stopPlan } from './plans'
import { refund } from './refund'
import { ship } from './ship'
import { cancelSign, getSign, members } from './signs'
import { startSession } from './start-session'
import { sync } from './sync'

/** An action that knows who the operator is, and with it whose orders they work on. */
interface OperatorAction<A extends ActionName<'console'>> extends Pick<Action<'console', A>, 'schema'> {
  run(request: RequestOf<'console', A>, context: OperatorContext): Promise<ResponseOf<'console', A>>
}

/** Lets operators in, and answers everyone else NOT_OPERATOR before anything of an order is read. */
function forOperators<A extends ActionName<'console'>>(action: OperatorAction<A>): Action<'console', A> {
  return {
    schema: action.schema,
    async run(request, context: ActionContext) {
      const operator = await requireOperator(context)
      // Not copied: the settings are read when they are first looked at.
      const known = Object.create(context, { operator: { value: operator } }) as OperatorContext
      return action.run(request, known)
    },
  }
}

/** What an operator says something costs. */
const bill = {
  fees: v.pipe(v.array(feeLine), v.maxLength(100)),
  discounts: v.pipe(v.array(discountLine), v.maxLength(5)),
  total: fen,
}

/** What an operator can do; `me` and `join` are open to anyone. */
const actions: Actions<'console'> = {
  ...operatorActions,
  list: forOperators({
    schema: v.object({
      filter: v.exactOptional(filter),
      search: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
      shop: v.exactOptional(subMchid),
      cursor: v.exactOptional(cursor),
    }),
    run: list,
  }),
  alerts: forOperators({
    schema: v.object({
      seen: v.exactOptional(
        v.object({
          id: v.pipe(v.string(), v.minLength(1), v.maxLength(120)),
          count: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
        }),
      ),
    }),
    run: alerts,
  }),
  get: forOperators({ schema: v.object({ orderId }), run: get }),
  complete: forOperators({
    schema: v.object({
      orderId,
      ...bill,
      endedAt: v.exactOptional(moment),
      profit_sharing: v.exactOptional(v.boolean()),
    }),
    run: complete,
  }),
  cancel: forOperators({
    schema: v.object({
      orderId,
      reason,
      waive: v.exactOptional(v.literal(true)),
      out_order_no: v.exactOptional(outOrderNo),
    }),
    run: cancel,
  }),
  modify: forOperators({ schema: v.object({ orderId, ...bill, reason }), run: modify }),
  collect: forOperators({ schema: v.object({ orderId }), run: collect }),
  message: forOperators({
    schema: v.object({
      orderId,
      kind: v.picklist(MESSAGE_KINDS),
      ...bill,
      day: moment,
      again: v.exactOptional(v.literal(true)),
    }),
    run: message,
  }),
  differences: forOperators({ schema: v.object({}), run: differences }),
  settleDifference: forOperators({
    schema: v.object({ id: v.pipe(v.string(), v.regex(/^[\w|*@-]{1,120}$/)), note: reason }),
    run: settleDifference,
  }),
  refund: forOperators({
    schema: v.object({ orderId, requestKey, amount: v.pipe(fen, v.minValue(1)), reason }),
    run: refund,
  }),
  ship: forOperators({ schema: v.object({ orderId, note }), run: ship }),
  answerReturn: forOperators({
    schema: v.object({ orderId, at: moment, accept: v.boolean(), note: v.exactOptional(note) }),
    run: answerReturn,
  }),
  plans: forOperators({ schema: v.object({ cursor: v.exactOptional(cursor) }), run: plans }),
  getPlan: forOperators({ schema: v.object({ planId }), run: getPlan }),
  createPlan: forOperators({
    schema: v.object({ offerId: plainId, requestKey, ...planDraft }),
    run: createPlan,
  }),
  stopPlan: forOperators({ schema: v.object({ planId }), run: stopPlan }),
  members: forOperators({
    schema: v.object({
      planId,
      search: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
      cursor: v.exactOptional(cursor),
    }),
    run: members,
  }),
  getSign: forOperators({ schema: v.object({ signId }), run: getSign }),
  cancelSign: forOperators({ schema: v.object({ signId, reason }), run: cancelSign }),
  startSession: forOperators({ schema: v.object({ signId, no: sessionNo }), run: startSession }),
  sync: forOperators({ schema: v.object({ orderId, paidAt: moment, reason }), run: sync }),
}

/** Entry of the function. Identity comes from WeChat's context alone. */
export const main = createHandler('console', actions)

/** For listings; the contract's types say the same. */
export const actionNames = Object.keys(actions)
