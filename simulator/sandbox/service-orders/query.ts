import { Fields } from '../fields'
import { findQueried } from '../orders/find'
import { type Answer, type Call } from '../protocol'
import { type ModeDesk } from './desk'
import { owned } from './mode'
import { orderView } from './order-view'

/** `GET /v3/payscore/(partner/)serviceorder` (facts 1.7.2). */
export function query({ world, book, mode }: ModeDesk, call: Call): Answer {
  const fields = new Fields(Object.fromEntries(call.query), '', 'query')
  const { order } = owned(findQueried(book, fields), fields, mode)
  return { status: 200, body: orderView(world, order) }
}
