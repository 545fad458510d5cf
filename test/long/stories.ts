import fc from 'fast-check'
import { Coverage } from '../journeys/random-coverage'
import { openStage, Play } from '../journeys/random-play'
import { productOfTests } from '../journeys/products'
import { storiesOf } from '../journeys/random-steps'
import { nameOf } from '../../simulator/world/product'

/** So many stories share a world and a seed; each begins in a world that forgot the others. */
const BATCH = 100

/** From so many stories on, a cell of the table that stays empty is a failure; some are rare, so a tenth more is told for them. */
const ENOUGH = 10_000
const MORE = 1.1

/**
 * Random stories in bulk, as test/journeys/random.test.ts tells them in hundreds. A failing one is shrunk and replays alone
 * from what is printed.
 * @returns whether both sides agreed after every story, and nothing happened that is said to be impossible
 */
export async function randomStories(
  options: { count: number; seed: number },
  print: (line: string) => void,
): Promise<boolean> {
  const product = productOfTests()
  const coverage = new Coverage(product)
  print(`Over ${nameOf(product)}.`)
  const startedAt = Date.now()
  let failed = 0
  let told = 0
  const isMissed = (): boolean => options.count >= ENOUGH && coverage.empty().length > 0
  const isToGo = (done: number): boolean =>
    done < options.count || (done < options.count * MORE && isMissed())
  for (let done = 0; isToGo(done); done += BATCH) {
    const numRuns = done < options.count ? Math.min(BATCH, options.count - done) : BATCH
    const seed = options.seed + done / BATCH
    const story = await openStage()
    try {
      const result = await fc.check(
        fc.asyncProperty(storiesOf(product), (steps) => new Play(story, coverage).run(steps)),
        { numRuns, seed },
      )
      if (result.failed) {
        failed++
        const path = result.counterexamplePath ?? ''
        const replay = `PRODUCT=${nameOf(product)} RANDOM_SEED=${seed} RANDOM_PATH=${path}`
        print(`FAILED: replay with ${replay} npx jest test/journeys/random`)
        print(fc.defaultReportMessage(result) ?? '')
      }
    } finally {
      await story.close()
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    const rss = Math.round(process.memoryUsage.rss() / 1e6)
    told = done + numRuns
    print(`${told} stories, ${seconds} s, seed ${seed}, ${failed} failed, RSS ${rss} MB`)
  }
  print(coverage.print())
  const empty = coverage.empty()
  const wrong = coverage.wrong()
  for (const cell of wrong) print(`Said to be impossible: ${cell}`)
  if (empty.length > 0) print(`${empty.length} cells stayed empty: ${empty.join('; ')}.`)
  print(
    `${coverage.stories} of ${told} random stories ended with both sides agreeing; first seed ${options.seed}.`,
  )
  return failed === 0 && wrong.length === 0 && (options.count < ENOUGH || empty.length === 0)
}
