import { readFileSync } from 'node:fs'
import ts from 'typescript'

/** One test of a file, by the name that stands in the source. */
export interface Found {
  name: string
  /** Whether it never runs, by itself or by what it stands in. */
  skipped: boolean
}

/** `it`, `test` or `describe`, and what is behind the dots, of a call like `describe.skip.each(rows)('name', …)`. */
function chainOf(callee: ts.Expression): { root: string; dots: string[] } | undefined {
  const dots: string[] = []
  let at = callee
  for (;;) {
    if (ts.isCallExpression(at)) at = at.expression
    else if (ts.isTaggedTemplateExpression(at)) at = at.tag
    else if (ts.isPropertyAccessExpression(at)) {
      dots.push(at.name.text)
      at = at.expression
    } else break
  }
  return ts.isIdentifier(at) ? { root: at.text, dots } : undefined
}

const isText = (node: ts.Node | undefined): node is ts.StringLiteralLike =>
  node !== undefined && ts.isStringLiteralLike(node)

/** The tests in a source, and whether they run. */
export function testsIn(source: string): Found[] {
  const found: Found[] = []
  const visit = (node: ts.Node, skipping: boolean): void => {
    let inside = skipping
    if (ts.isCallExpression(node)) {
      const [name] = node.arguments
      const { root = '', dots = [] } = chainOf(node.expression) ?? {}
      const skips = /^x(it|test|describe)$/.test(root) || dots.includes('skip') || dots.includes('todo')
      const kind = root.replace(/^x/, '')
      if (['it', 'test', 'describe'].includes(kind) && isText(name)) {
        if (kind !== 'describe') found.push({ name: name.text, skipped: skipping || skips })
        inside = skipping || skips
      }
    }
    node.forEachChild((child) => {
      visit(child, inside)
    })
  }
  visit(ts.createSourceFile('x.ts', source, ts.ScriptTarget.ES2022, true), false)
  return found
}

/** The tests of a file below test/. @throws Error when there is no such file */
export const testsOf = (file: string): Found[] => testsIn(readFileSync(`test/${file}`, 'utf8'))
