import * as v from 'valibot'
import { createHandler, type Action, type ActionContext, type Actions } from '../shared/handler'
import { operatorActions, requireOperator } from '../shared/operators'
import { cursor, discountLine, feeLine, fen, filter, moment, orderId, reason } from '../shared/requests'
import type { ActionName } from '#domain/contract'
import { cancel } from './cancel'
import { complete } from './complete'
import { get } from './get'
import { list } from './list'
import { sync } from './sync'

/** Lets operators in, and answers everyone else NOT_OPERATOR before anything of an order is read. */
function forOperators<A extends ActionName<'console'>>(action: Action<'console', A>): Action<'console', A> {
  return {
    schema: action.schema,
    async run(request, context: ActionContext) {
      await requireOperator(context)
      return action.run(request, context)
    },
  }
}

/** What an operator can do; `me` and `join` are open to anyone. */
const actions: Actions<'console'> = {
  ...operatorActions,
  list: forOperators({
    schema: v.object({
      filter: v.exactOptional(filter),
      search: v.exactOptional(v.pipe(v.string(), v.maxLength(64))),
      cursor: v.exactOptional(cursor),
    }),
    run: list,
  }),
  get: forOperators({ schema: v.object({ orderId }), run: get }),
  complete: forOperators({
    schema: v.object({
      orderId,
      fees: v.pipe(v.array(feeLine), v.maxLength(100)),
      discounts: v.pipe(v.array(discountLine), v.maxLength(5)),
      total: fen,
      endedAt: v.exactOptional(moment),
      profit_sharing: v.exactOptional(v.boolean()),
    }),
    run: complete,
  }),
  cancel: forOperators({ schema: v.object({ orderId, reason }), run: cancel }),
  sync: forOperators({ schema: v.object({ orderId, paidAt: moment, reason }), run: sync }),
}

/** Entry of the function. Identity comes from WeChat's context alone. */
export const main = createHandler('console', actions)

/** For listings; the contract's types say the same. */
export const actionNames = Object.keys(actions)
