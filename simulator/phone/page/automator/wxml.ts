import { type TreeNode } from '../engine/types'
import { isElement } from './selector'

/** The template as it stands now: tags, ids, classes and text. */
export function wxmlOf(node: TreeNode): string {
  if (node.childNodes === undefined) return node.textContent ?? ''
  const inner = node.childNodes.map(wxmlOf).join('')
  if (!isElement(node)) return inner
  const id = node.id === '' ? '' : ` id="${node.id}"`
  const names = node.class === '' ? '' : ` class="${node.class}"`
  return `<${node.tagName ?? ''}${id}${names}>${inner}</${node.tagName ?? ''}>`
}
