import fc from 'fast-check'
import { Coverage } from '../journeys/random-coverage'
import { Play } from '../journeys/random-play'
import { storySteps } from '../journeys/random-steps'
import { Story } from '../journeys/story'

/** One world does not hold thousands of stories at the same speed: each batch gets a fresh one. */
const BATCH = 100

/**
 * Random stories in bulk, as test/journeys/random.test.ts tells them in tens. Each batch has its own seed, so that a failing
 * one replays alone: `RANDOM_SEED=<its seed> RANDOM_STORIES=100 npx jest test/journeys/random`.
 * @returns whether both sides agreed after every story
 */
export async function randomStories(
  options: { count: number; seed: number },
  print: (line: string) => void,
): Promise<boolean> {
  const coverage = new Coverage()
  const startedAt = Date.now()
  let failed = 0
  for (let done = 0; done < options.count; done += BATCH) {
    const numRuns = Math.min(BATCH, options.count - done)
    const seed = options.seed + done / BATCH
    const story = await Story.open()
    try {
      const result = await fc.check(
        fc.asyncProperty(storySteps, (steps) => new Play(story, coverage).run(steps)),
        { numRuns, seed, endOnFailure: true },
      )
      if (result.failed) {
        failed++
        print(`FAILED: replay with RANDOM_SEED=${seed} RANDOM_STORIES=${numRuns}`)
        print(fc.defaultReportMessage(result) ?? '')
      }
    } finally {
      await story.close()
    }
    const seconds = Math.round((Date.now() - startedAt) / 1000)
    const rss = Math.round(process.memoryUsage.rss() / 1e6)
    print(`${done + numRuns} stories, ${seconds} s, seed ${seed}, ${failed} failed, RSS ${rss} MB`)
  }
  print(coverage.table())
  print(
    `${coverage.stories} of ${options.count} random stories ended with both sides agreeing; first seed ${options.seed}.`,
  )
  return failed === 0
}
