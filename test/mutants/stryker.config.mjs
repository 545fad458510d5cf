// @ts-check
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parts } from './parts.mjs'

const name = process.env['MUTANTS'] ?? ''
const part = parts[name]
if (!part) throw new Error('MUTANTS names no part of test/mutants/parts.mjs; use npm run test:mutants.')
const kept = join('.local', 'mutants')

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  mutate: part.mutate,
  plugins: ['./test/mutants/in-process.mjs', './test/mutants/words.mjs'],
  ignorers: ['words'],
  testRunner: 'in-process',
  coverageAnalysis: 'perTest',
  incremental: true,
  incrementalFile: join(kept, `${name}.json`),
  reporters: ['html', 'progress-append-only'],
  htmlReporter: { fileName: join(kept, `${name}.html`) },
  // Outside of the project: jest and the linters would find the copies.
  tempDirName: join(tmpdir(), 'payscore-mutants'),
  ignorePatterns: ['/.git', '/.local', '/dist', '/docs', '/bench', '/miniprogram/miniprogram_npm'],
  concurrency: 1,
  // Long: on a busy machine a slow run is not a mutant that hangs.
  timeoutMS: 60_000,
  allowConsoleColors: false,
}
