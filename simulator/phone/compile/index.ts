import { type CompiledApp, type Unit } from '../compiled'
import { CompileError, type Problem } from './problem'
import { readProject } from './project'
import { compileScripts } from './scripts'
import { compileStyles } from './styles'
import { compileNativeTemplates, compileTemplates } from './templates'
import { collectUnits, type SourceUnit } from './units'

export { CompileError, type Problem } from './problem'

export interface CompileOptions {
  /** The folder with project.config.json. */
  project: string
  /** npm package → folder that stands for miniprogram_npm/<package>, when it was not built. */
  npm?: Readonly<Record<string, string>>
}

/** A compiled mini-program, and the script that brings it to the phone page. */
export interface Compiled {
  app: CompiledApp
  script: string
  /** Absolute folder of app.json; pictures are served from here. */
  root: string
}

/**
 * Compiles the mini-program's source for the phone page.
 * @throws CompileError with every problem found
 */
export async function compile(options: CompileOptions): Promise<Compiled> {
  const project = readProject(options.project, options.npm)
  const problems: Problem[] = []
  const units = collectUnits(project, problems)
  const entry = project.files.first('app', ['.ts', '.js'])
  if (entry === undefined) throw new CompileError([{ file: 'app.ts', message: 'is missing' }, ...problems])
  const templates = compileTemplates(project, units, problems)
  const styles = compileStyles(project, units, problems)
  const modules = await compileScripts(project, [entry, ...units.map(({ script }) => script)], problems)
  if (problems.length > 0) throw new CompileError(problems)
  const app: CompiledApp = {
    appid: project.appid,
    name: project.name,
    config: project.app,
    themes: project.themes,
    pages: project.pages,
    units: units.map(withoutSource),
    styles,
    modules,
    entry,
  }
  return { app, script: toScript(app, templates), root: project.files.root }
}

function withoutSource({ generics: _, ...unit }: SourceUnit): Unit {
  return unit
}

/** WXS has no RegExp and Date literals: its two constructors are globals that the template code expects. */
const WXS_GLOBALS = 'globalThis.getRegExp=(p,f)=>new RegExp(p,f);globalThis.getDate=(...a)=>new Date(...a);'

function toScript(app: CompiledApp, templates: string): string {
  return `${WXS_GLOBALS}
globalThis.__MINI_PROGRAM__={app:${JSON.stringify(app)},
templates:${templates},
natives:${compileNativeTemplates()}};`
}
