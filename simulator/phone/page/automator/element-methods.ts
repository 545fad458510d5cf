import { pageOrigin } from '../engine/origin'
import { type Instance } from '../engine/types'
import { valueOf } from '../native/form'
import { type Elements, isCustom, scopeOf } from './elements'
import { callFunction } from './element-functions'
import { at, sendable } from './json'
import { list, type Methods, text } from './methods'
import { find } from './selector'
import { wxmlOf } from './wxml'

/** `Element.*` without touching: look-up, reading, and what custom components offer. */
export function elementMethods(elements: Elements): Methods {
  const component = (id: unknown): Instance => {
    const node = elements.get(id)
    if (!isCustom(node)) throw new Error(`<${node.tagName ?? ''}> is no custom component`)
    return node.getMethodCaller()
  }
  return {
    'Element.getElement'({ elementId, selector }) {
      const [first] = find(scopeOf(elements.get(elementId)), text(selector))
      if (!first) throw new Error(`no such element: ${text(selector)}`)
      return elements.ref(first)
    },
    'Element.getElements': ({ elementId, selector }) => ({
      elements: find(scopeOf(elements.get(elementId)), text(selector)).map((node) => elements.ref(node)),
    }),
    'Element.getDOMProperties'({ elementId, names }) {
      const element = elements.dom(elementId)
      return { properties: list(names).map((name) => sendable(element[text(name) as 'innerText'])) }
    },
    'Element.getProperties'({ elementId, names }) {
      const node = elements.get(elementId)
      const { data } = node
      return {
        properties: list(names).map((name) => {
          if (name === '__propPublic') return Object.fromEntries(Object.keys(data).map((key) => [key, true]))
          if (name === 'value' && !isCustom(node)) return sendable(valueOf(node) ?? data.value)
          return sendable(data[text(name)])
        }),
      }
    },
    'Element.getAttributes'({ elementId, names }) {
      const node = elements.get(elementId)
      return {
        attributes: list(names).map((name) => {
          if (name === 'class') return node.class
          if (name === 'id') return node.id
          const key = text(name).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
          const value = key.startsWith('data')
            ? node.dataset[key.charAt(4).toLowerCase() + key.slice(5)]
            : node.data[key]
          return String((value ?? '') as string)
        }),
      }
    },
    'Element.getStyles'({ elementId, names }) {
      const style = getComputedStyle(elements.dom(elementId))
      return {
        styles: list(names).map((name) =>
          style.getPropertyValue(text(name).replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)),
        ),
      }
    },
    'Element.getOffset'({ elementId }) {
      const element = elements.dom(elementId)
      const rect = Element.prototype.getBoundingClientRect.call(element)
      const view = element.closest('.phone-view')
      const { x, y } = pageOrigin()
      return { left: rect.left - x + (view?.scrollLeft ?? 0), top: rect.top - y + (view?.scrollTop ?? 0) }
    },
    'Element.getWXML'({ elementId, type }) {
      const node = elements.get(elementId)
      return { wxml: type === 'outer' ? wxmlOf(node) : (scopeOf(node).childNodes ?? []).map(wxmlOf).join('') }
    },
    'Element.callFunction': ({ elementId, functionName, args }) => ({
      result: callFunction(elements.get(elementId), text(functionName), list(args)),
    }),
    'Element.getData': ({ elementId, path }) => ({ data: sendable(at(component(elementId).data, path)) }),
    'Element.setData'({ elementId, data }) {
      component(elementId).setData(data as Record<string, unknown>)
    },
    async 'Element.callMethod'({ elementId, method, args }) {
      const instance = component(elementId)
      const run = instance[text(method)]
      if (typeof run !== 'function') throw new Error(`component method ${text(method)} not exists`)
      return { result: sendable(await run.apply(instance, list(args))) }
    },
  }
}
