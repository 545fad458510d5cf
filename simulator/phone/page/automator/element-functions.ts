import { type TreeNode } from '../engine/types'

/** What the client calls on inputs, scroll views and the like. */
export function callFunction(node: TreeNode, name: string, args: readonly unknown[]): unknown {
  const host = node.getBackendElement()
  const run = FUNCTIONS[name]
  if (!host || !run) throw new Error(`element function "${name}" is not supported by the phone page`)
  return run(host, args, node)
}

type ElementFunction = (host: HTMLElement, args: readonly unknown[], node: TreeNode) => unknown

const write: ElementFunction = (host, [value]) => {
  const field = host.querySelector<HTMLInputElement | HTMLTextAreaElement>('input, textarea')
  if (!field) throw new Error('there is no field in it')
  if (field.disabled) throw new Error('the field is disabled')
  const text = String(value)
  field.focus()
  field.value = field.maxLength >= 0 ? text.slice(0, field.maxLength) : text
  field.dispatchEvent(new Event('input', { bubbles: true }))
  return undefined
}

const FUNCTIONS: Record<string, ElementFunction> = {
  'input.input': write,
  'textarea.input': write,
  'scroll-view.scrollTo': (host, [x, y]) => {
    host.scrollTo(Number(x), Number(y))
  },
  'scroll-view.scrollTop': (host) => host.scrollTop,
  'scroll-view.scrollLeft': (host) => host.scrollLeft,
  'scroll-view.scrollWidth': (host) => host.scrollWidth,
  'scroll-view.scrollHeight': (host) => host.scrollHeight,
  'swiper.swipeTo': (host, [index]) => {
    host.scrollTo({ left: Number(index) * host.clientWidth, behavior: 'instant' })
  },
  'switch.tap': (_host, _args, node) => {
    node.triggerEvent('tap', { x: 0, y: 0 }, { bubbles: true, composed: true })
  },
  'slider.slideTo': (host, [value]) => {
    const field = host.querySelector('input')
    if (!field) throw new Error('there is no field in it')
    field.value = String(value)
    field.dispatchEvent(new Event('change'))
  },
}
