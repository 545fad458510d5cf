import { type NativeTag, type TreeNode } from '../engine/types'

const values = new WeakMap<TreeNode, () => unknown>()
const resets = new WeakMap<TreeNode, () => void>()

/** A field tells its form how to read and how to clear it. */
export function fieldOf(node: TreeNode, read: () => unknown, reset: () => void): void {
  values.set(node, read)
  resets.set(node, reset)
}

/** What a native field holds now, for forms and for the automator. */
export const valueOf = (node: TreeNode): unknown => values.get(node)?.()

export const form: NativeTag = { slot: true, properties: { reportSubmit: Boolean } }

/** The nearest ancestor of a kind in the same template. */
export function ancestor(node: TreeNode, is: string): TreeNode | undefined {
  for (let at = node.parentNode; at; at = at.parentNode) if (at.is === is) return at
  return undefined
}

/** The form around a node. A button inside a component counts for the form around the component, as on the phone. */
export function formOf(node: TreeNode): TreeNode | undefined {
  for (let at: TreeNode | undefined = node; at; at = at.ownerShadowRoot?.getHostNode()) {
    const found = ancestor(at, 'wx/form')
    if (found) return found
  }
  return undefined
}

export function submitForm(node: TreeNode): void {
  const value = Object.fromEntries(
    fieldsIn(node).map((field) => [String(field.data.name), valueOf(field) ?? field.data.value]),
  )
  node.triggerEvent('submit', { value })
}

export function resetForm(node: TreeNode): void {
  for (const field of fieldsIn(node)) resets.get(field)?.()
  node.triggerEvent('reset', {})
}

const fieldsIn = (node: TreeNode): TreeNode[] =>
  (node.childNodes ?? []).flatMap((child) => [
    ...(typeof child.data?.name === 'string' && child.data.name !== '' ? [child] : []),
    ...fieldsIn(child),
  ])
