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
  reason,
  requestKey,
} from '../shared/requests'
import { cancel } from './cancel'
import { create } from './create'
import { detail } from './detail'
import { get } from './get'
import { list } from './list'
import { offers } from './offers'
import { receive } from './receive'
import { reopen } from './reopen'
import { retry } from './retry'
import { returnGoods } from './return'

const ofOrder = v.object({ orderId })

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
}

/** Entry of the function. Identity comes from WeChat's context alone. */
export const main = createHandler('orders', actions)

/** For listings; the contract's types say the same. */
export const actionNames = Object.keys(actions)
