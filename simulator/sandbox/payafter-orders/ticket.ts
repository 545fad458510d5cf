import { createHmac, randomBytes } from 'node:crypto'

/** finish_ticket: bound to its order, another at every query, all of them valid for ever (facts 3.4). */
export function finishTicket(secret: string, order_id: string, changing: boolean): string {
  const salt = changing ? randomBytes(8).toString('hex') : '0000000000000000'
  return salt + mac(secret, order_id, salt)
}

export function isTicket(secret: string, order_id: string, ticket: string): boolean {
  return ticket.slice(16) === mac(secret, order_id, ticket.slice(0, 16))
}

const mac = (secret: string, order_id: string, salt: string): string =>
  createHmac('sha256', secret).update(`${order_id}.${salt}`).digest('base64url')
