import { TmplGroup } from 'glass-easel-template-compiler'
import { clean, isNpm } from './files'
import { NATIVE_TAGS, SYNTAX_TAGS } from './native-tags'
import { lineAt, type Problem } from './problem'
import { type Project } from './project'
import { type SourceUnit } from './units'
import { toJavaScript, wxsRequires } from './wxs'

interface Warning {
  isError: boolean
  level: string
  message: string
  startLine: number
}

const KNOWN = new Set([...NATIVE_TAGS, ...SYNTAX_TAGS])

/**
 * Compiles WXML and WXS. Every warning about the mini-program's own templates is a problem; about a package's
 * templates only errors are.
 * @returns JavaScript source of an object: template path → function
 */
export function compileTemplates(
  { files }: Project,
  units: readonly SourceUnit[],
  problems: Problem[],
): string {
  const group = new TmplGroup()
  const added = new Map<string, string[]>()
  const scripts = new Set<string>()

  const addScript = (path: string, from: string): void => {
    if (scripts.has(path)) return
    scripts.add(path)
    const file = files.first(path, ['', '.wxs'])
    if (file === undefined) {
      problems.push({ file: from, message: `there is no script "${path}"` })
      return
    }
    const source = files.read(file)
    group.addScript(path, toJavaScript(source))
    for (const specifier of wxsRequires(source)) addScript(files.join(path, specifier), file)
  }

  /** @returns this template and all that it imports or includes */
  const addTemplate = (path: string, from: string): string[] => {
    const known = added.get(path)
    if (known) return known
    const all = [path]
    added.set(path, all)
    const file = `${path}.wxml`
    if (!files.has(file)) {
      problems.push({ file: from, message: `there is no template "${file}"` })
      return all
    }
    for (const { isError, level, message, startLine } of group.addTmpl(path, files.read(file)) as Warning[])
      if (isError || level === 'Fatal' || !isNpm(path)) problems.push({ file, line: startLine + 1, message })
    for (const name of group.getInlineScriptModuleNames(path) as string[])
      group.setInlineScript(path, name, toJavaScript(group.getInlineScript(path, name)))
    for (const script of group.getScriptDependencies(path) as string[]) addScript(clean(script), file)
    for (const next of group.getDirectDependencies(path) as string[])
      all.push(...addTemplate(clean(next).replace(/\.wxml$/, ''), file))
    return all
  }

  for (const unit of units) {
    const tags = new Set([...Object.keys(unit.using), ...unit.generics])
    for (const path of addTemplate(unit.path, `${unit.path}.json`)) {
      if (!files.has(`${path}.wxml`)) continue
      for (const { tag, line } of tagsOf(files.read(`${path}.wxml`)))
        if (!KNOWN.has(tag) && !tags.has(tag))
          problems.push({
            file: `${path}.wxml`,
            line,
            message: `unknown tag <${tag}> (used by ${unit.path})`,
          })
    }
  }
  return group.getTmplGenObjectGroups()
}

/** The two insides that native tags have: one slot, or nothing. */
export function compileNativeTemplates(): string {
  const group = new TmplGroup()
  group.addTmpl('slot', '<slot/>')
  group.addTmpl('empty', '')
  return group.getTmplGenObjectGroups()
}

const TOKEN =
  /<!--[\s\S]*?-->|<wxs\b[\s\S]*?(?:<\/wxs>|\/>)|\{\{[\s\S]*?\}\}|<([A-Za-z][\w-]*)((?:"[^"]*"|'[^']*'|[^"'>])*)>/g

/** The start tags of a template. */
function* tagsOf(source: string): Generator<{ tag: string; line: number }> {
  for (const match of source.matchAll(TOKEN))
    if (match[1] !== undefined) yield { tag: match[1], line: lineAt(source, match.index) }
}
