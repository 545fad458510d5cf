import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { type AppConfig, type Theme } from '../compiled'
import { clean, ProjectFiles } from './files'
import { CompileError, lineAt } from './problem'

/** A mini-program as its configuration files describe it. */
export interface Project {
  appid: string
  name: string
  files: ProjectFiles
  app: AppConfig & { usingComponents?: Record<string, string> }
  pages: string[]
  themes: Record<Theme, Record<string, string>>
}

interface AppJson extends AppConfig {
  pages?: string[]
  subPackages?: { root: string; pages: string[] }[]
  subpackages?: { root: string; pages: string[] }[]
  usingComponents?: Record<string, string>
  themeLocation?: string
}

/**
 * Reads project.config.json, app.json and theme.json.
 * @param folder the folder with project.config.json
 * @param npm see ProjectFiles
 * @throws CompileError when one of them is missing or no JSON, or app.json names no pages
 */
export function readProject(folder: string, npm: Readonly<Record<string, string>> = {}): Project {
  const config = parse<{ appid?: string; projectname?: string; miniprogramRoot?: string }>(
    'project.config.json',
    readText('project.config.json', () => readFileSync(join(folder, 'project.config.json'), 'utf8')),
  )
  const files = new ProjectFiles(resolve(folder, config.miniprogramRoot ?? '.'), npm)
  const app = readJson<AppJson>(files, 'app.json')
  const packages = [...(app.subPackages ?? []), ...(app.subpackages ?? [])]
  const pages = [
    ...(app.pages ?? []),
    ...packages.flatMap(({ root, pages: inside }) => inside.map((page) => clean(`${root}/${page}`))),
  ]
  if (pages.length === 0) throw new CompileError([{ file: 'app.json', message: '"pages" names no page' }])
  const location = app.themeLocation
  const themes = location === undefined ? undefined : readJson<Partial<Project['themes']>>(files, location)
  return {
    appid: config.appid ?? 'touristappid',
    name: config.projectname ?? '',
    files,
    app,
    pages,
    themes: { light: themes?.light ?? {}, dark: themes?.dark ?? {} },
  }
}

/** @throws CompileError when the file is missing or no JSON */
export const readJson = <T>(files: ProjectFiles, path: string): T =>
  parse<T>(
    path,
    readText(path, () => files.read(path)),
  )

function readText(file: string, read: () => string): string {
  try {
    return read()
  } catch {
    throw new CompileError([{ file, message: 'is missing' }])
  }
}

function parse<T>(file: string, text: string): T {
  try {
    return JSON.parse(text) as T
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const offset = /position (\d+)/.exec(message)?.[1]
    const line = offset === undefined ? {} : { line: lineAt(text, Number(offset)) }
    throw new CompileError([{ file, ...line, message: `is no JSON: ${message}` }])
  }
}
