// @ts-check
// Type-checks the three projects: server, phone, and the phone page's browser side.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './build.mjs'

const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const cache = join(root, 'node_modules', '.cache')

export const PROJECTS = {
  server: 'tsconfig.json',
  phone: 'miniprogram/tsconfig.json',
  page: 'simulator/phone/page/tsconfig.json',
}

function main() {
  let failed = 0
  for (const [name, project] of Object.entries(PROJECTS)) {
    const run = spawnSync(
      process.execPath,
      [tsc, '-p', join(root, project), '--incremental', '--tsBuildInfoFile', join(cache, `tsc-${name}.json`)],
      { cwd: root, stdio: 'inherit' },
    )
    if (run.status !== 0) failed++
  }
  process.exitCode = failed ? 1 : 0
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) main()
