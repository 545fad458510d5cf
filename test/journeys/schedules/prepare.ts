import { orderIdOf } from '../../../cloudfunctions/shared/orders/new-order'
import { CUSTOMER, OPERATOR, type Story } from '../story'
import type { Plot } from './plot'

type Prepare = Plot['prepare']

export const created: Prepare = async (story) => {
  const { order } = await story.create()
  await story.pass(5)
  return { orderId: order.orderId }
}
/** Unconfirmed for so long that the package is not opened again. */
export const stale: Prepare = async (story) => {
  const { order } = await story.create()
  await story.pass(56 * 60)
  return { orderId: order.orderId }
}
export const accepted: Prepare = async (story) => {
  const { orderId } = await story.accepted()
  await story.pass(600)
  return { orderId }
}
export const completed: Prepare = async (story) => {
  const scene = await accepted(story)
  await story.complete(scene.orderId, 900)
  await story.pass(600)
  return scene
}
/** Made by a request whose key is known, and nothing more. */
export const wished: Prepare = (story) => {
  const wish = story.wish()
  return Promise.resolve({ orderId: orderIdOf(CUSTOMER, wish.requestKey), wish })
}
/** The function died with the answer of create. */
export const unanswered: Prepare = async (story) => {
  const wish = story.wish()
  await died(story, 'payafter-orders', 'after', () => story.ask('orders', 'create', wish, CUSTOMER))
  return { orderId: orderIdOf(CUSTOMER, wish.requestKey), wish }
}
/** A completion that never left. */
export const pendingCompletion: Prepare = async (story) => {
  const scene = await accepted(story)
  await died(story, '/complete', 'before', () =>
    story.ask('console', 'complete', story.bill(scene.orderId, 1800), OPERATOR),
  )
  return scene
}
/** A cancel that never left. */
export const pendingCancel: Prepare = async (story) => {
  const scene = await created(story)
  await died(story, '/cancel', 'before', () =>
    story.ask('orders', 'cancel', { orderId: scene.orderId }, CUSTOMER),
  )
  return scene
}

/** Afterwards a bit more than a minute has passed: `reconcile` looks after it. */
export async function died(
  story: Story,
  at: string,
  phase: 'before' | 'after',
  ask: () => Promise<unknown>,
): Promise<void> {
  story.killAt(at, phase)
  await ask().catch(() => undefined)
  await story.pass(70)
}

export const due =
  (prepare: Prepare): Prepare =>
  async (story) => {
    const scene = await prepare(story)
    await story.pass(70)
    return scene
  }
