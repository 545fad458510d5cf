import { type Operation } from '../protocol'
import { type Refunds } from '../refunds/book'
import { type World } from '../world'
import { downloadBill } from './download'
import { tradeBill } from './trade-bill'

/** The trade bill of a day, over all protocols. */
export const billOperations = (world: World, refunds: Refunds): Operation[] => [
  {
    method: 'GET',
    name: 'bill/tradebill',
    path: '/v3/bill/tradebill',
    handle: (call) => tradeBill(world, refunds, call),
  },
  {
    method: 'GET',
    name: 'bill/download',
    path: '/v3/billdownload/file',
    handle: (call) => downloadBill(world, call),
  },
]
