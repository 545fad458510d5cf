import { invalidRequest, stateError } from '../failure'
import { type World } from '../world'
import { ended } from './ended'
import { newPackage, type LaunchPackage } from './launch-package'
import { type Done, type Order } from './order'

/**
 * Looks at an earlier request of the same kind.
 * @returns whether there was one, and this is the same again
 * @throws ApiFailure 400 when the parameters differ, or when a switch refuses repetitions
 */
export function isRepeated(world: World, order: Order, kind: 'cancel' | 'sync', sentAs: string): boolean {
  const done: Done | undefined = order[kind]
  if (!done) return false
  const { repeatedCancel, repeatedSync } = world.switches()
  if (done.sentAs !== sentAs) {
    throw invalidRequest(`${kind === 'cancel' ? '撤销' : '同步'}参数与上次不一致`, '271316598')
  }
  if ((kind === 'cancel' ? repeatedCancel : repeatedSync) === 'INVALID_ORDER_STATE') throw ended(world, order)
  return true
}

/**
 * The known order as a repeated create finds it.
 * @throws ApiFailure 400 when the parameters differ, or when a switch refuses what has moved on
 */
export function replayed<O extends Order>(world: World, known: O, same: boolean): O {
  if (!same) throw invalidRequest('商户订单号重复且参数与上次不一致', '271316598')
  const { createReplayAfterCreated, packageOnReplay } = world.switches()
  if (known.state !== 'CREATED') {
    if (createReplayAfterCreated === 'INVALID_ORDER_STATE') throw stateError('订单状态已变化')
    return known
  }
  if (packageOnReplay === 'same') return known
  const packages: LaunchPackage[] = [...known.packages, newPackage(world.time.business())]
  return { ...known, packages }
}
