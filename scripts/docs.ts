// Writes the generated documents. `--check` only compares, for the tests.
import { readFileSync, writeFileSync } from 'node:fs'
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
  console.log('docs/unverified.md')
}
