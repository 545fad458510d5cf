import { type NativeTag, type TreeNode } from '../engine/types'
import { animate } from './animate'

/** ARIA as WeChat writes it, `aria-role` → `role`. */
const ARIA = [
  'role',
  'label',
  'hidden',
  'checked',
  'disabled',
  'selected',
  'expanded',
  'live',
  'modal',
  'haspopup',
  'labelledby',
  'describedby',
  'valuenow',
  'valuemin',
  'valuemax',
  'valuetext',
  'level',
  'required',
  'invalid',
  'busy',
  'atomic',
  'current',
  'controls',
  'placeholder',
] as const

const propertyOf = (name: string): string => `aria${name.charAt(0).toUpperCase()}${name.slice(1)}`

/** Properties that every native tag has. */
export const COMMON_PROPERTIES: NonNullable<NativeTag['properties']> = {
  hidden: Boolean,
  hoverClass: String,
  hoverStayTime: { type: Number, value: 400 },
  animation: null,
  ...Object.fromEntries(ARIA.map((name) => [propertyOf(name), null])),
}

/** The behaviour that goes with them. */
export function common(node: TreeNode, host: HTMLElement): (changed: ReadonlySet<string>) => void {
  hover(node, host)
  return (changed) => {
    if (changed.has('hidden')) setAttribute(host, 'hidden', node.data.hidden)
    if (changed.has('animation')) animate(host, node.data.animation)
    const spoken = host.querySelector<HTMLElement>(':scope > input, :scope > textarea') ?? host
    for (const name of ARIA)
      if (changed.has(propertyOf(name)) && text(node.data[propertyOf(name)]) !== '')
        spoken.setAttribute(name === 'role' ? 'role' : `aria-${name}`, String(node.data[propertyOf(name)]))
  }
}

/** Writes an attribute; false, null and '' remove it. */
export function setAttribute(host: Element, name: string, value: unknown): void {
  if (value === false || (value ?? '') === '') host.removeAttribute(name)
  else host.setAttribute(name, value === true ? '' : text(value))
}

/** A property as text; null is ''. */
export const text = (value: unknown): string => String((value ?? '') as string)

/** Gives an element a role and lets the keyboard tap it, so that the page works without a pointer. */
export function tappable(node: TreeNode, host: HTMLElement, role: string): void {
  host.setAttribute('role', role)
  host.tabIndex = 0
  host.addEventListener('keydown', (event) => {
    if (event.target !== host || (event.key !== 'Enter' && event.key !== ' ')) return
    event.preventDefault()
    node.triggerEvent('tap', { x: 0, y: 0 }, { bubbles: true, composed: true })
  })
}

/** Class names of the component that wrote this node in its template, as they stand in the document. */
export function scopedClass(node: TreeNode, names: unknown): string {
  const own = [...(node.getBackendElement()?.classList ?? [])].find((name) => name.includes('--'))
  const scope = own === undefined ? '' : own.slice(0, own.indexOf('--') + 2)
  return text(names)
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((name) => [name, `${scope}${name}`])
    .join(' ')
}

function hover(node: TreeNode, host: HTMLElement): void {
  const on = (): void => {
    const names = text(node.data.hoverClass)
    if (names !== '' && names !== 'none') host.classList.add(...scopedClass(node, names).split(' '))
  }
  const off = (): void => {
    const names = text(node.data.hoverClass)
    if (names === '' || names === 'none') return
    setTimeout(
      () => host.classList.remove(...scopedClass(node, names).split(' ')),
      Number(node.data.hoverStayTime),
    )
  }
  host.addEventListener('touchstart', on, { passive: true })
  host.addEventListener('touchend', off)
  host.addEventListener('touchcancel', off)
  host.addEventListener('mousedown', on)
  host.addEventListener('mouseup', off)
}
