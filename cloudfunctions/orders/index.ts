import * as v from 'valibot'
import { createHandler, type Actions } from '../shared/handler'
import {
  cart,
  choices,
  cursor,
  filter,
  orderId,
  person,
  plainId,
  planId,
  reason,
  requestKey,
  sessionNo,
  signId,
} from '../shared/requests'
import { cancel } from './cancel'
import { create } from './create'
import { detail } from './detail'
import { get } from './get'
import { list } from './list'
import { offers } from './offers'
import { plans } from './plans'
import { receive } from './receive'
import { reopen } from './reopen'
import { retry } from './retry'
import { returnGoods } from './return'
import { sign } from './sign'
import { cancelSign, getSign, reopenSign, retrySign, signs } from './signs'
import { startSession } from './start-session'

const ofOrder = v.object({ orderId })
const ofSign = v.object({ signId })

/** What a customer can do. */
const actions: Actions<'orders'> = {
  offers: { schema: v.object({}), run: offers },
  create: {
    schema: v.object({
      offerId: plainId,
      revision: v.pipe(v.number(), v.safeInteger()),
      choices,
      cart: v.exactOptional(cart),
      requestKey,
      person: v.exactOptional(person),
    }),
    run: create,
  },
  get: { schema: ofOrder, run: get },
  list: { schema: v.object({ filter: v.exactOptional(filter), cursor: v.exactOptional(cursor) }), run: list },
  reopen: { schema: ofOrder, run: reopen },
  retry: { schema: v.object({ orderId, person: v.exactOptional(person) }), run: retry },
  cancel: { schema: ofOrder, run: cancel },
  detail: { schema: ofOrder, run: detail },
  receive: { schema: ofOrder, run: receive },
  return: { schema: v.object({ orderId, goods: cart, reason }), run: returnGoods },
  plans: { schema: v.object({ offerId: plainId }), run: plans },
  sign: { schema: v.object({ planId, requestKey }), run: sign },
  signs: { schema: v.object({ cursor: v.exactOptional(cursor) }), run: signs },
  getSign: { schema: ofSign, run: getSign },
  reopenSign: { schema: ofSign, run: reopenSign },
  retrySign: { schema: ofSign, run: retrySign },
  cancelSign: { schema: ofSign, run: cancelSign },
  startSession: { schema: v.object({ signId, no: sessionNo }), run: startSession },
}

/** Entry of the function. Identity comes from WeChat's context alone. */
export const main = createHandler('orders', actions)

/** For listings; the contract's types say the same. */
export const actionNames = Object.keys(actions)
