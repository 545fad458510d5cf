// The process of `npm run test:long soak` that is killed: the local CloudBase with the built functions, against a WeChat Pay
// elsewhere, with faults of the database's answers.
import { productOfTests } from '../../journeys/products'
import type { PayCredentials } from '../../../simulator/world/environment'
import { worldClock } from '../../../simulator/clock'
import { startWorld } from '../../../simulator/world'
import type { Fault } from '../../../simulator/cloudbase'
import { childSetup } from '../child'
import { Dice } from '../dice'

/** What a start of it needs; `port` 0 takes a free one. */
export interface WorldSetup {
  dir: string
  port: number
  pay: { origin: string; credentials: PayCredentials }
  offsetMs: number
  seed: number
  faults: boolean
}

/** What it is told while it runs; business time in full, so that nothing is missing when one message is lost. */
export type Order = { offsetMs: number } | { faults: boolean }

/** What it tells. */
export type Report = { origin: string; port: number } | { rss: number; met: number }

const FAULTS: readonly Fault[] = [
  { kind: 'status', status: 500 },
  { kind: 'slow', delayMs: 200 },
  { kind: 'drop-before' },
  { kind: 'drop-after' },
  { kind: 'kill-before' },
  { kind: 'kill-after' },
]

const setup = await childSetup<WorldSetup>()
const dice = new Dice(setup.seed)
// Right from the first request on: people and WeChat Pay know the address and do not wait until the start is over.
const clock = worldClock()
clock.offsetMs = setup.offsetMs
const { cloudbase } = await startWorld({
  project: process.cwd(),
  product: productOfTests(),
  dir: setup.dir,
  cloudPort: setup.port,
  pay: setup.pay,
  timers: true,
  cloudbase: { clock },
})

let faults = setup.faults
let asked = 0
process.on('message', (order: Order) => {
  if ('offsetMs' in order) clock.advance(Math.max(0, order.offsetMs - clock.offsetMs) / 1000)
  else {
    faults = order.faults
    if (!faults) cloudbase.faults.clear()
  }
})
// Whoever started it is gone: so is it.
process.on('disconnect', () => process.exit(0))

const tell = (report: Report): void => void process.send?.(report)
setInterval(() => {
  if (!faults || cloudbase.faults.waiting > 1) return
  cloudbase.faults.add({ fault: dice.pick(FAULTS), skip: dice.between(0, 20) })
  asked++
}, 400)
setInterval(() => {
  tell({ rss: process.memoryUsage.rss(), met: asked - cloudbase.faults.waiting })
}, 2000)
tell({ origin: cloudbase.origin, port: cloudbase.port })
