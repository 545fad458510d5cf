import { OPERATOR } from '../story'
import type { Part, Scene } from './plot'

/** An operator's call to the console about this order. */
const ofOperator = (name: string, run: Part['run']): Part => ({ name, kind: 'call', run })

/** An operator lowers the bill. */
export const modifies = (total: number, name = 'modify'): Part =>
  ofOperator(name, ({ story, orderId }) =>
    story.ask('console', 'modify', { ...story.bill(orderId, total), reason: '多计费用' }, OPERATOR),
  )

/** An operator has WeChat Pay try again. */
export const collects = (name = 'collect'): Part =>
  ofOperator(name, ({ story, orderId }) => story.ask('console', 'collect', { orderId }, OPERATOR))

/** An operator gives up what is owed. */
export const waives = (name = 'waive'): Part =>
  ofOperator(name, ({ story, orderId }) =>
    story.ask('console', 'cancel', { orderId, reason: '与顾客协商', waive: true }, OPERATOR),
  )

/** An operator has WeChat Pay tell the customer what will be deducted. */
export const tells = (name = 'message'): Part =>
  ofOperator(name, ({ story, orderId }) => {
    const day = story.world.clock.now() + 24 * 3_600_000
    return story.ask('console', 'message', { ...story.bill(orderId, 900), kind: 'prepaid', day }, OPERATOR)
  })

/** An operator gives back so many fen; who has the same `intention` means the same refund. */
export const refunds = (amount: number, intention: number, name = 'refund'): Part =>
  ofOperator(name, ({ story, orderId }) => {
    const requestKey = `${orderId}-refund-${intention}`
    return story.ask('console', 'refund', { orderId, requestKey, amount, reason: '多收费用' }, OPERATOR)
  })

const firstRefund = ({ story, orderId }: Scene) =>
  story.sandbox.refunds().find(({ out_refund_no }) => out_refund_no === `${orderId}_r1`)

const endsRefund = (name: string, end: 'succeed' | 'close'): Part => ({
  name,
  kind: 'act',
  run: ({ story, orderId }) => story.sandbox.actOnRefund(`${orderId}_r1`, end),
  when: (scene) => firstRefund(scene)?.status === 'PROCESSING',
})

/** The first refund arrives at the customer. */
export const arrives: Part = endsRefund('arrival', 'succeed')

/** WeChat Pay gives the first refund up. */
export const closes: Part = endsRefund('closing', 'close')
