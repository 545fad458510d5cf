import fc from 'fast-check'
import { ModelTable } from './model-coverage'
import { tale } from './model-steps'
import { Telling } from './telling'

// The wire, its keys and signatures are left out: what is told here is what orders make of WeChat Pay's answers.
jest.mock('../../cloudfunctions/shared/pay', () => ({
  openPay: ({ config }: { config: { pay: unknown } }) => Promise.resolve(config.pay),
}))

const PATH = process.env['MODEL_PATH']
const STORIES = PATH === undefined ? Number(process.env['MODEL_STORIES'] ?? 10_000) : 1
const SEED = Number(process.env['MODEL_SEED'] ?? 20261120)

/** Stories with one seed; rare cells of the table get so many batches more to happen in. */
const BATCH = 2000
const MORE = 10

/** Each in at least 1 % of the stories. */
const RARE = ['late confirmation', 'stale query', 'superseded attempt', 'killed before', 'killed after']

async function tell(table: ModelTable, seed: number, numRuns: number): Promise<void> {
  const result = await fc.check(
    fc.asyncProperty(tale, (told) => new Telling(told, table).tell(told.steps)),
    { numRuns, seed, ...(PATH === undefined ? {} : { path: PATH }) },
  )
  if (!result.failed) return
  const replay = `MODEL_SEED=${seed} MODEL_PATH=${result.counterexamplePath ?? ''} npx jest test/model`
  const why = result.errorInstance instanceof Error ? result.errorInstance.stack : ''
  throw new Error(`Replay this story alone: ${replay}\n${why}\n${fc.defaultReportMessage(result) ?? ''}`)
}

it(`${STORIES} random stories through the model: both sides agree in the end`, async () => {
  const table = new ModelTable()
  const enough = (): boolean => STORIES < 10_000 || table.empty().length === 0
  const most = STORIES + MORE * BATCH
  for (let told = 0; told < STORIES || (!enough() && told < most); told += BATCH)
    await tell(table, SEED + told / BATCH, Math.min(STORIES, BATCH))
  if (STORIES >= 10_000 || process.env['MODEL_TABLE']) process.stdout.write(`${table.print()}\n`)
  expect(table.wrong()).toEqual([])
  if (STORIES < 10_000) return
  expect(table.empty()).toEqual([])
  for (const mark of RARE) expect([mark, table.share(mark) >= 0.01]).toEqual([mark, true])
}, 300_000)
