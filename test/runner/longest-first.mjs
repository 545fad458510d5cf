// @ts-check
// In which order the test files run. On a fresh clone jest knows nothing of them but their size, and the longest are small: one
// that starts last leaves the other workers idle for a minute.
import { relative, sep } from 'node:path'
import Sequencer from '@jest/test-sequencer'

/** The files that run for more than about eight seconds, the longest first; after them come all others, as jest orders them. */
export const LONGEST = [
  'journeys/random',
  'journeys/schedules/schedules',
  'journeys/kill-points',
  'journeys/goods-switches',
  'journeys/owed-switches',
  'journeys/kill-points-goods',
  'journeys/money',
  'simulator/world/story',
  'model/model',
  'journeys/permissions',
  'journeys/switches',
  'simulator/cloudbase/durability',
  'journeys/lost',
  'simulator/automator/automator',
  'journeys/goods-random',
  'journeys/owed-random',
  'journeys/slow',
  'journeys/refund',
  'journeys/bill',
  'journeys/parts',
  'simulator/automator/launch',
  'journeys/owed-lost',
  'journeys/owed',
  'simulator/cloudbase/examined',
  'journeys/doubts',
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
