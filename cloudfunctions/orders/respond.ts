import type { ResponseOf } from '#domain/contract'
import type { OrderView } from '#domain/view'
import type { Desk } from '../shared/orders/desk'
import type { OrderDocument } from '../shared/orders/document'
import { confirmLaunchOf } from '../shared/orders/launch'
import { customerView } from '../shared/orders/view'

/** The order as its customer sees it. */
export const viewOf = (desk: Desk, order: OrderDocument): OrderView =>
  customerView(order, {
    now: desk.clock(),
    sandbox: desk.sandbox,
    canOpenDetail: desk.launch.apiV2Key !== undefined,
  })

/** The order, and how to open the confirm page where it can be opened. */
export function withLaunch(desk: Desk, order: OrderDocument): ResponseOf<'orders', 'create'> {
  const launch = confirmLaunchOf(desk, order)
  return { order: viewOf(desk, order), ...(launch === undefined ? {} : { launch }) }
}
