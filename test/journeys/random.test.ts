import fc from 'fast-check'
import { Coverage } from './random-coverage'
import { Play } from './random-play'
import { storySteps } from './random-steps'
import { Story } from './story'

/**
 * Random stories through the built functions, the real SDK and the sandbox: whatever people, clocks, faults and deaths do, in
 * whatever order, afterwards both sides agree (`Story.agree`). A failing story is shrunk and replays from its seed:
 * `RANDOM_SEED=… RANDOM_STORIES=1 npx jest test/journeys/random`. Thousands: `npm run test:long stories`.
 */
const STORIES = Number(process.env['RANDOM_STORIES'] ?? 60)
const SEED = Number(process.env['RANDOM_SEED'] ?? 20261120)

it(`${STORIES} random stories: both sides agree in the end`, async () => {
  const story = await Story.open()
  const coverage = new Coverage()
  try {
    await fc.assert(
      fc.asyncProperty(storySteps, (steps) => new Play(story, coverage).run(steps)),
      { numRuns: STORIES, seed: SEED, endOnFailure: true },
    )
  } finally {
    await story.close()
  }
  if (process.env['RANDOM_TABLE']) process.stdout.write(`${coverage.table()}\n`)
}, 1_800_000)
