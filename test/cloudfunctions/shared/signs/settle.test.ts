import type { SignState } from '#domain/lines/sign-plan'
import type { Evidence } from '#domain/order'
import { believeSign } from '../../../../cloudfunctions/shared/signs/believe'
import type { SignPending } from '../../../../cloudfunctions/shared/signs/document'
import { T0 } from '../orders/fixtures'
import { aSignIn, aSignPending, told } from './fixtures'

const MINUTE = 60_000

/** The signing with a pending call, after hearing of it. */
const after = (
  from: SignState,
  pending: SignPending,
  to: SignState,
  evidence: Evidence = 'query',
  at = T0 + 1000,
) => believeSign(aSignIn(from, {}, { pending }), { n: pending.n, told: told(to), evidence, at })

describe('a pending sign', () => {
  it('is kept while its package is missing and the customer may send it again', () => {
    expect(after('CREATING', aSignPending('sign'), 'UNSIGNED')).toHaveProperty('pending')
    expect(after('CREATING', aSignPending('sign'), 'UNSIGNED', 'query', T0 + 10 * MINUTE)).not.toHaveProperty(
      'pending',
    )
  })

  it.each(['SIGNED', 'EXPIRE', 'SIGN_PLAN_CANCEL'] as const)('is settled by %s', (state) => {
    expect(after('CREATING', aSignPending('sign'), state)).not.toHaveProperty('pending')
  })
})

describe('a pending cancel', () => {
  const cancel = (from: 'UNSIGNED' | 'SIGNED', more: Partial<SignPending> = {}) =>
    aSignPending('cancel', { from, ...more })

  it('is settled by an end, and not by the state that it would end', () => {
    expect(after('SIGNED', cancel('SIGNED'), 'SIGN_PLAN_CANCEL', 'answer')).not.toHaveProperty('pending')
    expect(after('SIGNED', cancel('SIGNED'), 'COMPLETE')).not.toHaveProperty('pending')
    expect(after('SIGNED', cancel('SIGNED'), 'SIGNED', 'query', T0 + 9 * MINUTE)).toHaveProperty('pending')
  })

  it('of what was not signed is settled once it is signed and the cancel cannot be under way any more', () => {
    expect(after('UNSIGNED', cancel('UNSIGNED'), 'SIGNED')).toHaveProperty('pending')
    expect(after('UNSIGNED', cancel('UNSIGNED'), 'SIGNED', 'notification', T0 + MINUTE)).toHaveProperty(
      'pending',
    )
    expect(after('UNSIGNED', cancel('UNSIGNED'), 'SIGNED', 'query', T0 + MINUTE)).not.toHaveProperty(
      'pending',
    )
  })

  it('that made room for a new attempt leaves it open, through the query that proves it', () => {
    const ended = after('UNSIGNED', cancel('UNSIGNED', { forRetry: true }), 'SIGN_PLAN_CANCEL', 'answer')
    expect(ended).toMatchObject({ retrying: true })
    const proven = believeSign(ended, { n: 1, told: told('SIGN_PLAN_CANCEL'), evidence: 'query', at: T0 })
    expect(proven).toMatchObject({ retrying: true, attempts: [{ proven: 'SIGN_PLAN_CANCEL' }] })
    expect(after('UNSIGNED', cancel('UNSIGNED'), 'SIGN_PLAN_CANCEL')).not.toHaveProperty('retrying')
  })

  it('of another attempt stays', () => {
    const pending = cancel('UNSIGNED')
    const sign = aSignIn('SIGNED', {}, { pending: { ...pending, n: 2 } })
    expect(believeSign(sign, { n: 1, told: told('SIGN_PLAN_CANCEL'), evidence: 'query', at: T0 })).toHaveProperty('pending') // prettier-ignore
  })
})
