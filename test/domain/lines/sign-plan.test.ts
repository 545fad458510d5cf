import fc from 'fast-check'
import {
  PLAN_LIMITS,
  type PlanDraft,
  planProblems,
  planTotals,
} from '../../../miniprogram/domain/lines/sign-plan'
import { details } from '../../miniprogram/plan-fixtures'

const good: PlanDraft = { name: '羽毛球入门', durationDays: 90, details }
const LIMIT = 15000
const detail = { name: '一次', original: 12000, actual: 10000 }
const problems = (changes: Partial<PlanDraft>, limit = LIMIT) =>
  planProblems({ ...good, ...changes }, limit).map(({ at, problem }) =>
    at === undefined ? problem : `${at} ${problem}`,
  )

describe('what WeChat Pay takes as a plan', () => {
  it('is a name, days, and sessions whose price never rises', () => {
    expect(problems({})).toEqual([])
    expect(problems({ details: [detail, detail] })).toEqual([])
    expect(problems({ details: [{ ...detail, actual: 0 }] })).toEqual([])
  })

  it('is not what breaks a rule, and each broken rule is named with its place', () => {
    expect(problems({ name: ' ' })).toEqual(['name'])
    expect(problems({ name: '字'.repeat(21) })).toEqual(['name'])
    expect(problems({ durationDays: 0 })).toEqual(['days'])
    expect(problems({ durationDays: PLAN_LIMITS.days + 1 })).toEqual(['days'])
    expect(problems({ durationDays: 1.5 })).toEqual(['days'])
    expect(problems({ details: [] })).toEqual(['empty'])
    expect(problems({ details: Array.from({ length: 51 }, () => detail) })).toEqual(['too-many'])
    expect(problems({ details: [detail, { ...detail, name: '' }] })).toEqual(['1 detail-name'])
    expect(problems({ details: [{ ...detail, original: 0, actual: 0 }] })).toEqual(['0 price'])
    expect(problems({ details: [{ ...detail, actual: 1.5 }] })).toEqual(['0 price'])
    expect(problems({ details: [{ ...detail, actual: -1 }] })).toEqual(['0 price'])
    expect(problems({ details: [{ ...detail, actual: 12001 }] })).toEqual(['0 above-original'])
    expect(problems({ details: [detail, { ...detail, actual: 10001 }] })).toEqual(['1 rises'])
    expect(problems({ details: [detail] }, 9999)).toEqual(['0 above-limit'])
    expect(problems({ details: [{ ...detail, discount: '字'.repeat(21) }] })).toEqual(['0 discount'])
  })

  it('names every session that is wrong', () => {
    expect(
      problems({ name: '', details: [{ ...detail, name: '' }, detail, { ...detail, actual: 10001 }] }),
    ).toEqual(['name', '0 detail-name', '2 rises'])
  })

  it('whatever prices: none is above the one before, its original, or the limit', () => {
    const fen = fc.integer({ min: 0, max: 20000 })
    const any = fc.array(fc.record({ name: fc.constant('一次'), original: fen, actual: fen }), {
      minLength: 1,
      maxLength: 5,
    })
    fc.assert(
      fc.property(any, (list) => {
        const fits = list.every(
          ({ original, actual }, at) =>
            original > 0 &&
            actual <= original &&
            actual <= LIMIT &&
            actual <= (list[at - 1]?.actual ?? Number.MAX_SAFE_INTEGER),
        )
        expect(planProblems({ ...good, details: list }, LIMIT).length === 0).toBe(fits)
      }),
    )
  })

  it('comes to the sums of its sessions', () => {
    expect(planTotals(details)).toEqual({ original: 72000, actual: 55800 })
    expect(planTotals([])).toEqual({ original: 0, actual: 0 })
  })
})
