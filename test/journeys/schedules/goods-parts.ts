import type { CartLine } from '../../../miniprogram/domain/lines/pay-on-delivery'
import { SHELF, TEA } from '../goods'
import { CUSTOMER, OPERATOR, STRANGER } from '../story'
import type { Part } from './plot'

/** The customer has the goods. */
export const receives = (name = 'receive'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('orders', 'receive', { orderId }, CUSTOMER),
})

/** The customer wants to give goods back. */
export const givesBack = (goods: CartLine[] = [TEA], name = 'return'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('orders', 'return', { orderId, goods, reason: '不要了' }, CUSTOMER),
})

/** An operator sends the goods. */
export const ships = (name = 'ship'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('console', 'ship', { orderId, note: '顺丰 SF1' }, OPERATOR),
})

/** An operator answers the return that was open when the story began. */
export const answers = (accept: boolean, name = accept ? 'accept' : 'decline'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => {
    const at = story.document(orderId).delivery?.returns?.[0]?.at ?? 0
    return story.ask('console', 'answerReturn', { orderId, at, accept }, OPERATOR)
  },
})

/** Somebody else orders the same. */
export const ordersToo = (cart: CartLine[], name = 'other'): Part => ({
  name,
  kind: 'call',
  run: ({ story }) => story.ask('orders', 'create', story.wish(SHELF, { cart }), STRANGER),
})
