import { type Operation } from '../protocol'
import { type World } from '../world'
import { type Refunds } from './book'
import { createRefund } from './create'
import { queryRefund } from './query'

const path = '/v3/refund/domestic/refunds'

/** Refunds of payments of any protocol. Their last words differ from those of orders, so that faults can tell them apart. */
export const refundOperations = (world: World, refunds: Refunds): Operation[] => [
  {
    method: 'POST',
    name: 'refunds/refund',
    path,
    handle: (call) => createRefund(world, refunds, call),
  },
  {
    method: 'GET',
    name: 'refunds/query-refund',
    path: `${path}/{out_refund_no}`,
    handle: (call) => queryRefund(world, refunds, call),
  },
]
