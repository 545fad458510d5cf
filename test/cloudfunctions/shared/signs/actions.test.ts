import type { SignState } from '#domain/lines/sign-plan'
import type { Moment } from '#domain/period'
import {
  canStartAnew,
  isOver,
  isSigned,
  operatorSignActions,
  signActions,
} from '../../../../cloudfunctions/shared/signs/actions'
import type { SignDocument } from '../../../../cloudfunctions/shared/signs/document'
import { T0 } from '../orders/fixtures'
import { anAttempt, aSign, aSignIn, aSignPending } from './fixtures'

const MINUTE = 60_000
const open = { package: 'P', packageAt: T0 }
const at = (sign: SignDocument, now: Moment = T0 + MINUTE, progress = {}) => signActions(sign, progress, now)

describe('the customer', () => {
  it.each<[string, SignDocument, readonly string[]]>([
    ['just asked', aSignIn('CREATING', {}, { pending: aSignPending('sign') }), ['retry']],
    ['to be signed', aSignIn('UNSIGNED', open), ['reopen', 'retry', 'cancel']],
    [
      'known without its package',
      aSignIn('UNSIGNED', {}, { pending: aSignPending('sign') }),
      ['retry', 'cancel'],
    ],
    ['being ended', aSignIn('UNSIGNED', open, { pending: aSignPending('cancel') }), []],
    ['signed', aSignIn('SIGNED'), ['cancel']],
    ['used up', aSignIn('COMPLETE'), []],
    ['ended by us', aSignIn('SIGN_PLAN_CANCEL', {}, { signed: { cancelledBy: 'merchant' } }), []],
    ['ended by itself', aSignIn('SIGN_PLAN_CANCEL'), ['retry']],
    ['ended after it was signed', aSignIn('SIGN_PLAN_CANCEL', {}, { signed: { signedAt: T0 } }), []],
    ['ended for a new attempt', aSignIn('SIGN_PLAN_CANCEL', {}, { retrying: true }), ['retry']],
    ['not signed in time', aSignIn('EXPIRE'), ['retry']],
    ['over its time', aSignIn('EXPIRE', {}, { signed: { signedAt: T0 } }), []],
    ['never made', aSignIn('NOT_CREATED'), ['retry']],
    ['never made, and followed by another one', aSignIn('NOT_CREATED', {}, { followedBy: 'x' }), []],
  ])('%s', (_what, sign, actions) => {
    expect(at(sign)).toEqual(actions)
  })

  it('opens the stored package for 1 hour 55', () => {
    expect(at(aSignIn('UNSIGNED', open), T0 + 115 * MINUTE - 1)).toContain('reopen')
    expect(at(aSignIn('UNSIGNED', open), T0 + 115 * MINUTE)).not.toContain('reopen')
  })

  it('sends again from 20 seconds on, for ten minutes', () => {
    const sign = aSignIn('CREATING', {}, { pending: aSignPending('sign') })
    expect([19_999, 20_000, 10 * MINUTE - 1, 10 * MINUTE].map((ms) => at(sign, T0 + ms).length)).toEqual([
      0, 1, 1, 0,
    ])
  })

  it('makes no more than fifty attempts', () => {
    const attempts = Array.from({ length: 50 }, (_, n) => anAttempt(n + 1, 'UNSIGNED'))
    expect(canStartAnew(aSign({ state: 'UNSIGNED', attempts, current: 50 }), T0)).toBe(false)
  })

  it('begins a session where there is a next one and nothing to wait for', () => {
    const starts = (progress: object, more: Partial<SignDocument> = {}) =>
      at(aSign(more), T0, progress).includes('start')
    expect(starts({ next: 1 })).toBe(true)
    expect(starts({ next: 2, waiting: 'unpaid' })).toBe(false)
    expect(starts({})).toBe(false)
    expect(starts({ next: 1 }, { pending: aSignPending('cancel') })).toBe(false)
  })
})

describe('an operator', () => {
  it('begins a session and ends what is left, as the customer does', () => {
    expect(operatorSignActions(aSign(), { next: 1 }, T0)).toEqual(['start', 'cancel'])
    expect(operatorSignActions(aSign(), { next: 2, waiting: 'in-use' }, T0)).toEqual(['cancel'])
    expect(operatorSignActions(aSignIn('UNSIGNED', open), {}, T0)).toEqual(['cancel'])
    expect(operatorSignActions(aSignIn('EXPIRE'), {}, T0)).toEqual([])
  })
})

describe('a signing', () => {
  it('is over once a query says so and nothing is under way', () => {
    expect(isOver(aSignIn('EXPIRE', { proven: 'EXPIRE' }))).toBe(true)
    expect(isOver(aSignIn('EXPIRE', { proven: 'SIGNED' }))).toBe(false)
    expect(isOver(aSignIn('SIGNED', { proven: 'SIGNED' }))).toBe(false)
    expect(isOver(aSignIn('EXPIRE', { proven: 'EXPIRE' }, { pending: aSignPending('cancel') }))).toBe(false)
  })

  it.each<[SignState, boolean]>([
    ['SIGNED', true],
    ['UNSIGNED', false],
    ['COMPLETE', false],
  ])('%s can be used: %s', (state, usable) => {
    expect(isSigned(aSignIn(state))).toBe(usable)
  })
})
