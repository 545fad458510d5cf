// @ts-check
// npm run test:mutants -- [part …]: Stryker over the domain and the functions' shared sources, part by part, and a table of
// what was killed. What an earlier run found stays (.local/mutants), so that a second run tries only what changed.
// --table prints the table alone, --survivors names the mutants that live, --concurrency N uses N processes.
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { parts } from '../test/mutants/parts.mjs'
import { root } from './build.mjs'

/** The mark of the whole, in per cent of the mutants that count. */
const MARK = 85

const flag = /** @type {const} */ ({ type: 'boolean', default: false })
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { table: flag, survivors: flag, concurrency: { type: 'string', default: '2' } },
})
const unknown = positionals.filter((name) => !(name in parts))
if (unknown.length > 0) {
  console.error(`${unknown.join(', ')}: no such part. Parts: ${Object.keys(parts).join(', ')}`)
  process.exit(2)
}
const chosen = positionals.length > 0 ? positionals : Object.keys(parts)
const kept = join(root, '.local', 'mutants')
mkdirSync(kept, { recursive: true })

/**
 * Forgets the mutants of an earlier run that lived or hung. Stryker looks again only at those that a new test reaches, which it
 * cannot know of a constant that is made while a file is loaded; and on a busy machine a slow run looks like a mutant that hangs.
 * @param {string} file
 */
function forget(file) {
  if (!existsSync(file)) return
  const report = /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')))
  for (const one of Object.values(report.files))
    one.mutants = one.mutants.filter(({ status }) => status === 'Killed')
  writeFileSync(file, JSON.stringify(report))
}

/** @param {string} name */
function run(name) {
  forget(join(kept, `${name}.json`))
  const stryker = join(root, 'node_modules', '@stryker-mutator', 'core', 'bin', 'stryker.js')
  const config = join('test', 'mutants', 'stryker.config.mjs')
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', config, '--concurrency', values.concurrency],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, MUTANTS: name, TZ: process.env['TZ'] ?? 'America/St_Johns' },
    },
  )
  return status === 0
}

/**
 * @typedef {{ status: string, mutatorName: string, replacement?: string, static?: boolean, location: { start: { line: number, column: number } } }} Mutant
 * @typedef {{ files: Record<string, { mutants: Mutant[] }> }} Report
 */
const COUNTED = ['Killed', 'Timeout', 'Survived', 'NoCoverage']
/** @type {Record<string, Record<string, number>>} */
const rows = {}

/** @param {string} row @param {string} status */
function count(row, status) {
  const figures = (rows[row] ??= Object.fromEntries(COUNTED.map((one) => [one, 0])))
  figures[status] = (figures[status] ?? 0) + 1
}

/** @param {Record<string, number>} figures */
const score = ({ Killed = 0, Timeout = 0, Survived = 0, NoCoverage = 0 }) =>
  ((Killed + Timeout) / Math.max(1, Killed + Timeout + Survived + NoCoverage)) * 100

/** @param {string} name */
function read(name) {
  const file = join(kept, `${name}.json`)
  if (!existsSync(file)) return false
  const report = /** @type {Report} */ (JSON.parse(readFileSync(file, 'utf8')))
  for (const [source, { mutants }] of Object.entries(report.files))
    for (const { status, mutatorName, replacement, location } of mutants) {
      if (!COUNTED.includes(status)) continue
      count(name, status)
      count('all', status)
      if (values.survivors && (status === 'Survived' || status === 'NoCoverage'))
        console.log(
          `${source}:${location.start.line}:${location.start.column} ${status} ${mutatorName} → ${(replacement ?? '').replace(/\s+/g, ' ').slice(0, 80)}`,
        )
    }
  return true
}

let good = true
for (const name of chosen) {
  if (!values.table && !run(name)) good = false
  if (!read(name)) console.log(`${name}: never run`)
}
console.log(
  `\n${'part'.padEnd(18)}mutants${COUNTED.map((one) => one.toLowerCase().padStart(12)).join('')}  score`,
)
for (const [name, figures] of Object.entries(rows).sort(
  ([a], [b]) => Number(a === 'all') - Number(b === 'all'),
)) {
  const total = Object.values(figures).reduce((sum, one) => sum + one, 0)
  const cells = COUNTED.map((one) => String(figures[one]).padStart(12)).join('')
  console.log(`${name.padEnd(18)}${String(total).padStart(7)}${cells}  ${score(figures).toFixed(1)} %`)
}
if (!good || score(rows['all'] ?? {}) < MARK) process.exitCode = 1
