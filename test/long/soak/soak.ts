import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { startSandbox, type FaultKind, type Sandbox } from '../../../simulator/sandbox'
import { nameOf } from '../../../simulator/world/product'
import { productOfTests } from '../../journeys/products'
import { CALLS, NOTES } from '../../journeys/random-steps'
import { Dice } from '../dice'
import { Customers } from './customers'
import { MemoryWatch } from './memory-watch'
import { Runtime } from './runtime'
import { compare, type Verdict } from './verdict'

const QUEUES = 4
/** Between two kills of the runtime, wall-clock. */
const KILL_EVERY_MS = 30_000
/** Business time runs so many times faster than the wall clock: waits of minutes happen while it is soaked. */
const FASTER = 20
const FAULTS: readonly FaultKind[] = [
  ...CALLS,
  ...NOTES,
  'slow',
  'late',
  'reset',
  'lost-reset',
  'lost-system-error',
  'unreadable',
  'notification-signtest',
  'notification-stale',
]

interface Running {
  sandbox: Sandbox
  runtime: Runtime
  customers: Customers
}

/** Repeats something until it is stopped, never twice at once; what is asked of the runtime while it is dead fails, and that does not count. */
function repeat(
  everyMs: number,
  work: () => unknown,
  onError: (error: unknown) => void = () => undefined,
): () => Promise<void> {
  let running: Promise<void> | undefined
  const timer = setInterval(() => {
    running ??= (async () => work())()
      .then(() => undefined, onError)
      .finally(() => {
        running = undefined
      })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}

/** Business time of both sides: WeChat Pay's first. */
function pass({ sandbox, runtime }: Pick<Running, 'sandbox' | 'runtime'>, seconds: number): void {
  sandbox.clock.advance(seconds)
  runtime.tellTime()
}

/** Lets time pass until reconcile has nothing due. @returns how many runs that took */
async function settle(running: Running): Promise<number> {
  const { sandbox, runtime } = running
  for (let run = 1; ; run++) {
    pass(running, run < 15 ? 90 : 900)
    await sandbox.whenIdle()
    await runtime.reconcile()
    if (run < 20) continue
    const now = Date.now() + sandbox.clock.offsetMs
    const open = (await runtime.orders()).filter(
      ({ pending, nextCheckAt }) => pending ?? (nextCheckAt ?? Infinity) <= now,
    )
    const refunding = (await runtime.refunds()).filter(({ nextCheckAt }) => nextCheckAt !== undefined)
    if ((open.length === 0 && refunding.length === 0) || run === 300) return run
  }
}

function report({ orders, attempts, charges, charged, refunds, lost, doubled, different }: Verdict): string {
  return [
    `${orders} orders, ${attempts} attempts at WeChat Pay, ${charges} charges of ${charged} fen, ${refunds} refunds.`,
    `${lost.length} lost, ${doubled.length} doubled, ${different.length} differences between both sides.`,
    ...[...lost, ...doubled, ...different].slice(0, 30),
  ].join('\n')
}

/**
 * Mixed load with faults on both sides while the process of CloudBase and functions is killed every 30 s, for so many minutes;
 * then time passes until nothing is due, and both sides are compared.
 * @returns whether nothing was lost or doubled, both sides agree and memory stayed flat
 */
export async function soak(
  { minutes, seed }: { minutes: number; seed: number },
  print: (line: string) => void,
): Promise<boolean> {
  const dir = mkdtempSync(join(tmpdir(), 'payscore-soak-'))
  const sandbox = await startSandbox({ dir: join(dir, 'sandbox') })
  const pay = { origin: sandbox.origin, credentials: sandbox.credentials }
  const runtime = new Runtime({ dir, port: 0, pay, seed }, () => sandbox.clock.offsetMs)
  const dice = new Dice(seed)
  const product = productOfTests()
  const customers = new Customers(runtime, sandbox, dice, product)
  const running = { sandbox, runtime, customers }
  const memory = new MemoryWatch(() => sandbox.orders().length)
  let kills = 0
  let faults = 0
  try {
    await runtime.start(true)
    sandbox.setNotifyUrls({ url: `${runtime.address}/pay/notify` })
    print(`Soaking ${nameOf(product)} for ${minutes} minutes, seed ${seed}.`)
    const queues = Array.from({ length: QUEUES }, (_, n) => customers.queue(String(n)))
    const stops = [
      repeat(
        KILL_EVERY_MS,
        async () => {
          await runtime.kill()
          kills++
          await runtime.start(true)
        },
        (error) => {
          print(`The runtime did not start again: ${String(error)}`)
        },
      ),
      repeat(1000, () => {
        pass(running, FASTER)
      }),
      repeat(3000, () => Promise.all([runtime.reconcile(), runtime.reconcile()])),
      repeat(250, () => {
        if (sandbox.faults.list().length > 3) return
        const kind = dice.pick(FAULTS)
        sandbox.faults.add({ kind, ms: 300, seconds: dice.between(1, 600) })
        faults++
      }),
      repeat(60_000, () => {
        print(memory.look(runtime.largestRss))
      }),
    ]
    await wait(minutes * 60_000)
    for (const stop of stops) await stop()
    customers.stop()
    await Promise.all(queues)
    sandbox.faults.clear()
    runtime.tell({ faults: false })
    print(memory.look(runtime.largestRss))
    const runs = await settle(running)
    print(
      `${customers.calls} calls of people, ${customers.unanswered} without an answer; ${kills} times kill -9; ${faults} faults of WeChat Pay, ${runtime.faultsMet} of the database; settled after ${runs} runs of reconcile.`,
    )
    const verdict = compare(
      customers.ledger,
      await runtime.orders(),
      sandbox.orders(),
      Date.now() + sandbox.clock.offsetMs,
      sandbox.refunds(),
    )
    print(report(verdict))
    print(memory.verdict())
    return (
      memory.isFlat && [verdict.lost, verdict.doubled, verdict.different].every(({ length }) => length === 0)
    )
  } finally {
    await runtime.kill()
    await sandbox.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
