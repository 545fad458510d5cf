import { toSeconds } from '../beijing-time'
import { type Collecting } from '../orders/deductions'
import { present } from '../present'
import { type World } from '../world'
import { tellPaid } from './events'
import { type Order, restOf } from './order'

/** How this protocol's orders are paid: collection.details of facts 1.7.2. */
export const collecting = (world: World): Collecting<Order> => ({
  name: 'service',
  payment: (order) => {
    const { out_order_no, order_id, mchid, openid, request } = order
    const { appid, sub_mchid, sub_appid, service_introduction: introduction, attach } = request
    const amount = restOf(order)
    return {
      ...{ out_order_no, order_id, mchid, appid, introduction, amount },
      ...present({ sub_mchid, sub_appid, openid, attach }),
    }
  },
  paid: (order, at, transaction_id) => ({
    ...order,
    paid: { time: toSeconds(at), paid_type: 'NEWTON', ...present({ transaction_id }) },
  }),
  part: {
    isFirst: ({ parts = [] }) => parts.length === 0,
    paid: (order, at, amount, transaction_id) => ({
      ...order,
      parts: [...(order.parts ?? []), { amount, time: toSeconds(at), transaction_id }],
    }),
  },
  tellPaid: (order) => {
    tellPaid(world, order)
  },
})
