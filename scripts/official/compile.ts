import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What is used of miniprogram-ci. */
interface MiniprogramCi {
  Project: new (options: Record<string, unknown>) => object
  DefaultProjectAttr: object
  getCompiledResult: (options: Record<string, unknown>) => Promise<CompiledFiles>
  proxy: (url: string) => void
}

/** The files of the upload by their path, as miniprogram-ci compiled them. */
export type CompiledFiles = Record<string, string | Buffer>

/** Never left open by anyone, so that a request ends at once: the compile asks nothing of WeChat's servers. */
const NOWHERE = 'http://127.0.0.1:1'

/**
 * miniprogram-ci asks which file endings WeChat allows today; without an answer it takes its own list, and complains. Its
 * other complaints are shown, its progress is not.
 */
const isWorthReading = (line: string): boolean =>
  /\[(error|warn)\]/.test(line) && !/get_?white_?ext_?list|white ext list/i.test(line)

/**
 * Compiles a copy of the mini-program as an upload would, without an account, a key or WeChat's servers. It finds missing
 * pages and components, wrong configuration and broken scripts; templates and styles it leaves as they are.
 *
 * All that rests on undocumented behaviour of miniprogram-ci (hence the pinned version) is here: a project whose options
 * have `attr` uses it in place of asking WeChat for the account's attributes, so nothing is ever signed with the key.
 * @param tools the node_modules folder that holds miniprogram-ci
 * @throws Error with miniprogram-ci's own words about the fault
 */
export async function compile(root: string, tools: string): Promise<CompiledFiles> {
  const projectPath = mkdtempSync(join(tmpdir(), 'payscore-official-'))
  const loud = { log: console.log, debug: console.debug, error: console.error, warn: console.warn }
  for (const [name, write] of Object.entries(loud))
    console[name as keyof typeof loud] = (...words: unknown[]) => {
      if (isWorthReading(words.join(' '))) write(...words)
    }
  try {
    const ci = createRequire(join(tools, 'x.js'))('miniprogram-ci') as MiniprogramCi
    for (const name of ['project.config.json', 'miniprogram'])
      cpSync(join(root, name), join(projectPath, name), { recursive: true })
    const { setting } = JSON.parse(readFileSync(join(projectPath, 'project.config.json'), 'utf8')) as {
      setting: object
    }
    ci.proxy(NOWHERE)
    const project = new ci.Project({
      appid: 'touristappid',
      type: 'miniProgram',
      projectPath,
      privateKey: 'none',
      attr: () => Promise.resolve(ci.DefaultProjectAttr),
    })
    return await ci.getCompiledResult({
      project,
      version: '0.0.0',
      setting: { ...setting, useProjectConfig: true },
      onProgressUpdate: () => undefined,
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    // The copy's place means nothing to whoever mends the fault.
    throw new Error(why.replaceAll('\\', '/').replaceAll(`${projectPath.replaceAll('\\', '/')}/`, ''))
  } finally {
    Object.assign(console, loud)
    rmSync(projectPath, { recursive: true, force: true })
  }
}

/**
 * Bytes of the main package ('main') and of each subpackage, by its root.
 * @param files a compiled mini-program
 */
export function packageSizes(files: CompiledFiles): Record<string, number> {
  const { subPackages = [] } = JSON.parse(String(files['app.json'])) as { subPackages?: { root: string }[] }
  const roots = subPackages.map(({ root }) => root.replace(/\/?$/, '/'))
  const sizes: Record<string, number> = { main: 0, ...Object.fromEntries(roots.map((root) => [root, 0])) }
  for (const [path, content] of Object.entries(files)) {
    const name = roots.find((root) => path.startsWith(root)) ?? 'main'
    sizes[name] = (sizes[name] ?? 0) + Buffer.byteLength(content)
  }
  return sizes
}
