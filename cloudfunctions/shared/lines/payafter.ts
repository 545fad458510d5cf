import { previewOffer } from '#domain/offer'
import { Failed } from '../failed'
import type { LineRules } from '../line'

/** 先享后付: a service at the offer's price with the customer's choices; an operator bills what was used. */
export const payafter: LineRules = {
  price(offer, { choices, cart }) {
    if (cart !== undefined) throw new Failed('CART_INVALID')
    const preview = previewOffer(offer, choices)
    if ('problem' in preview) throw new Failed('UNKNOWN_CHOICE', { details: preview })
    return { preview }
  },
  completedBy: 'operator',
}
