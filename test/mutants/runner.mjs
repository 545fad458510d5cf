// @ts-check
// Jest's runner, made for thousands of runs of which each needs a file or two: loading files is what the time goes to. A mutant
// that only some tests reach loads their files alone, its mirror comes first, and the first file that fails ends the run.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import JestRunner from 'jest-runner'

/** Which names stand in which file: learned in Stryker's first run, without a mutant; in its copy of the project, for all processes. */
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
    /** @type {Record<string, string[]>} */
    const names = {}
    this.on('test-file-success', ([{ path }, { testResults }]) => {
      names[path] = testResults.map(({ fullName }) => fullName)
    })
    await super.runTests(tests, watcher, options)
    writeFileSync(learned, JSON.stringify(names))
  }
}

/** @param {import('jest-runner').Test[]} tests @param {string | undefined} namePattern absent = all of them */
function reached(tests, namePattern) {
  if (!namePattern || !existsSync(learned)) return tests
  const pattern = new RegExp(namePattern, 'i')
  const names = /** @type {Record<string, string[]>} */ (JSON.parse(readFileSync(learned, 'utf8')))
  return tests.filter(({ path }) => names[path]?.some((name) => pattern.test(name)) ?? true)
}

/** @param {import('jest-runner').Test[]} tests @param {string | undefined} source the file with the mutant */
function mirrorFirst(tests, source) {
  if (!source) return tests
  const folder = `/${basename(dirname(source))}/`
  const name = `${folder}${basename(source, '.ts')}.`
  const nearness = (/** @type {{ path: string }} */ { path }) =>
    path.includes(name) ? 0 : path.includes(folder) ? 1 : 2
  return tests.toSorted((a, b) => nearness(a) - nearness(b))
}
