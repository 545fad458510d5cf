import type { ConsoleOrderView } from '#domain/view'
import type { ActionContext } from '../shared/handler'
import type { OrderDocument } from '../shared/orders/document'
import { consoleView } from '../shared/orders/view'

/** The order as operators see it. */
export const viewOf = ({ clock, config }: ActionContext, order: OrderDocument): ConsoleOrderView =>
  consoleView(order, { now: clock(), sandbox: config.sandbox })
