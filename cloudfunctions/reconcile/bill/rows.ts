import { given } from '../../shared/given'
import { recordDifference, type Difference } from '../../shared/differences'
import { ask } from '../../shared/orders/ask'
import { attemptBy, orderIdOfNumber, type OrderDocument } from '../../shared/orders/document'
import { paymentsOf } from '../../shared/orders/reservation'
import { orderIdOfRefund, type RefundDocument } from '../../shared/refunds/document'
import type { BillRow } from '../../shared/wechatpay/bills'
import { isPayment, isRefund, type BillDesk } from './fetch'

/** The orders and refunds that some rows are about. */
interface Found {
  byId: ReadonlyMap<string, OrderDocument>
  byTransaction: ReadonlyMap<string, OrderDocument>
  refunds: ReadonlyMap<string, RefundDocument>
}

/**
 * Compares some rows of a bill with what we have. Rows of other businesses of the same merchant are passed over.
 * @returns how many differences were new
 * @throws PayError when an order must be asked about and WeChat Pay does not answer
 */
export async function compareRows(desk: BillDesk, day: string, rows: readonly BillRow[]): Promise<number> {
  const found = await find(desk, rows)
  let count = 0
  for (const row of rows) {
    const difference = isPayment(row)
      ? await paymentDifference(desk, found, row)
      : isRefund(row)
        ? refundDifference(found, row)
        : undefined
    if (
      difference &&
      (await recordDifference(desk.store, { ...difference, state: 'open', day }, desk.clock()))
    )
      count++
  }
  return count
}

async function find(desk: BillDesk, rows: readonly BillRow[]): Promise<Found> {
  const refundNumbers = rows.filter(isRefund).map((row) => row.out_refund_no)
  const [byId, byTransaction, refunds] = await Promise.all([
    all<OrderDocument>(
      desk,
      'orders',
      '_id',
      rows.flatMap((row) => orderIdOfRow(row) ?? []),
    ),
    all<OrderDocument>(
      desk,
      'orders',
      'transactionId',
      rows.map((row) => row.transaction_id),
    ),
    all<RefundDocument>(desk, 'refunds', '_id', refundNumbers),
  ])
  return {
    byId: new Map(byId.map((order) => [order._id, order])),
    byTransaction: new Map(byTransaction.map((order) => [order.transactionId ?? '', order])),
    refunds: new Map(refunds.map((refund) => [refund._id, refund])),
  }
}

async function all<D>(
  { store }: BillDesk,
  collection: 'orders' | 'refunds',
  field: string,
  values: readonly string[],
): Promise<D[]> {
  const wanted = [...new Set(values)].filter((value) => value !== '')
  if (wanted.length === 0) return []
  return store.find<D>(collection, { where: { [field]: { in: wanted } }, limit: 1000 })
}

/** Where the order would be that a row names in its attach, where it names one of ours. */
const orderIdOfRow = ({ service_order }: BillRow): string | undefined =>
  service_order && orderIdOfNumber(service_order.out_order_no)

/** The order that a row is about: by the number that it names, or by its transaction where it names none. */
const orderOf = ({ byId, byTransaction }: Found, row: BillRow): OrderDocument | undefined =>
  byId.get(orderIdOfRow(row) ?? '') ?? byTransaction.get(row.transaction_id)

type Found1 = Omit<Difference, 'state' | 'day'>

const about = (row: BillRow, order: OrderDocument | undefined): Omit<Found1, 'kind'> => ({
  transactionId: row.transaction_id,
  ...given('orderId', order?._id),
  ...given('out_order_no', row.service_order?.out_order_no),
  ...given('sub_mchid', order ? order.sub_mchid : shopOf(row)),
})

/** A bill says `0` where there is no shop. */
const shopOf = ({ sub_mchid }: BillRow): string | undefined =>
  /^\d{6,32}$/.test(sub_mchid) ? sub_mchid : undefined

async function paymentDifference(desk: BillDesk, found: Found, row: BillRow): Promise<Found1 | undefined> {
  const there = row.order_amount ?? row.amount
  const order = orderOf(found, row)
  if (!order) return isOurs(row) ? { ...about(row, undefined), kind: 'missing-here', there } : undefined
  const here = amountOf(order, row) ?? (await askAgain(desk, order, row))
  if (here === undefined) return { ...about(row, order), kind: 'missing-here', there }
  return here === there ? undefined : { ...about(row, order), kind: 'amount', here, there }
}

/** A payment of Pay Score of an order that has a number like ours, or says nothing of its own. */
const isOurs = (row: BillRow): boolean =>
  row.service_order ? orderIdOfRow(row) !== undefined : row.trade_type === 'AUTH'

const amountOf = (order: OrderDocument, { transaction_id }: BillRow): number | undefined =>
  paymentsOf(order).find(({ transactionId }) => transactionId === transaction_id)?.amount

/** We may not have heard of the payment yet: WeChat Pay is asked before anybody is told. */
async function askAgain(desk: BillDesk, order: OrderDocument, row: BillRow): Promise<number | undefined> {
  // A number of another form is none of ours: then the row is this order's by its transaction.
  const n =
    orderIdOfRow(row) === undefined
      ? order.current
      : attemptBy(order, row.service_order?.out_order_no ?? '')?.n
  if (n === undefined) return undefined
  const { order: asked, reply } = await ask(desk, order, n)
  if ('silent' in reply && reply.silent.outcome !== 'refused') throw reply.silent
  const told = 'facts' in reply ? reply.facts.payments : undefined
  return (
    amountOf(asked, row) ?? told?.find(({ transactionId }) => transactionId === row.transaction_id)?.amount
  )
}

function refundDifference(found: Found, row: BillRow): Found1 | undefined {
  const { out_refund_no, refund: there, refund_status } = row
  const known = found.refunds.get(out_refund_no)
  const order = orderOf(found, row)
  const what = { ...about(row, order), out_refund_no, there }
  if (!known) {
    const ours = order !== undefined || orderIdOfRefund(out_refund_no) !== undefined
    return ours ? { ...what, kind: 'refund-missing-here' } : undefined
  }
  const told = { ...what, orderId: known.orderId, here: known.amount }
  if (known.amount !== there) return { ...told, kind: 'refund-amount' }
  const ended = known.state === 'closed' || known.state === 'refused'
  return ended && refund_status === 'SUCCESS' ? { ...told, here: 0, kind: 'refund-missing-here' } : undefined
}
