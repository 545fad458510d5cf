import { receive } from '../shared/delivery/receive'
import { Failed } from '../shared/failed'
import { save } from '../shared/orders/change'
import type { Desk } from '../shared/orders/desk'
import { withAlert, type OrderDocument } from '../shared/orders/document'
import { NOT_BILLED } from '../shared/orders/for-a-person'
import { PayApiError, PayError } from '../shared/wechatpay/errors'

/** Orders billed side by side. */
const BATCH = 16

/** One that could not be billed is tried again so much later; a person is told where WeChat Pay refuses the bill. */
const LATER = 15 * 60_000

/**
 * Bills the goods whose time to be received is over, oldest first, until none is left or the time is over. Everything goes
 * through the stored intent of `receive`: two runs cannot bill one order twice.
 * @returns how many were billed
 */
export async function receiveDue(desk: Desk, hasTime: () => boolean): Promise<number> {
  let billed = 0
  while (hasTime()) {
    const due = await desk.store.find<OrderDocument>('orders', {
      where: { receiveAt: { lte: desk.clock() } },
      orderBy: [['receiveAt', 'asc']],
      limit: BATCH,
    })
    if (due.length === 0) return billed
    const results = await Promise.all(due.map((order) => receiveOne(desk, order)))
    billed += results.filter((result) => result === 'billed').length
    if (results.includes('busy')) return billed
  }
  return billed
}

async function receiveOne(desk: Desk, order: OrderDocument): Promise<'billed' | 'later' | 'busy'> {
  try {
    await receive(desk, order, 'reconcile')
    return 'billed'
  } catch (error) {
    if (error instanceof PayApiError && error.status === 429) return 'busy'
    desk.log('goods not received', { orderId: order._id, error })
    await postpone(desk, order, isRefusal(error))
    return 'later'
  }
}

/** Whether the bill itself is wrong: no later run will do better, and nobody waits for the answer of this one. */
const isRefusal = (error: unknown): boolean =>
  error instanceof PayError
    ? error.outcome === 'refused'
    : error instanceof Failed && REFUSALS.includes(error.code)

const REFUSALS: readonly string[] = ['OVER_LIMIT', 'LINES_INVALID', 'ALREADY_COMPLETED']

/** Tried again later, so that no order keeps the others from their turn. A change in between has its own time. */
async function postpone(desk: Desk, order: OrderDocument, isRefused: boolean): Promise<void> {
  const now = await desk.store.read<OrderDocument>('orders', order._id)
  if (now?.receiveAt === undefined || now.receiveAt > desk.clock()) return
  const later = { ...now, receiveAt: desk.clock() + LATER }
  await save(desk, now, isRefused ? withAlert(later, NOT_BILLED) : later)
}
