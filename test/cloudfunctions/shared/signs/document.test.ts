import fc from 'fast-check'
import {
  attemptOf,
  sessionNumbers,
  signIdOf,
  signIdOfNumber,
  signNumber,
  withAttempt,
} from '../../../../cloudfunctions/shared/signs/document'
import { anAttempt, aSign, aSignIn } from './fixtures'

it('a signing’s id is who, what and how many-th, and nothing else', () => {
  expect(signIdOf('o1', 'p1', 1)).toMatch(/^[0-9a-f]{24}$/)
  const ids = [
    signIdOf('o1', 'p1', 1),
    signIdOf('o1', 'p1', 2),
    signIdOf('o2', 'p1', 1),
    signIdOf('o1', 'p2', 1),
  ]
  expect(new Set(ids).size).toBe(4)
  expect(signIdOf('o1', 'p1', 1)).toBe(ids[0])
})

it('numbers fit into 32 signs, are all different, and are found again; no order has such a number', () => {
  const digit = fc.constantFrom(...'0123456789abcdef')
  fc.assert(
    fc.property(
      fc.string({ unit: digit, minLength: 24, maxLength: 24 }),
      fc.integer({ min: 1, max: 50 }),
      fc.integer({ min: 1, max: 50 }),
      (signId, n, many) => {
        const numbers = sessionNumbers(signId, n, Array.from({ length: many }))
        expect(Math.max(...numbers.map((one) => one.length))).toBeLessThanOrEqual(32)
        expect(new Set([...numbers, signNumber(signId, n)]).size).toBe(many + 1)
        expect(signIdOfNumber(signNumber(signId, n))).toBe(signId)
        for (const one of numbers) {
          expect(signIdOfNumber(one)).toBeUndefined()
          expect(one).not.toMatch(/_/)
        }
      },
    ),
  )
})

it.each([
  '',
  'x'.repeat(24),
  `${'0'.repeat(24)}_1`,
  `${'0'.repeat(24)}-0`,
  `${'0'.repeat(24)}-100`,
  `${'0'.repeat(24)}-1-1`,
])('%j is no signing’s number', (number) => {
  expect(signIdOfNumber(number)).toBeUndefined()
})

it('a package is kept no longer than it serves', () => {
  const open = aSignIn('UNSIGNED', { package: 'P', packageAt: 1 })
  expect(withAttempt(open, { ...attemptOf(open, 1) }).attempts[0]).toHaveProperty('package')
  const signed = withAttempt(open, { ...attemptOf(open, 1), state: 'SIGNED' })
  expect(signed.attempts[0]).not.toHaveProperty('package')
  expect(signed.attempts[0]).not.toHaveProperty('packageAt')
})

it('an attempt that is not there is our own mistake', () => {
  expect(() => attemptOf(aSign({ attempts: [anAttempt(1, 'SIGNED')] }), 2)).toThrow(RangeError)
})
