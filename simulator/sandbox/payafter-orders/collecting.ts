import { toSeconds } from '../beijing-time'
import { type Collecting } from '../orders/deductions'
import { type World } from '../world'
import { tellPaid } from './events'
import { type Order } from './order'

/** How this protocol's orders are paid: facts 1.2 (finish_transaction_id, pay_type). */
export const collecting = (world: World): Collecting<Order> => ({
  name: 'payafter',
  payment: ({ out_order_no, order_id, mchid, openid, request, finish }) => ({
    out_order_no,
    order_id,
    mchid,
    appid: request.appid,
    introduction: request.service_introduction,
    amount: finish?.request.total_amount ?? 0,
    ...(openid !== undefined && { openid }),
    ...(request.attach !== undefined && { attach: request.attach }),
  }),
  paid: (order, at, transactionId) => ({
    ...order,
    paid: {
      time: toSeconds(at),
      ...(transactionId !== undefined && { transactionId }),
      ...(world.switches().payTypeWhenDeducted === 'unknown-word' && { payType: 'SomeOtherPayType' }),
    },
  }),
  tellPaid: (order) => {
    tellPaid(world, order)
  },
})
