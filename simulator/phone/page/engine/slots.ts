import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { type TreeNode } from './types'

interface InsertingNode extends TreeNode {
  getComponentOptions?(): { multipleSlots: boolean }
  insertChildAt(child: TreeNode, index: number): void
  appendChild(child: TreeNode): void
}

/**
 * glass-easel 0.12.1 inserts the contents of a component in one go and learns only afterwards which slot each belongs
 * to: with two slots side by side, contents in another order than the slots end up in the wrong order. One by one they
 * are right.
 */
export function insertIntoSlotsOneByOne(): void {
  const prototype = glassEasel.Element.prototype as unknown as {
    insertChildren(this: InsertingNode, children: TreeNode[], index: number): void
  }
  const insertChildren = prototype.insertChildren
  prototype.insertChildren = function (children, index) {
    if (this.getComponentOptions?.().multipleSlots !== true || children.length < 2) {
      insertChildren.call(this, children, index)
      return
    }
    children.forEach((child, offset) => {
      if (index < 0) this.appendChild(child)
      else this.insertChildAt(child, index + offset)
    })
  }
}
