import { type TreeNode } from '../engine/types'
import { type Elements } from './elements'
import { list, type Method, type Methods, type Params, text } from './methods'

const BUBBLING = /^(tap|longpress|longtap|touch)/

/** Events that are sent to an element without a finger, and where a finger has to go for a real tap. */
export function touchMethods(elements: Elements): Methods {
  const fire = (node: TreeNode, type: string, detail: unknown, fields: Params, bubbles: boolean): void => {
    node.triggerEvent(type, detail, { bubbles, composed: bubbles, extraFields: fields })
  }
  const touch =
    (type: string): Method =>
    ({ elementId, touches, changedTouches, changeTouches }) => {
      // the client misspells it
      const changed = list(changedTouches ?? changeTouches)
      fire(elements.get(elementId), type, {}, { touches: list(touches), changedTouches: changed }, true)
      if (type === 'touchstart') began = { elementId, at: Date.now() }
      if (
        type === 'touchend' &&
        began &&
        began.elementId === elementId &&
        Date.now() - began.at >= LONG_PRESS
      )
        fire(elements.get(elementId), 'longpress', {}, {}, true)
    }
  let began: { elementId: unknown; at: number } | undefined
  return {
    'Element.touchstart': touch('touchstart'),
    'Element.touchmove': touch('touchmove'),
    'Element.touchend': touch('touchend'),
    'Element.triggerEvent'({ elementId, type, detail }) {
      fire(elements.get(elementId), text(type), detail ?? {}, {}, BUBBLING.test(text(type)))
    },
    'Element.dispatchEvent'({ elementId, eventName, detail, touches, changedTouches }) {
      const fields = { touches: list(touches), changedTouches: list(changedTouches) }
      fire(elements.get(elementId), text(eventName), detail ?? {}, fields, true)
    },
    'Phone.tapPoint': ({ elementId }) => tapPoint(elements.dom(elementId)),
  }
}

/** How long the client holds for a long press, less the time its messages take. */
const LONG_PRESS = 340

/**
 * The centre of an element after scrolling it into view.
 * @throws Error when something else lies there: a person could not tap it either
 */
function tapPoint(element: HTMLElement): { x: number; y: number } {
  element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' })
  const rect = Element.prototype.getBoundingClientRect.call(element)
  if (rect.width === 0 || rect.height === 0) throw new Error('the element has no size, so nobody can tap it')
  const x = rect.left + rect.width / 2
  const y = rect.top + rect.height / 2
  if (getComputedStyle(element).visibility !== 'visible') throw new Error('the element is invisible')
  const hit = document.elementFromPoint(x, y)
  if (!hit) throw new Error('the element is outside of the screen')
  if (!element.contains(hit) && !hit.contains(element))
    throw new Error(`the element is covered by ${describe(hit)}`)
  return { x, y }
}

function describe(element: Element): string {
  const names = [...element.classList].map((name) => `.${name.replace(/^s\w+--/, '')}`).join('')
  return `<${element.localName.replace(/^wx-/, '')}>${names === '' ? '' : ` ${names}`}`
}
