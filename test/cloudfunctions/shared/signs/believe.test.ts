import fc from 'fast-check'
import type { SignState } from '#domain/lines/sign-plan'
import type { Evidence } from '#domain/order'
import {
  believeNoSign,
  believeSign,
  neverMade,
  withDoubt,
} from '../../../../cloudfunctions/shared/signs/believe'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { SIGN_DIFFERS, SIGN_WORD, TWO_SIGNED } from '../../../../cloudfunctions/shared/signs/for-a-person'
import { isEnded } from '../../../../cloudfunctions/shared/signs/states'
import type { SignPlan } from '../../../../cloudfunctions/shared/wechatpay/user-sign-plans'
import { T0 } from '../orders/fixtures'
import { anAttempt, aSign, aSignIn, aSignPending, SIGN_ID, told } from './fixtures'

const MINUTE = 60_000
const hear = (sign: SignDocument, what: SignPlan, evidence: Evidence, at = T0, n = 1): SignDocument =>
  believeSign(sign, { n, told: what, evidence, at })

describe('a signing', () => {
  it('is signed by a notification, which proves nothing of it', () => {
    const before = aSignIn('UNSIGNED', { proven: 'UNSIGNED', package: 'P', packageAt: T0 })
    const details = [{ plan_detail_no: 1, plan_detail_state: 'USED' as const }]
    const after = hear(before, told('SIGNED', { signedAt: T0 + 5, overAt: T0 + 9, signed_detail_list: details }), 'notification') // prettier-ignore
    expect(after).toMatchObject({
      state: 'SIGNED',
      sign_plan_id: 'S1',
      signed: { signedAt: T0 + 5, overAt: T0 + 9 },
    })
    expect(after.signed).not.toHaveProperty('details')
    expect(after.attempts[0]).not.toHaveProperty('proven')
    expect(after.attempts[0]).not.toHaveProperty('package')
  })

  it('is proven by a query, which tells its sessions', () => {
    const signed_detail_list = [
      { plan_detail_no: 1, plan_detail_state: 'USED' as const, actual_pay_price: 8000 },
      { plan_detail_no: 2, plan_detail_state: 'NOT_USED' as const, actual_pay_price: 0 },
      { plan_detail_no: 3 },
    ]
    const after = hear(aSignIn('UNSIGNED'), told('SIGNED', { signed_detail_list }), 'query')
    expect(after.attempts[0]).toMatchObject({ proven: 'SIGNED' })
    expect(after.signed).toMatchObject({
      signedAt: T0,
      details: [
        { no: 1, state: 'USED', paid: 8000 },
        { no: 2, state: 'NOT_USED' },
      ],
    })
  })

  it('that was ended says who did', () => {
    const by = (cancel_sign_type: SignPlan['cancel_sign_type'] & string) =>
      hear(aSign(), told('SIGN_PLAN_CANCEL', { cancel_sign_type }), 'query', T0 + 7).signed
    expect(by('USER')).toMatchObject({ cancelledBy: 'customer', cancelledAt: T0 + 7 })
    expect(by('MERCHANT')).toMatchObject({ cancelledBy: 'merchant' })
    expect(by('REVOKE_SERVICE')).toMatchObject({ cancelledBy: 'service-closed' })
    expect(by('NOT_CANCEL')).not.toHaveProperty('cancelledBy')
  })

  it.each([
    ['customer', 'customer'],
    ['operator', 'merchant'],
    ['reconcile', undefined],
  ] as const)('that we ended for the %s says so, although WeChat Pay says MERCHANT', (by, cancelledBy) => {
    const sign = aSign({
      audit: [
        { at: T0, by: 'operator', what: 'sign' },
        { at: T0, by, what: 'cancel' },
      ],
    })
    const after = hear(sign, told('SIGN_PLAN_CANCEL', { cancel_sign_type: 'MERCHANT' }), 'query')
    expect(after.signed?.cancelledBy).toBe(cancelledBy)
  })

  it('that a query contradicts is corrected, and the trail says so', () => {
    const after = hear(aSignIn('SIGN_PLAN_CANCEL', { proven: 'SIGN_PLAN_CANCEL' }), told('SIGNED'), 'query')
    expect(after).toMatchObject({
      state: 'SIGNED',
      audit: [{ what: 'correction', note: 'SIGN_PLAN_CANCEL → SIGNED', by: 'reconcile' }],
    })
    expect(after.signed).not.toHaveProperty('cancelledBy')
  })

  it('with a word that we do not know stays, and a person is told; a notification’s says nothing', () => {
    expect(hear(aSign(), told(undefined), 'query')).toMatchObject({ state: 'SIGNED', alerts: [SIGN_WORD] })
    expect(hear(aSign(), told(undefined), 'notification')).toEqual(aSign())
  })

  it.each<[string, Partial<SignPlan>]>([
    ['another plan', { plan_id: 'P2' }],
    ['more sessions', { deduction_quantity: 4 }],
    ['another total', { total_actual_price: 21_001 }],
    ['another original total', { total_origin_price: 26_001 }],
    ['a session at another price', { signed_detail_list: [{ plan_detail_no: 2, actual_price: 6999 }] }],
    ['a session that is not in the plan', { signed_detail_list: [{ plan_detail_no: 4, actual_price: 1 }] }],
  ])('of %s is for a person', (_what, more) => {
    expect(hear(aSign(), told('SIGNED', more), 'query').alerts).toEqual([SIGN_DIFFERS])
  })

  it('of the very plan is for nobody', () => {
    const same = {
      plan_id: 'P1',
      deduction_quantity: 3,
      total_origin_price: 26_000,
      total_actual_price: 21_000,
    }
    const list = [{ plan_detail_no: 1, actual_price: 8000 }, {}]
    const after = hear(aSign(), told('SIGNED', { ...same, signed_detail_list: list }), 'query')
    expect(after.alerts).toEqual([])
  })
})

