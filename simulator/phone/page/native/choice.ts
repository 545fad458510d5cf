import { type NativeTag, type TreeNode } from '../engine/types'
import { setAttribute, tappable } from './common'
import { ancestor, fieldOf } from './form'

const properties: NonNullable<NativeTag['properties']> = {
  value: String,
  checked: Boolean,
  disabled: Boolean,
  color: String,
  name: String,
}
/** A tap on a control bubbles to its label, which must not tap the control again. */
let tappedControl = false

const checked = new WeakMap<TreeNode, boolean>()
const isChecked = (node: TreeNode): boolean => checked.get(node) === true

type Kind = 'checkbox' | 'radio' | 'switch'

const choice = (kind: Kind): NativeTag => ({
  slot: kind !== 'switch',
  properties,
  setup(node, host) {
    tappable(node, host, kind)
    fieldOf(
      node,
      () => isChecked(node),
      () => check(node, false),
    )
    node.addListener('tap', () => {
      tappedControl = true
      if (node.data.disabled !== true) toggle(node, kind)
    })
    return (changed) => {
      if (changed.has('checked')) check(node, node.data.checked === true)
      setAttribute(host, 'disabled', node.data.disabled)
      if (typeof node.data.color === 'string') host.style.setProperty('--choice-color', node.data.color)
    }
  },
})

export const checkbox = choice('checkbox')
export const radio = choice('radio')
export const switchTag = choice('switch')

function check(node: TreeNode, value: boolean): void {
  checked.set(node, value)
  const host = node.getBackendElement()
  if (!host) return
  setAttribute(host, 'checked', value)
  host.setAttribute('aria-checked', String(value))
}

function toggle(node: TreeNode, kind: Kind): void {
  if (kind === 'radio' && isChecked(node)) return
  check(node, !isChecked(node))
  if (kind === 'switch') {
    node.triggerEvent('change', { value: isChecked(node) })
    return
  }
  const group = ancestor(node, `wx/${kind}-group`)
  if (!group) return
  const members = all(group, `wx/${kind}`)
  if (kind === 'radio') for (const other of members) if (other !== node) check(other, false)
  group.triggerEvent('change', { value: groupValue(group, kind) })
}

function groupValue(group: TreeNode, kind: Kind): unknown {
  const picked = all(group, `wx/${kind}`).filter(isChecked)
  return kind === 'radio' ? (picked[0]?.data.value ?? '') : picked.map(({ data }) => data.value)
}

const group = (kind: 'checkbox' | 'radio'): NativeTag => ({
  slot: true,
  properties: { name: String },
  setup(node, host) {
    if (kind === 'radio') host.setAttribute('role', 'radiogroup')
    fieldOf(
      node,
      () => groupValue(node, kind),
      () => {
        for (const member of all(node, `wx/${kind}`)) check(member, false)
      },
    )
    return undefined
  },
})

export const checkboxGroup = group('checkbox')
export const radioGroup = group('radio')

export const label: NativeTag = {
  slot: true,
  properties: { for: String },
  setup(node) {
    node.addListener('tap', () => {
      if (tappedControl) {
        tappedControl = false
        return
      }
      const control = all(
        node,
        'wx/checkbox',
        'wx/radio',
        'wx/switch',
        'wx/input',
        'wx/textarea',
        'wx/button',
      )[0]
      const field = control
        ?.getBackendElement()
        ?.querySelector<HTMLElement>(':scope > input, :scope > textarea')
      if (field) field.focus()
      else control?.triggerEvent('tap', { x: 0, y: 0 })
      tappedControl = false
    })
    return undefined
  },
}

const all = (node: TreeNode, ...kinds: string[]): TreeNode[] =>
  (node.childNodes ?? []).flatMap((child) => [
    ...(child.is !== undefined && kinds.includes(child.is) ? [child] : []),
    ...all(child, ...kinds),
  ])
