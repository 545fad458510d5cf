import { parseMoment, toDay, toRfc3339, toSeconds } from '../../../simulator/sandbox/beijing-time'

const newYear = Date.UTC(2026, 11, 31, 16, 0, 0)

test('UTC+8, whatever the machine’s zone', () => {
  expect(toSeconds(newYear)).toBe('20270101000000')
  expect(toSeconds(newYear - 1)).toBe('20261231235959')
  expect(toDay(newYear)).toBe('20270101')
  expect(toRfc3339(newYear)).toBe('2027-01-01T00:00:00+08:00')
  expect(parseMoment('20270101000000')).toEqual({ text: '20270101000000', precision: 'seconds', ms: newYear })
  expect(parseMoment('20270101')).toEqual({ text: '20270101', precision: 'day', ms: newYear })
})

test.each([
  '',
  '2027',
  '20270132',
  '20270229',
  '20270101240000',
  '20270101006000',
  'OnAccept',
  '2027-01-01',
  '202701010000001',
])('%j is no moment', (text) => {
  expect(parseMoment(text)).toBeUndefined()
})
