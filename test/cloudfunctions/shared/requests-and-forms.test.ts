import * as fc from 'fast-check'
import * as v from 'valibot'
import { fen, note, reason } from '../../../cloudfunctions/shared/requests'
import { operatorActions } from '../../../cloudfunctions/shared/operators'
import { parseYuan } from '../../../miniprogram/domain/money'
import { completionOf } from '../../../miniprogram/console/completion'
import { noteProblem, oneLine, operatorNameProblem, reasonProblem } from '../../../miniprogram/domain/text'

/** What people type and paste, near every border that a rule has. */
const typed = fc
  .array(
    fc.constantFrom(
      '长',
      'a',
      ' ',
      '\n',
      '\t',
      '　',
      '𠮷',
      '👩🏽‍🔧',
      '\u200b',
      '\u202e',
      '\u0085',
      '\ufeff',
      '\u{e0041}',
      '\ue000',
    ),
    { maxLength: 36 },
  )
  .map((parts) => parts.join(''))
const takes = (schema: v.GenericSchema, value: unknown): boolean => v.safeParse(schema, value).success

it('a form sends exactly the reasons and names that a function takes', () => {
  const counted = { good: 0, bad: 0 }
  fc.assert(
    fc.property(typed, (text) => {
      const good = reasonProblem(text) === ''
      counted[good ? 'good' : 'bad']++
      expect(takes(reason, oneLine(text))).toBe(good)
      const invitation = { name: oneLine(text) }
      expect(takes(operatorActions.invite.schema, invitation)).toBe(operatorNameProblem(text) === '')
    }),
    { numRuns: 2000, seed: 20_261_120 },
  )
  // Enough of both, however many were tried.
  expect(Math.min(counted.good, counted.bad)).toBeGreaterThan((counted.good + counted.bad) / 20)
})

it('a form sends exactly the notes of parcels and returns that a function takes', () => {
  const counted = { good: 0, bad: 0 }
  fc.assert(
    fc.property(typed, fc.nat(62), (text, more) => {
      const said = text + '长'.repeat(more)
      const good = noteProblem(said) === ''
      counted[good ? 'good' : 'bad']++
      expect(takes(note, oneLine(said))).toBe(good)
    }),
    { numRuns: 1000, seed: 20_261_120 },
  )
  expect(Math.min(counted.good, counted.bad)).toBeGreaterThan(50)
})

it('a form sends no amount that a function does not take', () => {
  const limits = { maxCharge: 1e14, now: 0 }
  fc.assert(
    fc.property(fc.nat(2_000_000_000), (amount) => {
      const yuan = (amount / 100).toFixed(2)
      const { problems } = completionOf(
        { fees: [{ name: '费', amount: yuan, description: '' }], discounts: [] },
        limits,
      )
      expect(takes(fen, parseYuan(yuan))).toBe(problems.length === 0)
    }),
    { numRuns: 500, seed: 20_261_120 },
  )
})
