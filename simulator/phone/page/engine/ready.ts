import { type TreeNode } from './types'

/** glass-easel leaves `ready` to its host: once per component, after the task that attached it, children first. */
export class ReadyQueue {
  private waiting: TreeNode[] = []

  add(node: TreeNode): void {
    if (this.waiting.length === 0) setTimeout(() => this.flush(), 0)
    this.waiting.push(node)
  }

  private flush(): void {
    const nodes = this.waiting
    this.waiting = []
    const depths = new Map(nodes.map((node) => [node, depth(node)]))
    nodes.sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0))
    for (const node of nodes) node.triggerLifetime('ready', [])
  }
}

function depth(node: TreeNode): number {
  let count = 0
  for (let at: TreeNode | null = node; at; at = at.parentNode ?? at.ownerShadowRoot?.getHostNode() ?? null)
    count++
  return count
}
