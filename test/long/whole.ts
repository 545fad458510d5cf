import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Suites of `npm test` that try a part of what they can; the variable makes them try everything. */
const WHOLE = {
  browser: { file: 'test/simulator/world', variable: 'BROWSER_STORIES' },
  'kill-points': { file: 'test/journeys/kill-points', variable: 'KILL_POINTS' },
  switches: { file: 'test/journeys/(goods-|plans-|sessions-)?switches', variable: 'SWITCHES' },
} as const

/**
 * One suite with everything that it can try; the built functions are the ones that `npm run build` left.
 * @returns whether it passed
 */
export function wholeSuite(name: keyof typeof WHOLE): boolean {
  const { file, variable } = WHOLE[name]
  const jest = join(process.cwd(), 'node_modules', 'jest', 'bin', 'jest.js')
  const { status } = spawnSync(process.execPath, [jest, file, '--selectProjects', 'node'], {
    env: { ...process.env, [variable]: 'all' },
    stdio: 'inherit',
  })
  return status === 0
}
