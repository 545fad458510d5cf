import {
  checkPaidTime,
  checkPlannedPeriod,
  checkRealPeriod,
} from '../../../../../cloudfunctions/shared/wechatpay/checks/period'
import { problemsOf } from './problems'

/** 2026-11-20 10:00:00 in Beijing. */
const NOW = Date.UTC(2026, 10, 20, 2, 0, 0)
const ODD = 'is not an existing time yyyyMMddHHmmss or day yyyyMMdd'

describe('planned', () => {
  const check = (start: unknown, end?: unknown) =>
    problemsOf((fields) => {
      checkPlannedPeriod(fields, ['start', start], ['end', end], NOW)
    })
  test.each<[unknown, unknown, string[]]>([
    ['OnAccept', undefined, []],
    ['OnAccept', '20261120100101', []],
    ['OnAccept', '20261120', []],
    ['20261120100001', undefined, []],
    ['20261120100000', undefined, ['start: is not in the future; OnAccept starts with the confirmation']],
    ['20261120', undefined, []],
    ['20261119', undefined, ['start: is before today']],
    [undefined, undefined, ['start: is missing']],
    ['onaccept', undefined, [`start: ${ODD}`]],
    ['OnAccept', 'OnAccept', [`end: ${ODD}`]],
    ['OnAccept', '20261120100100', ['end: is not more than a minute in the future']],
    ['OnAccept', '20261119', ['end: is before today']],
    ['OnAccept', '20261119100000', ['end: is not more than a minute in the future']],
    ['20261119100000', undefined, ['start: is not in the future; OnAccept starts with the confirmation']],
    ['20261120120000', '20261120120001', []],
    ['20261120120000', '20261120120000', ['end: is not after start']],
    ['20261120', '20261121', []],
    ['20261120', '20261120', ['end: is not after start']],
    ['20261121', '20261120', ['end: is not after start']],
    ['x', 'y', [`start: ${ODD}`, `end: ${ODD}`]],
    ['x', '20261121', [`start: ${ODD}`]],
  ])('%j to %j', (start, end, expected) => {
    expect(check(start, end)).toEqual(expected)
  })
})

describe('real', () => {
  const check = (planned: string | undefined, start: unknown, end: unknown, endNeeded = true) =>
    problemsOf((fields) => {
      checkRealPeriod(fields, planned, ['start', start], ['end', end], endNeeded, NOW)
    })
  const toTheSecond = 'is not as precise as the order was created (to the second)'
  const toTheDay = 'is not as precise as the order was created (to the day)'
  test.each<[string | undefined, unknown, unknown, string[]]>([
    ['OnAccept', '20261120090000', '20261120100000', []],
    ['OnAccept', undefined, '20261120100000', []],
    ['OnAccept', undefined, '20261120100001', ['end: is in the future']],
    ['OnAccept', undefined, undefined, ['end: is missing']],
    ['OnAccept', '20261120', '20261120100000', [`start: ${toTheSecond}`, 'end: is not after start']],
    ['OnAccept', '20261119', '20261120', [`start: ${toTheSecond}`, `end: ${toTheSecond}`]],
    ['20261119', '20261119', '20261120', []],
    ['20261119', '20261118120000', '20261120', [`start: ${toTheDay}`]],
    ['20261119', undefined, '20261120', []],
    ['20261119', undefined, '20261119', ['end: is not after the planned start']],
    ['20261120080000', undefined, '20261120080000', ['end: is not after the planned start']],
    ['20261120080000', '20261120090000', '20261120085959', ['end: is not after start']],
    ['20261120080000', '20261120075900', '20261120075959', []],
    [undefined, '20261119', '20261120100000', []],
    ['OnAccept', 'x', '20261120100000', [`start: ${ODD}`]],
  ])('planned %j, %j to %j', (planned, start, end, expected) => {
    expect(check(planned, start, end)).toEqual(expected)
  })

  test('an end may be left out where none belongs, and is checked where it stands', () => {
    expect(check('OnAccept', undefined, undefined, false)).toEqual([])
    expect(check('OnAccept', undefined, '20261120100001', false)).toEqual(['end: is in the future'])
    expect(check('OnAccept', undefined, 'x', false)).toEqual([`end: ${ODD}`])
  })
})

describe('paid elsewhere', () => {
  const check = (value: unknown, completedAt?: number) =>
    problemsOf((fields) => {
      checkPaidTime(fields, value, { now: NOW, completedAt })
    })
  test.each<[unknown, number | undefined, string[]]>([
    ['20261120095959', undefined, []],
    ['20261120100000', undefined, ['paid_time: is not before now']],
    ['20261119', undefined, ['paid_time: is not precise to the second']],
    [undefined, undefined, ['paid_time: is missing']],
    ['20261120095959', NOW - 1001, []],
    ['20261120095959', NOW - 1000, ['paid_time: is not after the completion']],
    ['20261120100000', NOW + 1, ['paid_time: is not before now']],
    ['x', NOW, [`paid_time: ${ODD}`]],
  ])('%j, completed %j', (value, completedAt, expected) => {
    expect(check(value, completedAt)).toEqual(expected)
  })
})
