import fc from 'fast-check'
import { nameOf } from '../../simulator/world/product'
import { Coverage } from './random-coverage'
import { openStage, Play } from './random-play'
import { productOfTests } from './products'
import { storiesOf, type Step } from './random-steps'

/**
 * Random stories through the built functions, the real SDK and the sandbox: whatever people, clocks, faults and deaths do, in
 * whatever order, afterwards both sides agree (`Story.agree`). Each story begins in a world that forgot the others, so that a
 * failing one, which is shrunk, replays alone from its seed and path. `PRODUCT` names what is sold; thousands:
 * `npm run test:long -- stories`.
 */
const PATH = process.env['RANDOM_PATH']
const STORIES = PATH === undefined ? Number(process.env['RANDOM_STORIES'] ?? 300) : 1
const PRODUCT = productOfTests()
const SEED = Number(process.env['RANDOM_SEED'] ?? 20261120)

/** Of so many stories at least … have each. */
const RARE = ['late confirmation', 'stale query', 'superseded attempt', 'crash']

it(`${STORIES} random stories: both sides agree in the end`, async () => {
  const story = await openStage()
  const coverage = new Coverage(PRODUCT)
  try {
    const result = await fc.check(
      fc.asyncProperty(storiesOf(PRODUCT), (steps) => new Play(story, coverage).run(steps)),
      { numRuns: STORIES, seed: SEED, ...(PATH === undefined ? {} : { path: PATH }) },
    )
    if (result.failed) {
      const replay = `PRODUCT=${nameOf(PRODUCT)} RANDOM_SEED=${SEED} RANDOM_PATH=${result.counterexamplePath ?? ''} npx jest test/journeys/random`
      throw new Error(`Replay this story alone: ${replay}\n${fc.defaultReportMessage(result) ?? ''}`)
    }
  } finally {
    await story.close()
  }
  if (process.env['RANDOM_TABLE']) process.stdout.write(`${coverage.print()}\n`)
  expect(coverage.wrong()).toEqual([])
  if (STORIES >= 300)
    for (const mark of RARE) expect([mark, coverage.share(mark) >= 0.01]).toEqual([mark, true])
}, 1_800_000)

it('a story that is told again is the same story', async () => {
  const heard: string[] = []
  const story = await openStage({
    onEvent(event) {
      if (event.kind !== 'function') return
      const { action } = event.event as { action?: string }
      const { ok, failure } = (event.result ?? {}) as { ok?: boolean; failure?: { code: string } }
      const answer = event.error?.errCode ?? failure?.code ?? ok
      heard.push(`${event.function} ${action ?? ''} ${String(answer)} ${event.databaseCalls}`)
    },
  })
  const tell = async (steps: readonly Step[]): Promise<string[]> => {
    heard.length = 0
    await new Play(story, new Coverage(PRODUCT)).run(steps)
    const ends = story
      .documents()
      .map(({ state, attempts, version }) => `${state} ${attempts.length} ${version}`)
    return [...heard, ...ends]
  }
  try {
    let told = 0
    for (const steps of fc.sample(storiesOf(PRODUCT), { numRuns: 5, seed: SEED })) {
      const first = await tell(steps)
      told += first.length
      expect(await tell(steps)).toEqual(first)
    }
    // One of them may end before anything was sent: its function dies at once.
    expect(told).toBeGreaterThan(10)
  } finally {
    await story.close()
  }
})
