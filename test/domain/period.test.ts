import fc from 'fast-check'
import {
  formatMoment,
  formatShortMoment,
  parseTimeText,
  toDayText,
  toSecondText,
} from '../../miniprogram/domain/period'

/** Full seconds from 2000 to 2099. */
const second = fc.integer({ min: 946_684_800, max: 4_102_444_799 }).map((s) => s * 1000)

describe('Beijing time', () => {
  it('is eight hours ahead of UTC, whatever the machine thinks', () => {
    const moment = Date.UTC(2026, 10, 20, 16, 30, 5)
    expect(toSecondText(moment)).toBe('20261121003005')
    expect(toDayText(moment)).toBe('20261121')
    expect(formatMoment(moment)).toBe('2026-11-21 00:30')
    expect(formatShortMoment(moment)).toBe('11月21日 00:30')
  })

  it('reads back what it wrote', () => {
    fc.assert(fc.property(second, (moment) => parseTimeText(toSecondText(moment)) === moment))
    fc.assert(
      fc.property(second, (moment) => {
        const midnight = parseTimeText(toDayText(moment))
        expect(midnight).toBeLessThanOrEqual(moment)
        expect(moment - (midnight ?? 0)).toBeLessThan(86_400_000)
      }),
    )
  })

  it.each(['', '2026', '20261301', '20260230', '20260101240000', '20260101006000', 'OnAccept', '2026-01-01'])(
    'refuses %p',
    (text) => {
      expect(parseTimeText(text)).toBeUndefined()
    },
  )

  it('knows leap days', () => {
    expect(parseTimeText('20240229')).toBeDefined()
    expect(parseTimeText('20250229')).toBeUndefined()
  })
})

it('knows the last second of a day, and nothing around a time', () => {
  expect(parseTimeText('20260101235959')).toBe(Date.UTC(2026, 0, 1, 15, 59, 59))
  for (const text of [
    '20260101235960',
    '20260101246000',
    'x20260101',
    '20260101x',
    ' 20260101235959',
    '202601012359590',
  ])
    expect(parseTimeText(text)).toBeUndefined()
})
