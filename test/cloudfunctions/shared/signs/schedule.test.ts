import { hasLapsed, openAttempts, scheduled } from '../../../../cloudfunctions/shared/signs/schedule'
import { T0 } from '../orders/fixtures'
import { anAttempt, aSign, aSignIn, aSignPending } from './fixtures'

const MINUTE = 60_000
const LIFE = 125 * MINUTE
const look = (sign: Parameters<typeof scheduled>[0], now: number) => scheduled(sign, now).nextCheckAt

it('an unsigned one is looked at just after its package died', () => {
  expect(look(aSignIn('UNSIGNED'), T0)).toBe(T0 + MINUTE)
  expect(look(aSignIn('UNSIGNED', {}, { checks: 5 }), T0 + 30 * MINUTE)).toBe(T0 + LIFE)
  expect(look(aSignIn('UNSIGNED', {}, { checks: 5 }), T0 + LIFE)).toBe(T0 + LIFE + 15 * MINUTE)
  expect(look(aSignIn('UNSIGNED', {}, { checks: 5 }), T0 + 3 * LIFE)).toBe(T0 + 3 * LIFE + 1440 * MINUTE)
})

it('one that WeChat Pay does not let us end is not looked at for ever', () => {
  expect(look(aSignIn('UNSIGNED'), T0 + 30 * 1440 * MINUTE)).toBeUndefined()
  const pending = aSignPending('cancel')
  expect(look(aSignIn('UNSIGNED', {}, { pending }), T0 + 30 * 1440 * MINUTE)).toBeDefined()
})

it('it has lapsed when nobody can sign it any more', () => {
  expect(hasLapsed(aSignIn('UNSIGNED'), T0 + LIFE - 1)).toBe(false)
  expect(hasLapsed(aSignIn('UNSIGNED'), T0 + LIFE)).toBe(true)
  expect(hasLapsed(aSignIn('SIGNED'), T0 + LIFE)).toBe(false)
})

it('a pending call is looked at when its longest wait is over', () => {
  const pending = aSignPending('cancel')
  expect(look(aSign({ pending }), T0)).toBe(T0 + MINUTE)
  expect(look(aSign({ pending }), T0 + MINUTE)).toBe(T0 + 2 * MINUTE)
  expect(look(aSign({ pending, checks: 3 }), T0 + 10 * MINUTE)).toBe(T0 + 70 * MINUTE)
})

it('a signed one is asked about daily in the end, one that is proven over never', () => {
  expect(look(aSign({ checks: 9 }), T0)).toBe(T0 + 1440 * MINUTE)
  expect(look(aSignIn('EXPIRE', { proven: 'EXPIRE' }), T0)).toBeUndefined()
  expect(look(aSignIn('EXPIRE', {}), T0)).toBe(T0 + MINUTE)
})

it('every attempt that is not proven over is asked about', () => {
  const attempts = [
    anAttempt(1, 'SIGN_PLAN_CANCEL', { proven: 'SIGN_PLAN_CANCEL' }),
    anAttempt(2, 'SIGN_PLAN_CANCEL'),
    anAttempt(3, 'SIGNED', { proven: 'SIGNED' }),
  ]
  expect(openAttempts(aSign({ attempts, current: 3 }))).toEqual([2, 3])
})
