import { createHash } from 'node:crypto'

/** `<signId>-<attempt of the signing>-<session>`, see `sessionNumbers`. An order's attempt has another form. */
const FORM = /^[0-9a-f]{24}-[1-9]\d?-[1-9]\d?$/

/** Whether a number could be a session's: looked up then, never taken apart. */
export const isSessionNumber = (number: string): boolean => FORM.test(number)

/**
 * The order of a session: its number was given away when the plan was signed, long before there was an order, so that the number
 * decides the id and not the other way round. One number, one order.
 * @returns the first 24 hex digits of SHA-256(number)
 */
export const sessionOrderId = (number: string): string =>
  createHash('sha256').update(number).digest('hex').slice(0, 24)
