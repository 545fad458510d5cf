import { type TreeNode } from '../engine/types'

export interface ElementRef {
  elementId: string
  tagName: string
  /** Only on custom components: the client makes a CustomElement of it. */
  nodeId?: string
}

/** The elements that a client was told about. */
export class Elements {
  private readonly nodes = new Map<string, TreeNode>()
  private readonly ids = new WeakMap<TreeNode, string>()

  ref(node: TreeNode): ElementRef {
    let id = this.ids.get(node)
    if (id === undefined) {
      id = `e${this.nodes.size + 1}`
      this.ids.set(node, id)
      this.nodes.set(id, node)
    }
    const tagName = node.tagName ?? ''
    return isCustom(node) ? { elementId: id, tagName, nodeId: id } : { elementId: id, tagName }
  }

  /** @throws Error when the client never got it, or it left the page since */
  get(elementId: unknown): TreeNode {
    const node = this.nodes.get(String(elementId))
    if (!node) throw new Error('element not found')
    if (node.getBackendElement()?.isConnected !== true)
      throw new Error('element is detached: look it up again')
    return node
  }

  dom(elementId: unknown): HTMLElement {
    const element = this.get(elementId).getBackendElement()
    if (!element) throw new Error('element not found')
    return element
  }
}

/** A component of the mini-program, not a native tag. */
export const isCustom = (node: TreeNode): boolean =>
  typeof node.is === 'string' &&
  node.is !== '' &&
  !node.is.startsWith('wx/') &&
  typeof node.getShadowRoot === 'function' &&
  node.getShadowRoot() !== null

/** Where its children are looked up: inside a component, or below a native tag. */
export const scopeOf = (node: TreeNode): TreeNode => (isCustom(node) ? (node.getShadowRoot() ?? node) : node)
