/**
 * One step of a schedule: an actor's held request goes out and the actor goes on to its next one.
 * - `lost`: WeChat Pay carries the call out, its answer is lost on the way.
 * - `dies`: the request takes effect, the function dies before it sees the answer.
 */
export interface Move {
  actor: string
  fault?: 'lost' | 'dies'
}

/**
 * What goes wrong with notifications: chosen before the first step. A late one comes when everything has settled without it:
 * until then it is lost.
 */
export const NOTIFICATION_FAULTS = ['doubled', 'late', 'reordered'] as const
export type NotificationFault = (typeof NOTIFICATION_FAULTS)[number]

/** A story, what happens to its notifications, and the moves; where they end, everybody finishes in turn. */
export interface Script {
  story: string
  notifications: NotificationFault | 'normal'
  moves: readonly Move[]
}

const wordOf = ({ actor, fault }: Move): string => (fault === undefined ? actor : `${actor}!${fault}`)

/** Short enough to read and to copy: `confirm+cancel | late | cancel*2 confirm cancel!dies`. */
export function writeScript({ story, notifications, moves }: Script): string {
  const runs: { word: string; times: number }[] = []
  for (const word of moves.map(wordOf)) {
    const last = runs.at(-1)
    if (last?.word === word) last.times++
    else runs.push({ word, times: 1 })
  }
  const words = runs.map(({ word, times }) => (times === 1 ? word : `${word}*${times}`))
  return `${story} | ${notifications} | ${words.join(' ')}`
}

const isNotificationFault = (text: string): text is NotificationFault =>
  (NOTIFICATION_FAULTS as readonly string[]).includes(text)

/** @throws Error when the text is not what `writeScript` writes */
export function readScript(text: string): Script {
  const [story = '', notifications = '', words] = text.split('|').map((part) => part.trim())
  if (words === undefined || !(notifications === 'normal' || isNotificationFault(notifications)))
    throw new Error(`A schedule is written "story | normal | moves", not "${text}".`)
  const moves = words
    .split(/\s+/)
    .filter((word) => word !== '')
    .flatMap((word) => {
      const [, actor, fault, times = '1'] = /^([a-z0-9#-]+)(?:!(lost|dies))?(?:\*(\d+))?$/i.exec(word) ?? []
      if (actor === undefined) throw new Error(`"${word}" is no move of a schedule.`)
      const move: Move = { actor, ...(fault === undefined ? {} : { fault: fault as 'lost' | 'dies' }) }
      return Array.from({ length: Number(times) }, () => move)
    })
  return { story, notifications, moves }
}
