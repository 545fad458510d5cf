import { formatMoment, type Moment, parseTimeText } from '../domain/period'

/** A moment as the native pickers give it, in Beijing time: `2026-11-20` and `18:03`. */
export interface PickedTime {
  date: string
  time: string
}

/** What the pickers show for a moment; its seconds are dropped. */
export function pickedOf(moment: Moment): PickedTime {
  const [date = '', time = ''] = formatMoment(moment).split(' ')
  return { date, time }
}

/** The moment that was picked, at its full minute; `undefined` while one of the two is missing. */
export function momentOf({ date, time }: PickedTime): Moment | undefined {
  const text = `${date}${time}00`.replace(/[-:]/g, '')
  return text.length === 14 ? parseTimeText(text) : undefined
}
