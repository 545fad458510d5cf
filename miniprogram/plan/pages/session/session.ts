import { signUrl } from '../../../domain/line-pages'
import { followOrder } from '../../../pages/order/following'
import { go } from '../../../platform/wechat'
import { sessionPage, type ShownSession } from './session-model'

const toPlan = ({ signId }: ShownSession): void => {
  if (signId) go.down(signUrl(signId))
}

Page({
  ...followOrder({
    line: 'sign-plan',
    shownOf: sessionPage,
    actions: {
      'use-again'(_orderId, session) {
        toPlan(session)
        return Promise.resolve(undefined)
      },
    },
  }),
  onPlan(this: { data: { order: ShownSession | null } }) {
    if (this.data.order) toPlan(this.data.order)
  },
})
