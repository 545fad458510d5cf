// Writes the generated documents and the README's pictures, which the end-to-end tests take. `--check` only compares the
// documents, for the tests.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { format } from 'prettier'
import { unverifiedDocument } from '../simulator/world/unverified'

declare const PROJECT_ROOT: string

const file = join(PROJECT_ROOT, 'docs', 'unverified.md')
const text = await format(unverifiedDocument(), { parser: 'markdown', printWidth: 110 })
if (process.argv.includes('--check')) {
  if (readFileSync(file, 'utf8') !== text) {
    console.error('docs/unverified.md is out of date: npm run docs')
    process.exitCode = 1
  }
} else {
  writeFileSync(file, text)
  const pictures = join(PROJECT_ROOT, 'docs', 'pictures')
  mkdirSync(pictures, { recursive: true })
  const jest = join(PROJECT_ROOT, 'node_modules', 'jest', 'bin', 'jest.js')
  const env = { ...process.env, PICTURES: pictures }
  const run = spawnSync(process.execPath, [jest, '--selectProjects', 'e2e'], {
    cwd: PROJECT_ROOT,
    env,
    stdio: 'inherit',
  })
  process.exitCode = run.status ?? 1
  console.log('docs/unverified.md, docs/pictures/')
}
