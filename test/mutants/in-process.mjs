// @ts-check
// Stryker's test runner for this project. A part's tests are bundled once, each file by itself with the sources it needs; a
// mutant runs those files that reach it, in this process, each loaded anew (so that constants are mutated too), until one test
// fails. Jest itself finds, transforms and links the same files for every single mutant, which takes seconds and not milliseconds.
import { readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Server, Socket } from 'node:net'
import { basename, dirname, join, relative } from 'node:path'
import { Script } from 'node:vm'
import { jestExpect } from '@jest/expect'
import { INSTRUMENTER_CONSTANTS } from '@stryker-mutator/api/core'
import { declareFactoryPlugin, PluginKind } from '@stryker-mutator/api/plugin'
import { determineHitLimitReached, toMutantRunResult } from '@stryker-mutator/api/test-runner'
import { build } from 'esbuild'
import * as circus from 'jest-circus'
import * as mock from 'jest-mock'
import { parts } from './parts.mjs'

const NAMESPACE = INSTRUMENTER_CONSTANTS.NAMESPACE
const MOST_RUNS = 25
/** For one test; the machine may be busy. */
const MOST_MS = 20_000
/**
 * Thousands of notifications against every mutant take days, a sandbox for each of them takes hours and kills one in a hundred; and
 * what a bundle contains is another thing with mutants in it.
 */
const LEFT_OUT = /(mutations|against-sandbox|shared\/protocols)\.test\.ts$/
const require = createRequire(import.meta.url)

/**
 * Key pairs for tests are made once in a process and not for every mutant: the n-th of a file is the n-th of every run of it.
 * @returns {(file: string) => void} begins a file
 */
function keepKeyPairs() {
  const crypto = require('node:crypto')
  const make = crypto.generateKeyPairSync
  const kept = new Map()
  let [current, made] = ['', 0]
  crypto.generateKeyPairSync = (/** @type {unknown[]} */ ...args) => {
    const name = JSON.stringify([current, made++, ...args])
    if (!kept.has(name)) kept.set(name, make(...args))
    return kept.get(name)
  }
  return (file) => void ([current, made] = [file, 0])
}

/** Servers and connections of this process; its own pipes are none. @returns {(Server | Socket)[]} */
const openNow = () =>
  /** @type {any} */ (process)
    ._getActiveHandles()
    .filter(
      (/** @type {unknown} */ one) =>
        one instanceof Server || (one instanceof Socket && one.remoteAddress !== undefined),
    )

/**
 * Runs a file's tests. Whatever a mutant leaves open is closed, so that thousands of them do not run out of it, and one that
 * ends the process fails its test instead.
 * @template Result @param {() => Promise<Result>} act @returns {Promise<Result>}
 */
async function contained(act) {
  const before = new Set(openNow())
  const { exit } = process
  process.exit = () => {
    throw new Error('The process was to end.')
  }
  try {
    return await act()
  } finally {
    process.exit = exit
    for (const one of openNow())
      if (!before.has(one)) {
        if (one instanceof Socket) one.destroy()
        else one.close()
      }
  }
}

/** @typedef {{ file: string, script: Script, load: NodeJS.Require, ms: number }} Bundle */

/** What the instrumented sources look at. @returns {any} */
const stryker = () => /** @type {any} */ (globalThis[NAMESPACE] ??= {})

/** Properties are tried less often with every mutant than in npm test. @type {import('esbuild').Plugin} */
const fewerRuns = {
  name: 'fewer-runs',
  setup(one) {
    one.onResolve({ filter: /^fast-check$/ }, () => ({ path: 'fast-check', namespace: 'fewer-runs' }))
    one.onLoad({ filter: /.*/, namespace: 'fewer-runs' }, () => ({
      loader: 'js',
      contents: `
        const all = globalThis.__fastCheck
        const assert = (property, given) =>
          all.assert(property, { ...given, numRuns: Math.min(given?.numRuns ?? ${MOST_RUNS}, ${MOST_RUNS}), endOnFailure: true })
        module.exports = { ...all, assert, __esModule: true, default: { ...all.default, assert } }`,
    }))
  },
}

