import { type TreeNode } from './engine/types'

/** Where the server offers the mini-program's own files. */
const ASSETS = '/assets/'

/** The address of a picture that a template names: absolute, from the root, or relative to its page or component. */
export function assetUrl(node: TreeNode, src: string): string {
  if (/^(https?:|data:|blob:)/.test(src)) return src
  if (src.startsWith('/')) return ASSETS + src.slice(1)
  const owner = node.ownerShadowRoot?.getHostNode().is ?? ''
  return new URL(src, `${location.origin}${ASSETS}${owner}`).pathname
}
