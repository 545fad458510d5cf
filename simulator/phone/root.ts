import { existsSync } from 'node:fs'
import { join } from 'node:path'

declare const PROJECT_ROOT: string | undefined

/**
 * The folder of package.json: scripts/run.mjs defines it in what it bundles, tests run in it.
 * @throws Error when started elsewhere
 */
export function projectRoot(): string {
  const root = typeof PROJECT_ROOT === 'string' ? PROJECT_ROOT : process.cwd()
  if (!existsSync(join(root, 'simulator', 'phone')))
    throw new Error(`${root} is not the project's folder: start this from the folder with package.json.`)
  return root
}

/** A file of an installed package. */
export const packageFile = (name: string, file: string): string =>
  join(projectRoot(), 'node_modules', name, file)