/** @param {string} root @param {string} tests the pattern of a part */
function testsOf(root, tests) {
  const pattern = new RegExp(`${tests}.*\\.test\\.ts$`)
  return readdirSync(join(root, 'test'), { recursive: true, encoding: 'utf8' })
    .map((name) => join(root, 'test', name))
    .filter((name) => pattern.test(name) && !LEFT_OUT.test(name))
    .toSorted()
}

/** @param {string} root @param {string} file @returns {Promise<Bundle>} */
async function bundle(root, file) {
  const { outputFiles } = await build({
    entryPoints: [file],
    absWorkingDir: root,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    supported: { 'dynamic-import': false },
    plugins: [fewerRuns],
    logLevel: 'silent',
  })
  const text = outputFiles[0]?.text ?? ''
  const script = new Script(`(function (exports, require, module, __filename, __dirname) {${text}\n})`, {
    filename: file,
  })
  return { file, script, load: createRequire(file), ms: 0 }
}

class InProcess {
  /** @type {Bundle[]} */
  bundles = []
  /** How long each test took without a mutant, in ms: one that takes ten times as long, and some seconds, hangs. @type {Map<string, number>} */
  usual = new Map()
  root = process.cwd()
  beginKeys = keepKeyPairs()

  capabilities() {
    return { reloadEnvironment: true }
  }

  async init() {
    const part = parts[process.env['MUTANTS'] ?? '']
    if (!part) throw new Error('MUTANTS names no part of test/mutants/parts.mjs; use npm run test:mutants.')
    // What a mutant left behind may fail when its run is over: that is nobody's.
    for (const late of ['uncaughtException', 'unhandledRejection']) process.on(late, () => undefined)
    const { describe, it, test, beforeAll, beforeEach, afterAll, afterEach } = circus
    const mocker = new mock.ModuleMocker(globalThis)
    const jest = { fn: mocker.fn.bind(mocker), spyOn: mocker.spyOn.bind(mocker) }
    Object.assign(globalThis, { describe, it, test, beforeAll, beforeEach, afterAll, afterEach, jest })
    Object.assign(globalThis, { expect: jestExpect, __fastCheck: require('fast-check') })
    for (const file of testsOf(this.root, part.tests)) this.bundles.push(await bundle(this.root, file))
  }

  /** @param {import('@stryker-mutator/api/test-runner').DryRunOptions} options */
  async dryRun({ coverageAnalysis }) {
    const ns = stryker()
    ns.activeMutant = undefined
    ns.mutantCoverage = { static: {}, perTest: {} }
    /** @type {import('@stryker-mutator/api/test-runner').TestResult[]} */
    const tests = []
    for (const one of this.bundles) {
      const start = Date.now()
      const results = await this.play(one, undefined, false)
      one.ms = Date.now() - start
      tests.push(...results)
    }
    for (const { id, timeSpentMs } of tests) this.usual.set(id, timeSpentMs)
    const coverage = ns.mutantCoverage
    ns.mutantCoverage = undefined
    return {
      status: /** @type {const} */ ('complete'),
      tests,
      ...(coverageAnalysis === 'off' ? {} : { mutantCoverage: coverage }),
    }
  }

