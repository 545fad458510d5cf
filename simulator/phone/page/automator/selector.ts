import { type TreeNode } from '../engine/types'

interface Compound {
  tag?: string
  id?: string
  classes: string[]
  /** How it relates to the compound before it. */
  combinator: ' ' | '>'
}

const PART = /^(?:[a-zA-Z][\w-]*|\*|#[\w-]+|\.[\w-]+)+$/
const PIECE = /[a-zA-Z][\w-]*|\*|#[\w-]+|\.[\w-]+/g

/**
 * What WeChat DevTools' automator finds: tag, #id, .class, descendant, child, list. Everything else is refused, so that
 * a test which passes here is valid there.
 * @throws Error naming the part that is refused
 */
export function parseSelector(selector: string): Compound[][] {
  return selector.split(',').map((one) => {
    const compounds: Compound[] = []
    let combinator: Compound['combinator'] = ' '
    for (const part of one
      .trim()
      .replace(/\s*>\s*/g, ' > ')
      .split(/\s+/)) {
      if (part === '>') {
        combinator = '>'
        continue
      }
      if (!PART.test(part))
        throw new Error(`selector "${part}" is not supported: use tag, #id, .class, descendant and child`)
      const compound: Compound = { classes: [], combinator }
      for (const piece of part.match(PIECE) ?? []) {
        if (piece.startsWith('#')) compound.id = piece.slice(1)
        else if (piece.startsWith('.')) compound.classes.push(piece.slice(1))
        else if (piece !== '*') compound.tag = piece
      }
      compounds.push(compound)
      combinator = ' '
    }
    return compounds
  })
}

/** Elements below `scope` in the same template, in document order. */
export function find(scope: TreeNode, selector: string): TreeNode[] {
  const alternatives = parseSelector(selector)
  const found: TreeNode[] = []
  const walk = (node: TreeNode, ancestors: TreeNode[]): void => {
    for (const child of node.childNodes ?? []) {
      if (child.childNodes === undefined) continue
      const drawn = isElement(child)
      if (drawn && alternatives.some((compounds) => matches(child, ancestors, compounds))) found.push(child)
      walk(child, drawn ? [...ancestors, child] : ancestors)
    }
  }
  walk(scope, [])
  return found
}

/** Blocks and slots have no element of their own. */
export const isElement = (node: TreeNode): boolean =>
  typeof node.tagName === 'string' && node.getBackendElement() !== null

function matches(node: TreeNode, ancestors: readonly TreeNode[], compounds: readonly Compound[]): boolean {
  const last = compounds[compounds.length - 1]
  if (!last || !fits(node, last)) return false
  const rest = compounds.slice(0, -1)
  if (rest.length === 0) return true
  const from = ancestors.length - 1
  if (last.combinator === '>') {
    const parent = ancestors[from]
    return parent !== undefined && matches(parent, ancestors.slice(0, from), rest)
  }
  return ancestors.some((ancestor, index) => matches(ancestor, ancestors.slice(0, index), rest))
}

const fits = (node: TreeNode, { tag, id, classes }: Compound): boolean =>
  (tag === undefined || node.tagName === tag) &&
  (id === undefined || node.id === id) &&
  classes.every((name) => classesOf(node).includes(name))

export const classesOf = (node: TreeNode): string[] => String(node.class).split(/\s+/)
