import {
  dayAfter,
  firstProgress,
  readBillProgress,
  readyAt,
  startOf,
} from '../../../cloudfunctions/shared/bill-progress'
import { FindingStore } from './finding-store'

const HOUR = 3_600_000
const MIDNIGHT = Date.UTC(2026, 10, 18, 16)

it('a day begins at Beijing’s midnight, and its bill is there by ten the next morning', () => {
  expect(startOf('20261119')).toBe(MIDNIGHT)
  expect(readyAt('20261119')).toBe(MIDNIGHT + 34 * HOUR)
  expect(startOf('2026')).toBeNaN()
})

it('days follow one another over months, years and leap days', () => {
  expect([
    dayAfter('20261130'),
    dayAfter('20261231'),
    dayAfter('20280228'),
    dayAfter('20270101', -1),
  ]).toEqual(['20261201', '20270101', '20280229', '20261231'])
})

it('the first bill is that of the day on which the timer first ran; how far it came is kept', async () => {
  const store = new FindingStore([])
  expect(await readBillProgress(store)).toBeUndefined()
  const first = firstProgress(MIDNIGHT + 5 * HOUR)
  expect(first).toEqual({
    _id: 'trade-bill',
    schema: 1,
    version: 1,
    day: '20261119',
    askAt: MIDNIGHT + 34 * HOUR,
  })
  expect(firstProgress(MIDNIGHT - 1).day).toBe('20261118')
  await store.insert('bills', first)
  expect(await readBillProgress(store)).toEqual(first)
})
