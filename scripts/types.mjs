// @ts-check
// Type-checks the three projects: server, phone, and the phone page's browser side.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './build.mjs'

// The native compiler; what reads sources by TypeScript's API (borders, the quality list) still needs the one before it.
const tsc = join(root, 'node_modules', 'typescript-native', 'bin', 'tsc')

const PROJECTS = ['tsconfig.json', 'miniprogram/tsconfig.json', 'simulator/phone/page/tsconfig.json']

let failed = 0
for (const project of PROJECTS) {
  const run = spawnSync(process.execPath, [tsc, '--noEmit', '-p', join(root, project)], {
    cwd: root,
    stdio: 'inherit',
  })
  if (run.status !== 0) failed++
}
process.exitCode = failed ? 1 : 0
