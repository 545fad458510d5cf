import { type OpenPage } from '../runtime/open-page'
import { type Phone } from '../runtime/phone'
import { type TreeNode } from '../engine/types'
import { type Elements } from './elements'
import { at, sendable } from './json'
import { list, type Methods, text } from './methods'
import { find } from './selector'

/** `Page.*`: elements, data and methods of a page on the stack. */
export function pageMethods({ pages }: Phone, elements: Elements): Methods {
  const page = (id: unknown): OpenPage => {
    const found = pages.stack.find((one) => one.id === id)
    if (!found) throw new Error(`page ${String(id)} is not on the page stack`)
    return found
  }
  const tree = (id: unknown): TreeNode => {
    const root = page(id).tree.node.getShadowRoot()
    if (!root) throw new Error('the page has no template')
    return root
  }
  return {
    'Page.getElement'({ pageId, selector }) {
      const [first] = find(tree(pageId), text(selector))
      if (!first) throw new Error(`no such element: ${text(selector)}`)
      return elements.ref(first)
    },
    'Page.getElements': ({ pageId, selector }) => ({
      elements: find(tree(pageId), text(selector)).map((node) => elements.ref(node)),
    }),
    'Page.getData': ({ pageId, path }) => ({ data: sendable(at(page(pageId).tree.instance.data, path)) }),
    'Page.setData'({ pageId, data }) {
      page(pageId).tree.instance.setData(data as Record<string, unknown>)
    },
    async 'Page.callMethod'({ pageId, method, args }) {
      const { instance } = page(pageId).tree
      const run = instance[text(method)]
      if (typeof run !== 'function') throw new Error(`page.${text(method)} not exists`)
      return { result: sendable(await run.apply(instance, list(args))) }
    },
    'Page.getWindowProperties': ({ pageId, names }) => ({
      properties: list(names).map((name) => windowProperty(page(pageId).view, text(name))),
    }),
  }
}

function windowProperty(view: HTMLElement, name: string): unknown {
  const property = name.replace(/^document\.(documentElement|body)\./, '').replace(/^inner/, 'client')
  if (!/^(scroll|client)(Width|Height|Top|Left)$/.test(property))
    throw new Error(`window property "${name}" is not supported by the phone page`)
  return view[property as 'scrollWidth']
}
