import fc from 'fast-check'
import { Coverage } from './plan-lives/coverage'
import { Play } from './plan-lives/play'
import { life } from './plan-lives/steps'
import { openPlanStory } from './plans'
import { OPERATOR } from './story'

/**
 * Random lives of a plan, of two customers' signings and of their sessions through the built functions: whatever people, clocks,
 * notifications, faults and deaths do, no session is twice or skipped, none costs more than was signed, what is collected is
 * what was billed, and in the end both sides agree. `PLAN_STORIES=500` tells more of them, `PLAN_TABLE=1` prints state × step of
 * the three machines.
 */
const PATH = process.env['PLAN_PATH']
const STORIES = PATH === undefined ? Number(process.env['PLAN_STORIES'] ?? 24) : 1
const SEED = Number(process.env['PLAN_SEED'] ?? 20261120)
const BATCH = 100

it(`${STORIES} random lives of plans: no session twice, none skipped, and what is collected was billed`, async () => {
  const coverage = new Coverage()
  for (let told = 0; told < STORIES; told += BATCH) {
    const seed = SEED + told / BATCH
    const story = await openPlanStory()
    try {
      await story.call('console', 'list', {}, OPERATOR)
      const result = await fc.check(
        fc.asyncProperty(life, (told) => new Play(story, coverage).run(told)),
        { numRuns: Math.min(BATCH, STORIES - told), seed, ...(PATH === undefined ? {} : { path: PATH }) },
      )
      if (result.failed) {
        const replay = `PLAN_SEED=${seed} PLAN_PATH=${result.counterexamplePath ?? ''} npx jest test/journeys/plans-random`
        throw new Error(
          `Replay this story alone: ${replay}\n${String(result.errorInstance)}\n${fc.defaultReportMessage(result) ?? ''}`,
        )
      }
    } finally {
      await story.close()
    }
  }
  process.stdout.write(`${coverage.line(STORIES)}\n`)
  if (process.env['PLAN_TABLE']) process.stdout.write(`${coverage.print()}\n`)
  expect(coverage.wrong()).toEqual([])
  if (STORIES < 24) return
  // Stories that end nowhere would keep every promise.
  for (const end of ['SIGNED', 'SIGN_PLAN_CANCEL', 'session paid', 'session cancelled'])
    expect([end, coverage.ended(end) > 0]).toEqual([end, true])
}, 3_600_000)
