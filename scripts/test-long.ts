// npm run test:long -- browser | products | stories | schedules | switches | kill-points | mutations | soak: what takes too long for npm test.
// Each prints its seed and its figures and ends by itself, with 1 when anything is not as promised (docs: guarantees).
import { parseArgs } from 'node:util'
import { million } from '../test/long/mutations/million'
import { everyProduct } from '../test/long/products'
import { everySchedule } from '../test/long/schedules'
import { soak } from '../test/long/soak/soak'
import { randomStories } from '../test/long/stories'
import { wholeSuite } from '../test/long/whole'
import { productOfTests } from '../test/journeys/products'
import { nameOf, PRODUCTS } from '../simulator/world/product'

const USAGE = `npm run test:long -- <what> [options]
  browser                                                   the stories that are clicked, in every product and theme
  kill-points                                               death at every request, before and after it
  mutations  [--count 1000000] [--seed 20261120]              mutants of notifications, half of them correctly signed
  products   [<product>]                                      every journey and e2e story over every protocol and mode
  schedules  [<story>,<story>] [--product …]                  every schedule of people who race for one order
  soak       [--minutes 20] [--seed 20261120] [--product …]   load, faults and kill -9 every 30 s, both sides compared
  stories    [--count 10000] [--seed 20261120] [--product …]  random stories, both sides compared after each
  switches                                                  every story under every value of every assumption
--product is one of ${PRODUCTS.map(nameOf).join(', ')}; the first where it is absent.`

const print = (line: string): void => void process.stdout.write(`${line}\n`)
const text = { type: 'string' } as const
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: text,
    minutes: { ...text, default: '20' },
    product: text,
    seed: { ...text, default: '20261120' },
  },
})
// Whatever opens a story reads it from there, also in processes of its own.
if (values.product !== undefined) process.env['PRODUCT'] = nameOf(productOfTests(values.product))

function whole(name: string, value: string): number {
  const number = Number(value)
  if (Number.isSafeInteger(number) && number >= 0) return number
  console.error(`--${name} is not a whole number.\n${USAGE}`)
  process.exit(2)
}

async function run(what: string | undefined): Promise<boolean> {
  const seed = whole('seed', values.seed)
  const count = (otherwise: number) => (values.count === undefined ? otherwise : whole('count', values.count))
  switch (what) {
    case 'products':
      return everyProduct(positionals[1], print)
    case 'browser':
    case 'kill-points':
    case 'switches':
      return wholeSuite(what)
    case 'mutations':
      return million({ count: count(1_000_000), seed }, print)
    case 'schedules':
      return everySchedule(positionals[1], print)
    case 'soak':
      return soak({ minutes: whole('minutes', values.minutes), seed }, print)
    case 'stories':
      return randomStories({ count: count(10_000), seed }, print)
    default:
      console.error(USAGE)
      return false
  }
}

process.exitCode = (await run(positionals[0])) ? 0 : 1
