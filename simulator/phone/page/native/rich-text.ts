import { type NativeTag } from '../engine/types'

interface RichNode {
  type?: 'node' | 'text'
  name?: string
  text?: string
  attrs?: Record<string, string>
  children?: RichNode[]
}

const ATTRIBUTES = /^(class|style|src|alt|width|height|colspan|rowspan|start|type|dir)$/
const REFUSED = /^(script|iframe|object|embed|link|style|form|input|button|a)$/

/** Only what can neither run nor navigate is drawn. */
export const richText: NativeTag = {
  slot: false,
  properties: { nodes: null, space: String },
  setup(node, host) {
    return () => {
      const { nodes } = node.data
      host.replaceChildren(
        ...(typeof nodes === 'string' ? fromHtml(nodes) : ((nodes as RichNode[] | null) ?? [])).map(draw),
      )
    }
  },
}

function draw(node: RichNode): Node {
  if (node.type === 'text' || node.text !== undefined) return document.createTextNode(node.text ?? '')
  const name = node.name ?? 'div'
  const element = document.createElement(REFUSED.test(name) ? 'span' : name)
  for (const [key, value] of Object.entries(node.attrs ?? {}))
    if (ATTRIBUTES.test(key)) element.setAttribute(key, String(value))
  element.append(...(node.children ?? []).map(draw))
  return element
}

const fromHtml = (html: string): RichNode[] =>
  [...new DOMParser().parseFromString(html, 'text/html').body.childNodes].flatMap(toRich)

function toRich(node: ChildNode): RichNode[] {
  if (node instanceof Text) return [{ type: 'text', text: node.data }]
  if (!(node instanceof Element)) return []
  const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]))
  return [{ name: node.localName, attrs, children: [...node.childNodes].flatMap(toRich) }]
}
