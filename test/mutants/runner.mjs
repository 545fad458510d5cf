// @ts-check
// Jest's runner, made for thousands of runs of which each needs a file or two: loading files is what the time goes to. A mutant
// that only some tests reach loads their files alone, its mirror comes first, and the first file that fails ends the run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import JestRunner from 'jest-runner'

/**
 * Which names stand in which file and how long it takes: learned in Stryker's first run, without a mutant; in its copy of the
 * project, for all processes.
 * @typedef {Record<string, { names: string[], ms: number }>} Learned
 */
const learned = join(process.cwd(), 'test-names.json')

/** @type {typeof import('jest-runner').default} */
const TestRunner = /** @type {any} */ (JestRunner).default ?? JestRunner

export default class extends TestRunner {
  /** @type {import('jest-runner').default['runTests']} */
  async runTests(tests, watcher, options) {
    if (process.env['__STRYKER_ACTIVE_MUTANT__'] === undefined) return this.learn(tests, watcher, options)
    let failed = false
    this.on('test-file-failure', () => void (failed = true))
    this.on('test-file-success', ([, { numFailingTests }]) => void (failed ||= numFailingTests > 0))
    const { testNamePattern, nonFlagArgs } = this._globalConfig
    for (const test of mirrorFirst(reached(tests, testNamePattern), nonFlagArgs[0]))
      if (!failed) await super.runTests([test], watcher, options)
  }

  /** @type {import('jest-runner').default['runTests']} */
  async learn(tests, watcher, options) {
    /** @type {Learned} */
    const files = {}
    this.on('test-file-success', ([{ path }, { testResults, perfStats }]) => {
      files[path] = { names: testResults.map(({ fullName }) => fullName), ms: perfStats.runtime }
    })
    await super.runTests(tests, watcher, options)
    writeFileSync(learned, JSON.stringify(files))
  }
}

/** @returns {Learned} */
const readLearned = () => (existsSync(learned) ? JSON.parse(readFileSync(learned, 'utf8')) : {})

/** @param {import('jest-runner').Test[]} tests @param {string | undefined} namePattern absent = all of them */
function reached(tests, namePattern) {
  if (!namePattern) return tests
  const pattern = new RegExp(namePattern, 'i')
  const files = readLearned()
  return tests.filter(({ path }) => files[path]?.names.some((name) => pattern.test(name)) ?? true)
}

/** The mirror, then its neighbours, then the others; the fast ones first. @param {import('jest-runner').Test[]} tests @param {string | undefined} source the file with the mutant */
function mirrorFirst(tests, source = '') {
  const files = readLearned()
  const folder = `/${basename(dirname(source))}/`
  const name = `${folder}${basename(source, '.ts')}.`
  const rank = (/** @type {{ path: string }} */ { path }) =>
    (path.includes(name) ? 0 : path.includes(folder) ? 1e6 : 2e6) + (files[path]?.ms ?? 0)
  return tests.toSorted((a, b) => rank(a) - rank(b))
}
