// @ts-check
// The README's test command: static checks beside the build and all tests, then one closing line.
import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './build.mjs'

const cache = join(root, 'node_modules', '.cache')
const results = join(cache, 'jest-results.json')
mkdirSync(cache, { recursive: true })

/** The file that a package's command runs; started with this very node, so that no shell is needed. */
const bin = (/** @type {string} */ name, /** @type {string} */ file) => join(root, 'node_modules', name, file)

/**
 * Runs in a time zone that is neither UTC nor Beijing's, so that a forgotten +08:00 shows.
 * @param {string} name @param {string[]} args
 * @returns {Promise<{ name: string, ok: boolean }>}
 */
function step(name, ...args) {
  return new Promise((done) => {
    const started = Date.now()
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: { ...process.env, TZ: process.env['TZ'] ?? 'America/St_Johns', FORCE_COLOR: '0' },
    })
    let output = ''
    const keep = (/** @type {Buffer} */ chunk) => (output += String(chunk))
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('close', (code) => {
      const ok = code === 0
      console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
      if (!ok || name === 'tests') console.log(output.trimEnd())
      done({ name, ok })
    })
  })
}

async function checks() {
  return [
    await step('documents', join(root, 'scripts', 'run.mjs'), 'docs', '--check'),
    await step('format', bin('oxfmt', 'bin/oxfmt'), '--check', '.'),
    await step(
      'format of templates',
      bin('prettier', 'bin/prettier.cjs'),
      '--check',
      '--log-level',
      'warn',
      '**/*.wxml',
      '**/*.wxs',
    ),
    await step('types', join(root, 'scripts', 'types.mjs')),
    await step('lint', bin('oxlint', 'bin/oxlint')),
    await step('lint of templates', bin('eslint', 'bin/eslint.js'), '.'),
    await step(
      'borders',
      bin('dependency-cruiser', 'bin/dependency-cruise.mjs'),
      '--config',
      '.dependency-cruiser.cjs',
      'miniprogram',
      'cloudfunctions',
      'simulator',
      'scripts',
    ),
  ]
}

async function tests() {
  const built = await step('build', join(root, 'scripts', 'build.mjs'))
  rmSync(results, { force: true })
  const extra = process.argv.slice(2)
  const ran = await step(
    'tests',
    bin('jest', 'bin/jest.js'),
    '--json',
    `--outputFile=${results}`,
    // One more than the cores there should be: who waits for a clock, a disk or a browser leaves its core to another.
    '--maxWorkers=3',
    ...extra,
  )
  return [built, ran]
}

const steps = (await Promise.all([checks(), tests()])).flat()
let passed = steps.filter(({ name, ok }) => ok && name !== 'tests').length
let failed = steps.filter(({ name, ok }) => !ok && name !== 'tests').length
try {
  const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites, openHandles } = JSON.parse(
    readFileSync(results, 'utf8'),
  )
  passed += numPassedTests
  failed += numFailedTests + numRuntimeErrorTestSuites + (openHandles?.length ?? 0)
} catch {
  failed += 1
  console.log('The test runner left no results.')
}
if (failed === 0 && steps.some(({ ok }) => !ok)) failed = 1
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
