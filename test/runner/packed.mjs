// @ts-check
// npm packages of many small files, as one file each. Jest finds, reads and compiles every file anew for each test file:
// mingo's 300 are half of what loading the simulator costs, in a hundred test files.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'

const PACKAGES = ['mingo', 'bson']

/**
 * Bundles them anew (a tenth of a second).
 * @param {string} root the project
 * @returns {Promise<Record<string, string>>} for jest's `moduleNameMapper`
 */
export async function packed(root) {
  const folder = join(root, 'node_modules', '.cache', 'payscore', 'packed')
  mkdirSync(folder, { recursive: true })
  const entries = await Promise.all(
    PACKAGES.map(async (name) => {
      const { outputFiles } = await build({
        stdin: { contents: `module.exports = require('${name}')`, resolveDir: root },
        bundle: true,
        platform: 'node',
        target: 'node20',
        format: 'cjs',
        write: false,
      })
      const file = join(folder, `${name}.js`)
      // Whole or not at all: another run may read it at the same time.
      const draft = `${file}.${process.pid}`
      writeFileSync(draft, outputFiles[0]?.contents ?? '')
      renameSync(draft, file)
      return /** @type {const} */ ([`^${name}$`, file])
    }),
  )
  return Object.fromEntries(entries)
}
