// npm run bench: our pay client beside bare node:crypto and the peers, as ratios within one run (docs: guarantees).
// --rounds=9 --slice=150 (ms per row and round) --only=<part of a race's name>.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpus, loadavg } from 'node:os'
import { join } from 'node:path'
import { header } from '../bench/header'
import { platformPrivatePem } from '../bench/merchant'
import { notification } from '../bench/notification'
import { personal } from '../bench/personal'
import { roundTrips } from '../bench/round-trip'
import { measure, type Race, ratio, type Speeds } from '../bench/rounds'

declare const PROJECT_ROOT: string

/** Below this part of a goal a run fails: what a busy machine cannot explain. */
const GUARD = 0.9

const option = (name: string, otherwise: string): string =>
  process.argv.find((argument) => argument.startsWith(`--${name}=`))?.split('=')[1] ?? otherwise

/** Starts the answering server as a process of its own. */
async function startServer(): Promise<{ port: number; stop: () => void }> {
  const runner = join(PROJECT_ROOT, 'scripts', 'run.mjs')
  const server = spawn(process.execPath, [runner, 'bench/answer-server.ts'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  server.stdin.write(platformPrivatePem)
  const [line] = (await once(server.stdout, 'data')) as [Buffer]
  return { port: Number(line.toString()), stop: () => server.stdin.end() }
}

function print({ name, rows, goals }: Race, speeds: Speeds): boolean {
  const base = goals[0]?.against ?? rows[0]?.name ?? ''
  console.log(`\n${name}`)
  for (const row of rows) console.log(`  ${row.name.padEnd(58)} ${ratio(speeds, row.name, base).toFixed(2)}`)
  return goals
    .map(({ row, against, atLeast }) => {
      const reached = ratio(speeds, row, against)
      const verdict = reached >= atLeast ? 'reached' : reached >= GUARD * atLeast ? 'BELOW' : 'FAILED'
      console.log(`  goal ≥ ${atLeast.toFixed(2)} × ${against}: ${reached.toFixed(2)}  ${verdict}`)
      return reached >= GUARD * atLeast
    })
    .every(Boolean)
}

const rounds = Math.max(7, Number(option('rounds', '9')))
const sliceMs = Number(option('slice', '150'))
const only = option('only', '')
const server = await startServer()
const load = loadavg()[0] ?? 0
console.log(`${cpus().length} cores, load ${load.toFixed(1)}: a busy machine hides what several cores gain.`)
console.log(
  `Work per second as a multiple of the reference row (1.00); medians of ${rounds} interleaved rounds.`,
)
let good = true
const races = [header, notification, personal, ...roundTrips(server.port)]
for (const race of races.filter(({ name }) => name.includes(only)))
  good = print(race, await measure(race, rounds, sliceMs)) && good
server.stop()
process.exit(good ? 0 : 1)
