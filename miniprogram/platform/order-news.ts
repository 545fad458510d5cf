import type { SignView } from '../domain/lines/sign-plan'
import type { ConsoleOrderView, OrderView } from '../domain/view'
import { createNews } from './news'

/** Orders that a customer's page changed or saw changed. */
export const orderNews = createNews<OrderView>(({ orderId }) => orderId)

/** The same for the console. */
export const consoleNews = createNews<ConsoleOrderView>(({ orderId }) => orderId)

/** Plans that a customer's page changed or saw changed. */
export const signNews = createNews<SignView>(({ signId }) => signId)
