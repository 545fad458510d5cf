// @ts-check
// In which order the test files run. On a fresh clone jest knows nothing of them but their size, and the longest are small: one
// that starts last leaves the other workers idle for a minute.
import { relative, sep } from 'node:path'
import Sequencer from '@jest/test-sequencer'

/** The files that run for more than about eight seconds, the longest first; after them come all others, as jest orders them. */
export const LONGEST = [
  'journeys/random',
  'journeys/kill-points',
  'journeys/schedules/schedules',
  'journeys/plans-switches',
  'simulator/world/plan-story',
  'simulator/world/goods-story',
  'e2e/plans',
  'simulator/world/story',
  'model/model',
  'journeys/permissions',
  'journeys/plans-lost',
  'journeys/money',
  'e2e/goods',
  'journeys/slow',
  'journeys/lost',
  'journeys/kill-points-goods',
  'journeys/owed-switches',
  'journeys/goods-switches',
  'journeys/plans-random',
  'journeys/sessions-switches',
  'journeys/switches',
  'e2e/console',
  'journeys/sessions-lost',
  'journeys/doubts',
  'simulator/automator/automator',
  'journeys/refund',
  'journeys/owed-lost',
  'simulator/automator/launch',
  'journeys/bill',
  'journeys/lapse',
  'journeys/secrets-plans',
  'journeys/sessions',
  'simulator/cloudbase/durability',
  'simulator/cloudbase/examined',
  'journeys/goods-random',
  'journeys/owed-random',
  'journeys/parts',
  'journeys/owed',
  'e2e/payafter',
  'journeys/as-a-provider',
  'journeys/as-a-merchant',
  'journeys/goods-kept',
]

/** Where a file stands among the longest; behind them all when it is none of them. @param {string} path */
const rank = (path) => {
  const place = LONGEST.indexOf(
    path
      .split(sep)
      .join('/')
      .replace(/^test\//, '')
      .replace(/\.test\.ts$/, ''),
  )
  return place === -1 ? LONGEST.length : place
}

export default class LongestFirst extends Sequencer {
  /** @param {Parameters<Sequencer['sort']>[0]} tests */
  async sort(tests) {
    const sorted = await super.sort(tests)
    const ranked = sorted.map((test) => ({
      test,
      at: rank(relative(test.context.config.rootDir, test.path)),
    }))
    return ranked.sort((one, other) => one.at - other.at).map(({ test }) => test)
  }
}
