import { PLOTS } from '../journeys/schedules/plots'
import { playAll } from '../journeys/schedules/sweep'
import { Theatre } from '../journeys/schedules/theatre'

/**
 * Every schedule of every story with at most two preemptions and one fault, as test/journeys/schedules plays some of them.
 * @param only the names of stories, separated by commas; all of them when absent
 * @returns whether what must hold held after each
 */
export async function everySchedule(
  only: string | undefined,
  print: (line: string) => void,
): Promise<boolean> {
  const names = only?.split(',')
  let played = 0
  let failed = 0
  for (const plot of PLOTS.filter(({ name }) => names?.includes(name) !== false)) {
    const startedAt = Date.now()
    // A world of its own: none grows old.
    const theatre = await Theatre.open(plot.protocol)
    try {
      const swept = await playAll(theatre, plot)
      played += swept.played
      failed += swept.failures.length
      const seconds = Math.round((Date.now() - startedAt) / 1000)
      print(`${plot.name}: ${swept.played} schedules, ${swept.failures.length} failed, ${seconds} s`)
      for (const failure of swept.failures.slice(0, 10)) print(`  FAILED: ${failure}`)
    } finally {
      await theatre.close()
    }
  }
  print(
    `${played} schedules, ${failed} failed; one replays with SCHEDULE='<text>' npx jest test/journeys/schedules`,
  )
  return failed === 0
}
