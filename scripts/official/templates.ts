import { spawnSync } from 'node:child_process'
import { chmodSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const FOLDERS: Partial<Record<NodeJS.Platform, string>> = { linux: 'linux', darwin: 'mac', win32: 'windows' }

/**
 * Runs one of WeChat's two compilers over the mini-program's files; what they write is thrown away.
 * @param compiler wcc for WXML and WXS, wcsc for WXSS
 * @param folder the mini-program, with its miniprogram_npm
 * @param tools the node_modules folder that holds miniprogram-compiler
 * @returns how many files were compiled
 * @throws Error with file, line and column of the first fault, where the compiler stops
 */
export function compileTemplates(compiler: 'wcc' | 'wcsc', folder: string, tools: string): number {
  const endings = compiler === 'wcc' ? ['.wxml', '.wxs'] : ['.wxss']
  // -cc and -pc: a count of components, whose names would only change the code that nobody reads here.
  const options = compiler === 'wcc' ? ['-d', '-cc', '0'] : ['-db', '-pc', '0']
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => './' + path.replaceAll('\\', '/'))
    .filter((path) => endings.some((ending) => path.endsWith(ending)))
    .sort()
  const { status, signal, error, stderr } = spawnSync(program(compiler, tools), [...options, ...files], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  })
  if (error)
    throw new Error(
      `${compiler} does not run on ${process.platform} ${process.arch} (${(error as NodeJS.ErrnoException).code ?? error.message}): use another machine for this check.`,
    )
  if (status !== 0) throw new Error(stderr.trim() || `${compiler} ended with ${signal ?? String(status)}`)
  return files.length
}

function program(compiler: string, tools: string): string {
  const folder = FOLDERS[process.platform]
  if (folder === undefined) throw new Error(`There is no ${compiler} for ${process.platform}.`)
  const path = join(
    tools,
    'miniprogram-compiler',
    'bin',
    folder,
    compiler + (folder === 'windows' ? '.exe' : ''),
  )
  // The package forgets the permission and sets it itself, as here, when it is used.
  if (folder !== 'windows') chmodSync(path, 0o755)
  return path
}
