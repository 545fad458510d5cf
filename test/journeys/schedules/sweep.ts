import { everySchedule, someSchedules, type Bounds, type Run } from './enumerate'
import { writeScript, type Script } from './move'
import type { Plot } from './plot'
import type { Theatre } from './theatre'

/** What is enumerated: two preemptions and one fault (issue: schedules). */
export const BOUNDS: Bounds = { preemptions: 2, faults: 1 }

/** What playing schedules of one story came to. */
export interface Swept {
  played: number
  /** Each begins with the text that replays it. */
  failures: string[]
}

type Notifications = Script['notifications']

/** A fault of notifications is the one fault: then nothing else goes wrong. */
const boundsFor = (notifications: Notifications): Bounds =>
  notifications === 'normal' ? BOUNDS : { ...BOUNDS, faults: 0 }

function runner(theatre: Theatre, plot: Plot, notifications: Notifications, swept: Swept): Run {
  return async (moves) => {
    swept.played++
    try {
      const { decisions, text, wrong } = await theatre.play(plot, { notifications, moves })
      if (wrong.length > 0) swept.failures.push([text, ...wrong].join('\n  '))
      return decisions
    } catch (error) {
      const text = writeScript({ story: plot.name, notifications, moves })
      swept.failures.push(`${text}\n  ${String(error)}`)
      return []
    }
  }
}

/** Plays every schedule of a story. */
export async function playAll(theatre: Theatre, plot: Plot): Promise<Swept> {
  const swept: Swept = { played: 0, failures: [] }
  for (const notifications of ['normal', ...plot.notifications] as const)
    await everySchedule(runner(theatre, plot, notifications, swept), boundsFor(notifications))
  return swept
}

/** Plays some schedules of a story, the same ones for the same choices. */
export async function playSome(
  theatre: Theatre,
  plot: Plot,
  count: number,
  pick: (below: number) => number,
): Promise<Swept> {
  const swept: Swept = { played: 0, failures: [] }
  const kinds = ['normal', ...plot.notifications] as const
  const notifications = kinds[pick(kinds.length)] ?? 'normal'
  await someSchedules(runner(theatre, plot, 'normal', swept), BOUNDS, count - 1, pick)
  await someSchedules(runner(theatre, plot, notifications, swept), boundsFor(notifications), 1, pick)
  return swept
}
