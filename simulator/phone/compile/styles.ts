import postcss, { type AtRule, CssSyntaxError, type Plugin, type Rule } from 'postcss'
import { type Style } from '../compiled'
import { clean } from './files'
import { iconFont } from './icon-font'
import { type Problem } from './problem'
import { type Project } from './project'
import { rewriteSelector, type SelectorScope } from './selectors'
import { type SourceUnit } from './units'

/** Compiles app.wxss and every unit's WXSS to CSS that can live in one document. */
export function compileStyles(project: Project, units: readonly SourceUnit[], problems: Problem[]): Style[] {
  const { files } = project
  const styles: Style[] = []
  const add = (path: string, scope: string | null, selector: SelectorScope): void => {
    const file = `${path}.wxss`
    if (!files.has(file)) {
      if (scope !== null) styles.push({ path, scope, css: '' })
      return
    }
    const source = inlineImports(project, file, problems)
    try {
      const { css } = postcss([wxss(selector)]).process(source, { from: file })
      styles.push({ path, scope, css: iconFont(css) })
    } catch (error) {
      if (!(error instanceof CssSyntaxError)) throw error
      problems.push({ file, ...(error.line && { line: error.line }), message: error.reason })
    }
  }
  add('app', null, {})
  for (const { path, scope } of units) add(path, scope, scope === null ? { page: path } : { prefix: scope })
  return styles
}

const IMPORT = /@import\s+(?:url\()?\s*["']([^"']+)["']\s*\)?\s*;?/g

function inlineImports(
  { files }: Project,
  file: string,
  problems: Problem[],
  seen = new Set<string>(),
): string {
  if (seen.has(file)) return ''
  seen.add(file)
  return files.read(file).replace(IMPORT, (_, specifier: string) => {
    const path = files.join(file, specifier).replace(/\.wxss$/, '')
    const found = files.has(`${path}.wxss`)
      ? `${clean(path)}.wxss`
      : files.npm(file, specifier, ['', '.wxss'])
    if (found !== undefined) return inlineImports({ files } as Project, found, problems, seen)
    problems.push({ file, message: `imports "${specifier}", which does not exist` })
    return ''
  })
}

const DARK = /^\s*\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)\s*$/

/**
 * rpx become a share of the phone's width; tags become the names that native tags have in the page; a query for the
 * colour scheme becomes a selector, so that the page can switch the theme by itself.
 */
function wxss(scope: SelectorScope): Plugin {
  const done = new WeakSet<Rule>()
  return {
    postcssPlugin: 'wxss',
    Rule(rule) {
      if (done.has(rule) || /keyframes$/.test(atRuleAbove(rule)?.name ?? '')) return
      done.add(rule)
      const query = DARK.exec(atRuleAbove(rule)?.params ?? '')
      rule.selector = rewriteSelector(rule.selector, query?.[1] ? { ...scope, theme: query[1] } : scope)
    },
    AtRuleExit: {
      media(atRule) {
        if (DARK.test(atRule.params)) atRule.replaceWith(atRule.nodes ?? [])
      },
    },
    Declaration(declaration) {
      declaration.value = phoneUnits(declaration.value)
    },
  }
}

/** rpx, vh and the safe area are the phone's, whose window is not the browser's. */
export const phoneUnits = (value: string): string =>
  value
    .replace(/(-?[\d.]+)rpx\b/g, 'calc(var(--rpx) * $1)')
    .replace(/(-?[\d.]+)vh\b/g, 'calc(var(--vh) * $1)')
    .replace(/\b(?:env|constant)\(\s*(safe-area-inset-(?:top|bottom|left|right))/g, 'var(--$1')

const atRuleAbove = (rule: Rule): AtRule | undefined =>
  rule.parent?.type === 'atrule' ? (rule.parent as AtRule) : undefined
