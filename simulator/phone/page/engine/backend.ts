import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { pageOrigin } from './origin'
import { flattenEvents } from './events'

/** Real DOM events that components may listen to; every other name comes from triggerEvent, `tap` is synthesised. */
const DOM_EVENTS = new Set([
  'touchstart',
  'touchmove',
  'touchend',
  'touchcancel',
  'transitionend',
  'animationstart',
  'animationiteration',
  'animationend',
])

interface Backend {
  document: unknown
  setListenerStats(element: unknown, type: string, capture: boolean, level: unknown): void
  appendStyleSheetPath(path: string, scope?: number): number
  onEvent(listener: (target: object, type: string, detail: unknown, options: object) => number): void
}

interface EventClass {
  new (type: string, detail: unknown, options: object): { defaultPrevented(): boolean }
  dispatchEvent(target: object, event: unknown): void
}

/**
 * The DOM backend: native tags become `wx-*` elements, so that the browser's own styles and behaviour of <button> or
 * <input> stay out; each style sheet is added once; coordinates count from the page's top left corner.
 */
export function createBackend(native: ReadonlySet<string>): unknown {
  const backend = new glassEasel.CurrentWindowBackendContext() as unknown as Backend
  const Event = glassEasel.Event as unknown as EventClass
  backend.document = {
    createElement: (tag: string) => element(native.has(tag) ? `wx-${tag}` : tag),
    createTextNode: (text: string) => document.createTextNode(text),
    createDocumentFragment: () => document.createDocumentFragment(),
  }
  const listen = backend.setListenerStats.bind(backend)
  backend.setListenerStats = (target, type, capture, level) => {
    if (DOM_EVENTS.has(type)) listen(target, type, capture, level)
  }
  const append = backend.appendStyleSheetPath.bind(backend)
  const appended = new Map<string, number>()
  backend.appendStyleSheetPath = (path, scope) => {
    const id = appended.get(path) ?? append(path, scope)
    appended.set(path, id)
    return id
  }
  backend.onEvent((target, type, detail, options) => {
    const event = new Event(type, detail, options)
    Event.dispatchEvent(target, event)
    return event.defaultPrevented() ? 1 : 0
  })
  flattenEvents()
  return backend
}

function element(tag: string): HTMLElement {
  const made = document.createElement(tag)
  made.getBoundingClientRect = relativeRect
  return made
}

function relativeRect(this: HTMLElement): DOMRect {
  const rect = Element.prototype.getBoundingClientRect.call(this)
  const { x, y } = pageOrigin()
  return new DOMRect(rect.x - x, rect.y - y, rect.width, rect.height)
}