  /** @param {import('@stryker-mutator/api/test-runner').MutantRunOptions} options */
  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
    const ns = stryker()
    Object.assign(ns, { activeMutant: activeMutant.id, hitCount: hitLimit ? 0 : undefined, hitLimit })
    const tests = []
    for (const one of this.mirrorFirst(sandboxFileName)) {
      const file = relative(this.root, one.file)
      const names = testFilter
        ?.filter((id) => id.startsWith(`${file} `))
        .map((id) => id.slice(file.length + 1))
      if (names?.length === 0) continue
      const results = await this.play(one, names && new Set(names), true)
      tests.push(...results)
      if (results.some(({ status }) => status === 'failed')) break
    }
    const reached = determineHitLimitReached(ns.hitCount, ns.hitLimit)
    ns.activeMutant = undefined
    return reached ?? toMutantRunResult({ status: 'complete', tests })
  }

  /** @param {string} source */
  mirrorFirst(source) {
    const folder = `/${basename(dirname(source))}/`
    const name = `${folder}${basename(source, '.ts')}.`
    const rank = (/** @type {Bundle} */ { file, ms }) =>
      (file.includes(name) ? 0 : file.includes(folder) ? 1e6 : 2e6) + ms
    return this.bundles.toSorted((a, b) => rank(a) - rank(b))
  }

  /**
   * Loads one file anew and runs its tests.
   * @param {Bundle} one @param {Set<string> | undefined} names absent = all @param {boolean} bail
   */
  async play({ file, script, load }, names, bail) {
    const ns = stryker()
    const path = relative(this.root, file)
    const id = (/** @type {string} */ name) => `${path} ${name}`
    /** @type {import('@stryker-mutator/api/test-runner').TestResult[]} */
    const results = []
    this.beginKeys(file)
    circus.resetState()
    circus.getState().testTimeout = MOST_MS
    let over = false
    const listen = (/** @type {circus.Event} */ event) => {
      if (event.name === 'run_start')
        for (const test of every(circus.getState().rootDescribeBlock))
          if (names && !names.has(fullName(test))) test.mode = 'skip'
      if (event.name === 'test_start') {
        if (over && event.test.mode !== 'skip') event.test.mode = 'skip'
        ns.currentTestId = id(fullName(event.test))
        const usual = this.usual.get(ns.currentTestId)
        if (usual !== undefined) event.test.timeout ??= Math.min(MOST_MS, 4000 + 10 * usual)
      }
      if (event.name === 'test_skip') ns.currentTestId = undefined
      if (event.name === 'test_done') {
        const { test } = event
        ns.currentTestId = undefined
        const failed = test.errors.length > 0
        if (failed && bail) over = true
        const common = {
          id: id(fullName(test)),
          name: fullName(test),
          fileName: file,
          timeSpentMs: test.duration ?? 0,
        }
        results.push(
          failed
            ? { ...common, status: 1, failureMessage: messageOf(test.errors[0]) }
            : { ...common, status: 0 },
        )
      }
    }
    const failedAsAWhole = (/** @type {unknown} */ error) =>
      results.push({
        id: id('loads'),
        name: 'loads',
        fileName: file,
        timeSpentMs: 0,
        status: 1,
        failureMessage: messageOf(error),
      })
    try {
      const module = { exports: {} }
      script.runInThisContext()(module.exports, load, module, file, dirname(file))
    } catch (error) {
      failedAsAWhole(error)
      return results
    }
    circus.addEventHandler(listen)
    const { unhandledErrors } = await contained(() => circus.run())
    circus.removeEventHandler(listen)
    ns.currentTestId = undefined
    if (unhandledErrors.length > 0) failedAsAWhole(unhandledErrors[0])
    return results
  }
}

/** @param {any} block @returns {any[]} */
const every = (block) =>
  block.children.flatMap((/** @type {any} */ one) => (one.type === 'test' ? [one] : every(one)))

/** @param {any} test @returns {string} */
function fullName(test) {
  const names = []
  for (let one = test; one?.name !== 'ROOT_DESCRIBE_BLOCK' && one; one = one.parent) names.unshift(one.name)
  // The name of a test that tells an error goes on with where it was made, which is never the same.
  return names.join(' ').split('\n', 1)[0] ?? ''
}

/** @param {unknown} error */
function messageOf(error) {
  const one = Array.isArray(error) ? error[0] : error
  return String(/** @type {any} */ (one)?.message ?? one)
}

/** @param {any} _injector */
const make = () => new InProcess()
make.inject = /** @type {const} */ ([])

export const strykerPlugins = [declareFactoryPlugin(PluginKind.TestRunner, 'in-process', make)]
