import type { PlanDocument } from '../../../../cloudfunctions/shared/plans/document'
import { believeNoPlan, believePlan } from '../../../../cloudfunctions/shared/plans/believe'
import { PLAN_DIFFERS, PLAN_LOST, PLAN_WORD } from '../../../../cloudfunctions/shared/plans/for-a-person'
import { consolePlanView, isSignable } from '../../../../cloudfunctions/shared/plans/view'
import type { Plan } from '../../../../cloudfunctions/shared/wechatpay/payscore-plans'
import { T0 } from '../orders/fixtures'
import { aPlan, aPlanPending, told } from './fixtures'

const MINUTE = 60_000
const hear = (plan: PlanDocument, what: Plan, evidence: 'query' | 'answer' = 'query') =>
  believePlan(plan, what, evidence, T0 + 5)

describe('a plan', () => {
  it('made: its number at WeChat Pay is kept, and the bytes go', () => {
    const after = hear(aPlan('CREATING', { pending: aPlanPending('create') }), told('NORMAL'), 'answer')
    expect(after).toMatchObject({ state: 'NORMAL', plan_id: 'P1' })
    expect(after).not.toHaveProperty('pending')
    expect(after).not.toHaveProperty('proven')
    expect(hear(after, told('NORMAL'))).toMatchObject({ proven: 'NORMAL' })
  })

  it('stopped: since when WeChat Pay says, else since we heard of it', () => {
    const stopping = aPlan('NORMAL', { plan_id: 'P1', proven: 'NORMAL', pending: aPlanPending('stop') })
    const after = hear(stopping, told('STOP', { stoppedAt: T0 + 1 }), 'answer')
    expect(after).toMatchObject({ state: 'STOP', stoppedAt: T0 + 1 })
    expect(after).not.toHaveProperty('pending')
    expect(after).not.toHaveProperty('proven')
    expect(hear(stopping, told('STOP'))).toMatchObject({ stoppedAt: T0 + 5, proven: 'STOP' })
  })

  it('whose stop was not carried out yet keeps its intent', () => {
    const stopping = aPlan('NORMAL', { pending: aPlanPending('stop') })
    expect(hear(stopping, told('NORMAL'))).toHaveProperty('pending')
  })

  it('that is stopped begins again by a query alone, which is recorded', () => {
    expect(hear(aPlan('STOP'), told('NORMAL'), 'answer').state).toBe('STOP')
    expect(hear(aPlan('STOP'), told('NORMAL'))).toMatchObject({
      state: 'NORMAL',
      audit: [{ what: 'correction', note: 'STOP → NORMAL' }],
    })
  })

  it('found late is no correction', () => {
    expect(hear(aPlan('NOT_CREATED', { proven: 'NOT_CREATED' }), told('NORMAL'))).toMatchObject({
      state: 'NORMAL',
      audit: [],
    })
  })

  it.each<[string, Partial<Plan>]>([
    ['more sessions', { deduction_quantity: 3 }],
    ['another total', { total_actual_price: 15_001 }],
    ['another original total', { total_original_price: 18_001 }],
    ['another duration', { plan_duration: 31 }],
    ['a session at another price', { plan_detail_list: [{ plan_detail_no: 2, actual_price: 7001 }] }],
    ['a session that is not ours', { plan_detail_list: [{ plan_detail_no: 3, actual_price: 1 }] }],
  ])('of %s is for a person, and nobody signs it', (_what, more) => {
    const after = hear(aPlan('NORMAL'), told('NORMAL', more))
    expect(after.alerts).toEqual([PLAN_DIFFERS])
    expect(isSignable(after)).toBe(false)
  })

  it('of the very words is for nobody, and is signed', () => {
    const more = {
      deduction_quantity: 2,
      total_original_price: 18_000,
      total_actual_price: 15_000,
      plan_duration: 30,
    }
    const list = [{ plan_detail_no: 1, actual_price: 8000 }, {}]
    const after = hear(aPlan('NORMAL'), told('NORMAL', { ...more, plan_detail_list: list }))
    expect(after.alerts).toEqual([])
    expect(isSignable(after)).toBe(true)
  })

  it('with a word that we do not know stays as it was', () => {
    expect(hear(aPlan('NORMAL'), told(undefined))).toMatchObject({ state: 'NORMAL', alerts: [PLAN_WORD] })
  })
})

describe('no such plan', () => {
  it('twice, a minute apart and a minute after it was sent: it never was', () => {
    const unheard = aPlan('CREATING', { pending: aPlanPending('create') })
    const soon = believeNoPlan(unheard, T0 + MINUTE - 1)
    expect(soon).toEqual(unheard)
    const once = believeNoPlan(soon, T0 + MINUTE)
    expect(once).toMatchObject({ state: 'CREATING', missingAt: T0 + MINUTE })
    expect(believeNoPlan(once, T0 + 2 * MINUTE - 1).state).toBe('CREATING')
    const twice = believeNoPlan(once, T0 + 2 * MINUTE)
    expect(twice).toMatchObject({ state: 'NOT_CREATED', proven: 'NOT_CREATED' })
    expect(twice).not.toHaveProperty('pending')
    expect(twice).not.toHaveProperty('missingAt')
    expect(believeNoPlan(twice, T0 + 9 * MINUTE)).toEqual(twice)
  })

  it('although it was there: a person is told, but not of one that was just made', () => {
    expect(believeNoPlan(aPlan('NORMAL'), T0 + 1000).alerts).toEqual([])
    expect(believeNoPlan(aPlan('NORMAL'), T0 + MINUTE).alerts).toEqual([PLAN_LOST])
  })
})

describe('shown', () => {
  it('is what can be done with it, and nothing of the one who made it', () => {
    const view = consolePlanView(aPlan('NORMAL', { plan_id: 'P1', sub_mchid: '1900007782' }))
    expect(view).toMatchObject({
      actions: ['stop'],
      original: 18_000,
      total: 15_000,
      sub_mchid: '1900007782',
    })
    expect(consolePlanView(aPlan('NORMAL', { pending: aPlanPending('stop') }))).toMatchObject({
      actions: [],
      pending: 'stop',
    })
    expect(consolePlanView(aPlan('STOP', { stoppedAt: T0 }))).toMatchObject({ actions: [], stoppedAt: T0 })
    expect(consolePlanView(aPlan('CREATING')).actions).toEqual([])
  })

  it('is offered when it is there, known by its number, and nothing is under way', () => {
    expect(isSignable(aPlan('NORMAL', { plan_id: 'P1' }))).toBe(true)
    expect(isSignable(aPlan('NORMAL'))).toBe(false)
    expect(isSignable(aPlan('STOP', { plan_id: 'P1' }))).toBe(false)
    expect(isSignable(aPlan('NORMAL', { plan_id: 'P1', pending: aPlanPending('stop') }))).toBe(false)
  })
})
