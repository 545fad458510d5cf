import { type Unit } from '../compiled'
import { clean, isNpm } from './files'
import { CompileError, type Problem } from './problem'
import { type Project, readJson } from './project'

type UnitJson = Unit['config'] & {
  usingComponents?: Record<string, string>
  componentGenerics?: Record<string, unknown>
}

/** A unit, and what only the compile step needs of it. */
export interface SourceUnit extends Unit {
  /** Tags that a caller fills in (`componentGenerics`). */
  generics: string[]
}

/** Walks from the pages through every `usingComponents`; dependencies come first, missing files are problems. */
export function collectUnits(project: Project, problems: Problem[]): SourceUnit[] {
  const { files, app } = project
  const seen = new Set<string>()
  const units: SourceUnit[] = []

  const locate = (from: string, specifier: string): string | undefined => {
    const path = files.join(from, specifier)
    if (files.has(`${path}.json`)) return path
    if (files.has(`${path}/index.json`)) return `${path}/index`
    return files.npm(from, specifier, ['.json', '/index.json'])?.replace(/\.json$/, '')
  }

  const resolveAll = (file: string, components: Record<string, string> = {}): Record<string, string> => {
    const found: Record<string, string> = {}
    for (const [tag, specifier] of Object.entries(components)) {
      const path = locate(file, specifier)
      if (path === undefined)
        problems.push({ file, message: `usingComponents "${tag}": there is no component "${specifier}"` })
      else found[tag] = path
    }
    return found
  }
  const shared = resolveAll('app.json', app.usingComponents)

  const add = (path: string, page: boolean): void => {
    if (seen.has(path)) return
    seen.add(path)
    const json = configOf(path, page)
    const script = files.first(path, ['.ts', '.js'])
    if (script === undefined) problems.push({ file: `${path}.ts`, message: 'is missing' })
    if (!files.has(`${path}.wxml`)) problems.push({ file: `${path}.wxml`, message: 'is missing' })
    if (json === undefined || script === undefined) return
    const { usingComponents, componentGenerics, ...config } = json
    const using = { ...shared, ...resolveAll(`${path}.json`, usingComponents) }
    for (const component of Object.values(using)) add(component, false)
    units.push({
      path,
      page,
      config,
      using: Object.fromEntries(Object.entries(using).map(([tag, target]) => [tag, `/${target}`])),
      script,
      scope: page && config.component !== true ? null : `s${units.length.toString(36)}`,
      npm: isNpm(path),
      generics: Object.keys(componentGenerics ?? {}),
    })
  }

  const configOf = (path: string, page: boolean): UnitJson | undefined => {
    if (page && !files.has(`${path}.json`)) return {}
    try {
      return readJson<UnitJson>(files, `${path}.json`)
    } catch (error) {
      if (!(error instanceof CompileError)) throw error
      problems.push(...error.problems)
      return undefined
    }
  }

  for (const page of project.pages.map(clean)) {
    if (files.first(page, ['.ts', '.js', '.wxml']) === undefined)
      problems.push({ file: 'app.json', message: `page "${page}" does not exist` })
    else add(page, true)
  }
  return units
}
