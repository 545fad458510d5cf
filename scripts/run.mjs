// @ts-check
// Runs scripts/<name>.ts: bundles it with esbuild (npm packages stay outside) and imports the result.
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { root } from './build.mjs'

/**
 * @param {string} name a script's file name without .ts, or a path below the project
 * @returns {Promise<string>} the bundle's path
 */
export async function bundleScript(name) {
  const entry = name.includes('/') ? join(root, name) : join(root, 'scripts', `${name}.ts`)
  if (!existsSync(entry)) throw new Error(`There is no scripts/${name}.ts.`)
  const folder = join(root, 'node_modules', '.cache', 'payscore')
  mkdirSync(folder, { recursive: true })
  const outfile = join(folder, `${name.replaceAll('/', '-').replace(/\.ts$/, '')}.mjs`)
  await build({
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    packages: 'external',
    sourcemap: 'inline',
    outfile,
    define: { PROJECT_ROOT: JSON.stringify(root) },
    logLevel: 'warning',
  })
  return outfile
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [name] = process.argv.splice(2, 1)
  if (!name) throw new Error('usage: node scripts/run.mjs <script> [arguments]')
  process.setSourceMapsEnabled(true)
  await import(pathToFileURL(await bundleScript(name)).href)
}
