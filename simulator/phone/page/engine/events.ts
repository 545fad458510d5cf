import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { pageOrigin } from './origin'
import { type TreeNode } from './types'

interface WrappableEvent {
  getOriginalEvent?(): Event | undefined
}
type Wrapped = Record<string, unknown>
type Caller = TreeNode | { _$: TreeNode }

/**
 * Gives handlers the event object of a phone: `target` and `currentTarget` are plain (id, dataset, offsets) instead
 * of live components, and touches count from the page's corner.
 */
export function flattenEvents(): void {
  const prototype = glassEasel.Event.prototype as unknown as {
    wrapShadowedEvent(this: WrappableEvent, target: Caller, mark: unknown, current: Caller): Wrapped
  }
  const wrap = prototype.wrapShadowedEvent
  prototype.wrapShadowedEvent = function (target, mark, current) {
    const event = wrap.call(this, target, mark, current)
    event.target = plain(target)
    event.currentTarget = plain(current)
    const original = this.getOriginalEvent?.()
    if (original) Object.assign(event, touchesOf(original))
    return event
  }
}

function plain(caller: Caller): Record<string, unknown> {
  const node = '_$' in caller ? caller._$ : caller
  const element = node.getBackendElement()
  return {
    id: node.id || '',
    dataset: node.dataset,
    offsetLeft: element?.offsetLeft ?? 0,
    offsetTop: element?.offsetTop ?? 0,
  }
}

function touchesOf(event: Event): Record<string, unknown> {
  if ('changedTouches' in event) {
    const touch = event as TouchEvent
    return {
      touches: Array.from(touch.touches, point),
      changedTouches: Array.from(touch.changedTouches, point),
    }
  }
  if (!('clientX' in event)) return {}
  const mouse = point(event as MouseEvent)
  return { touches: [mouse], changedTouches: [mouse] }
}

function point(source: Touch | MouseEvent): Record<string, number> {
  const { x, y } = pageOrigin()
  return {
    identifier: 'identifier' in source ? source.identifier : 0,
    clientX: source.clientX - x,
    clientY: source.clientY - y,
    pageX: source.pageX - x,
    pageY: source.pageY - y,
  }
}
