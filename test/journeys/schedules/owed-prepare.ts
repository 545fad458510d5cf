import { OPERATOR } from '../story'
import type { Plot } from './plot'
import { accepted, completed, created, died } from './prepare'

type Prepare = Plot['prepare']

/** Lowered to 500 fen by a call that never left. */
export const pendingModification: Prepare = async (story) => {
  const scene = await completed(story)
  const request = { ...story.bill(scene.orderId, 500), reason: '多计费用' }
  await died(story, '/modify', 'before', () => story.ask('console', 'modify', request, OPERATOR))
  return scene
}

/** Given up by a call that never left. */
export const pendingWaiver: Prepare = async (story) => {
  const scene = await completed(story)
  const request = { ...scene, reason: '与顾客协商', waive: true } as const
  await died(story, '/cancel', 'before', () => story.ask('console', 'cancel', request, OPERATOR))
  return scene
}

/** Unconfirmed for longer than its package lives, and nobody looked. */
export const lapsed: Prepare = async (story) => {
  const scene = await created(story)
  await story.pass(66 * 60)
  return scene
}

/** 900 fen were deducted, and a query said so. */
export const paid: Prepare = async (story) => {
  const scene = await accepted(story)
  const { orderId } = scene
  await story.complete(orderId, 900)
  await story.pass(5)
  await story.pay({ out_order_no: `${orderId}_1` })
  await story.get(orderId)
  await story.settle(2)
  return scene
}

const refund = (orderId: string, amount: number) => ({
  orderId,
  requestKey: `${orderId}-refund-1`,
  amount,
  reason: '多收费用',
})

/** 600 fen of it are on their way back. */
export const refunding: Prepare = async (story) => {
  const scene = await paid(story)
  await story.call('console', 'refund', refund(scene.orderId, 600), OPERATOR)
  await story.pass(70)
  return scene
}

/** 600 fen should go back; the function died before it sent that, and WeChat Pay said once that it has no such refund. */
export const pendingRefund: Prepare = async (story) => {
  const scene = await paid(story)
  await died(story, '/refunds', 'before', () =>
    story.ask('console', 'refund', refund(scene.orderId, 600), OPERATOR),
  )
  await story.reconcile()
  await story.pass(70)
  return scene
}
