// @ts-check
// Jest as Stryker runs it, in its copy of the project: only the tests of one part.
import { join } from 'node:path'
import base from '../../jest.config.mjs'
import { parts } from './parts.mjs'

const part = parts[process.env['MUTANTS'] ?? '']
if (!part) throw new Error('MUTANTS names no part of test/mutants/parts.mjs; use npm run test:mutants.')
const [node] = base.projects

export default {
  ...node,
  testMatch: undefined,
  testRegex: `${part.tests}.*\\.test\\.ts$`,
  // Thousands of notifications against every mutant take days.
  testPathIgnorePatterns: ['mutations\\.test\\.ts$'],
  runner: join(import.meta.dirname, 'runner.mjs'),
  watchman: false,
  setupFiles: [join(import.meta.dirname, 'fewer-runs.ts')],
}
