import fc from 'fast-check'
import { momentOf, pickedOf } from '../../../miniprogram/console/picked-time'

/** Full seconds from 2000 to 2099. */
const second = fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((s) => s * 1000)

it('gives pickers a minute and takes the same minute back', () => {
  fc.assert(fc.property(second, (moment) => momentOf(pickedOf(moment)) === moment - (moment % 60_000)))
  expect(momentOf({ date: '', time: '10:00' })).toBeUndefined()
  expect(momentOf({ date: '2026-02-30', time: '10:00' })).toBeUndefined()
})

it('is picked only when both the day and the time are', () => {
  expect(momentOf({ date: '2026-01-01', time: '' })).toBeUndefined()
  expect(momentOf({ date: '2026-01-01', time: '00:00' })).toBe(Date.UTC(2025, 11, 31, 16))
})
