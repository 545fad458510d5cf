import { followOrder } from '../../../pages/order/following'
import { call } from '../../../platform/cloud'
import { confirm, go } from '../../../platform/wechat'
import { goodsOrderPage } from './order-model'

Page(
  followOrder({
    line: 'pay-on-delivery',
    shownOf: goodsOrderPage,
    actions: {
      async receive(orderId, { receiveQuestion }) {
        if (!(await confirm('确认收货并扣款？', receiveQuestion, '确认收货'))) return undefined
        return () => call('orders', 'receive', { orderId })
      },
      return(orderId) {
        go.to(`/delivery/pages/return/return?orderId=${orderId}`)
        return Promise.resolve(undefined)
      },
    },
  }),
)