describe('two attempts', () => {
  const two = (first: SignState, second: SignState): SignDocument =>
    aSign({ attempts: [anAttempt(1, first), anAttempt(2, second)], current: 2, state: second })

  it('the older one proves to be signed: it counts', () => {
    const after = hear(two('SIGN_PLAN_CANCEL', 'UNSIGNED'), told('SIGNED', { sign_plan_id: 'OLD' }), 'query')
    expect(after).toMatchObject({ current: 1, state: 'SIGNED', sign_plan_id: 'OLD' })
    expect(after.audit.at(-1)).toMatchObject({ what: 'current-attempt', note: `${SIGN_ID}-2 → ${SIGN_ID}-1` })
  })

  it('both are signed: a person is told, and the newer one counts', () => {
    const after = hear(two('SIGN_PLAN_CANCEL', 'SIGNED'), told('SIGNED'), 'query')
    expect(after.current).toBe(2)
    expect(after.alerts[0]).toContain(TWO_SIGNED)
  })

  it('what is heard of the older one else says nothing of the signing', () => {
    const before = two('UNSIGNED', 'SIGNED')
    const after = hear(before, told('SIGN_PLAN_CANCEL', { cancel_sign_type: 'USER' }), 'query')
    expect(after).toMatchObject({ state: 'SIGNED', attempts: [{ state: 'SIGN_PLAN_CANCEL' }, {}] })
    expect(after).not.toHaveProperty('signed')
  })
})

describe('no such signing', () => {
  const unheard = () => aSignIn('CREATING', {}, { pending: aSignPending('sign') })

  it('twice, a minute apart and a minute after it was sent: it never was', () => {
    const soon = believeNoSign(unheard(), 1, T0 + MINUTE - 1)
    expect(soon).toEqual(unheard())
    const once = believeNoSign(soon, 1, T0 + MINUTE)
    expect(once.attempts[0]).toMatchObject({ state: 'CREATING', missingAt: T0 + MINUTE })
    const tooSoon = believeNoSign(once, 1, T0 + 2 * MINUTE - 1)
    expect(tooSoon.state).toBe('CREATING')
    const twice = believeNoSign(tooSoon, 1, T0 + 2 * MINUTE)
    expect(twice).toMatchObject({ state: 'NOT_CREATED', attempts: [{ proven: 'NOT_CREATED' }] })
    expect(twice).not.toHaveProperty('pending')
    expect(believeNoSign(twice, 1, T0 + 3 * MINUTE)).toEqual(twice)
  })

  it('although it was there: a person is told, but not of one that was just made', () => {
    expect(believeNoSign(aSignIn('UNSIGNED'), 1, T0 + 1000).alerts).toEqual([])
    expect(believeNoSign(aSignIn('UNSIGNED'), 1, T0 + MINUTE).alerts[0]).toContain(`${SIGN_ID}-1`)
  })

  it('of an older attempt leaves the one that counts', () => {
    const two = aSign({ attempts: [anAttempt(1, 'CREATING'), anAttempt(2, 'SIGNED')], current: 2 })
    expect(neverMade(two, 1)).toMatchObject({ state: 'SIGNED', attempts: [{ state: 'NOT_CREATED' }, {}] })
  })
})

it('a doubt makes only what is over be asked about again', () => {
  expect(withDoubt(aSignIn('EXPIRE', { proven: 'EXPIRE' }), 1).attempts[0]).not.toHaveProperty('proven')
  expect(withDoubt(aSignIn('SIGNED', { proven: 'SIGNED' }), 1).attempts[0]).toHaveProperty('proven')
})

it('whatever is heard in whatever order: without a query nothing that ended begins again, and a query is always believed', () => {
  const states = fc.constantFrom<SignState>('UNSIGNED', 'SIGNED', 'COMPLETE', 'SIGN_PLAN_CANCEL', 'EXPIRE')
  const evidences = fc.constantFrom<Evidence>('query', 'answer', 'notification')
  fc.assert(
    fc.property(fc.array(fc.tuple(states, evidences), { maxLength: 8 }), (heard) => {
      let sign = aSignIn('CREATING')
      for (const [state, evidence] of heard) {
        const before = sign
        sign = hear(sign, told(state), evidence)
        if (evidence === 'query') expect(sign.state).toBe(state)
        else if (isEnded(before.state)) expect(sign.state).toBe(before.state)
        expect(sign.state).toBe(sign.attempts[0]?.state)
        if (sign.attempts[0]?.proven) expect(sign.attempts[0].proven).toBe(sign.state)
      }
    }),
  )
})
