import { CUSTOMER, OPERATOR } from '../story'
import type { Part, Scene } from './plot'

const number = ({ orderId }: Scene): string => `${orderId}_1`
const stateThere = (scene: Scene): string | undefined =>
  scene.story.atWeChatPay(scene.orderId).find(({ out_order_no }) => out_order_no === number(scene))?.state

/** The customer confirms the first attempt in WeChat's page. */
export const confirms: Part = {
  name: 'confirm',
  kind: 'act',
  run: (scene) => scene.story.sandbox.act(number(scene), 'confirm'),
  when: (scene) => stateThere(scene) === 'CREATED',
}

/** WeChat Pay deducts. */
export const deducts: Part = {
  name: 'deduction',
  kind: 'act',
  run: (scene) => scene.story.sandbox.act(number(scene), 'pay'),
  when: (scene) => stateThere(scene) === 'FINISHED',
}

/** More than a minute goes by: whoever leased something has lost it. */
export const timePasses: Part = {
  name: 'time',
  kind: 'act',
  touches: '*',
  run: (scene) => {
    scene.story.world.clock.advance(70)
    scene.later = true
  },
}
/** Begins after that. */
export const later = (part: Part): Part => ({ ...part, when: (scene) => scene.later === true })

const ofCustomer = (name: string, action: 'reopen' | 'cancel' | 'retry'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('orders', action, { orderId }, CUSTOMER),
})

/** Looks at the order, and would open the confirm page again; WeChat Pay is always asked. */
export const reopens = (name = 'reopen'): Part => ofCustomer(name, 'reopen')
export const cancels = (name = 'cancel'): Part => ofCustomer(name, 'cancel')
export const retries = (name = 'retry'): Part => ofCustomer(name, 'retry')

export const creates = (name = 'create'): Part => ({
  name,
  kind: 'call',
  run: ({ story, wish }) => story.ask('orders', 'create', wish, CUSTOMER),
})

export const completes = (total: number, name = 'complete'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('console', 'complete', story.bill(orderId, total), OPERATOR),
})

/** An operator ends the order without a charge. */
export const ends = (name = 'end'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) => story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
})

/** An operator says that the customer paid elsewhere. */
export const syncs = (name = 'sync'): Part => ({
  name,
  kind: 'call',
  run: ({ story, orderId }) =>
    story.ask(
      'console',
      'sync',
      { orderId, paidAt: story.world.clock.now() - 5000, reason: '付了现金' },
      OPERATOR,
    ),
})

export const reconciles = (name = 'reconcile'): Part => ({
  name,
  kind: 'call',
  run: ({ story }) => story.reconcile(),
})
