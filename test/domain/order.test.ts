import fc from 'fast-check'
import {
  filterOf,
  isSettled,
  judgeStep,
  ORDER_STATES,
  outcomeOf,
  TRANSITIONS,
} from '../../miniprogram/domain/order'

const state = fc.constantFrom(...ORDER_STATES)
const evidence = fc.constantFrom('query' as const, 'answer' as const, 'notification' as const)

describe('order states', () => {
  it('knows every state, and goes to known ones alone', () => {
    expect(Object.keys(TRANSITIONS).sort()).toEqual([...ORDER_STATES].sort())
    for (const next of Object.values(TRANSITIONS).flat()) expect(ORDER_STATES).toContain(next)
  })

  it('only moves forward without a query: no way leads back', () => {
    const reach = (from: (typeof ORDER_STATES)[number]): Set<string> => {
      const seen = new Set<string>()
      const visit = (at: (typeof ORDER_STATES)[number]) => {
        for (const next of TRANSITIONS[at]) {
          if (seen.has(next)) continue
          seen.add(next)
          visit(next)
        }
      }
      visit(from)
      return seen
    }
    for (const from of ORDER_STATES) expect(reach(from).has(from)).toBe(false)
  })

  it('notifications and answers never correct; only queries do', () => {
    fc.assert(
      fc.property(state, state, evidence, (current, next, from) => {
        const verdict = judgeStep(current, next, from)
        if (current === next) expect(verdict).toBe('same')
        else if (from !== 'query') expect(['forward', 'ignore']).toContain(verdict)
        else expect(['forward', 'correction']).toContain(verdict)
        if (verdict === 'forward') expect(TRANSITIONS[current]).toContain(next)
      }),
    )
  })

  it('believes EXPIRED and NOT_CREATED from a query alone', () => {
    expect(judgeStep('CREATED', 'EXPIRED', 'notification')).toBe('ignore')
    expect(judgeStep('CREATED', 'EXPIRED', 'query')).toBe('forward')
    expect(judgeStep('CREATING', 'NOT_CREATED', 'answer')).toBe('ignore')
    expect(judgeStep('EXPIRED', 'USER_ACCEPTED', 'query')).toBe('correction')
  })

  it('zero and cancelled settle a finished order; a debt does not', () => {
    expect(isSettled({ state: 'FINISHED' })).toBe(false)
    expect(isSettled({ state: 'FINISHED', outcome: 'zero' })).toBe(true)
    expect(isSettled({ state: 'FINISHED', outcome: 'cancelled' })).toBe(true)
    expect(isSettled({ state: 'USER_ACCEPTED' })).toBe(false)
    expect(
      (['USER_PAID', 'REVOKED', 'EXPIRED', 'NOT_CREATED'] as const).every((end) => isSettled({ state: end })),
    ).toBe(true)
  })

  it.each([
    [{ state: 'REVOKED' }, 'cancelled'],
    [{ state: 'USER_ACCEPTED' }, undefined],
    [{ state: 'FINISHED', total: 5 }, undefined],
    [{ state: 'FINISHED', total: 0 }, 'zero'],
    [{ state: 'FINISHED', total: 0, finishType: 1 }, 'cancelled'],
    [{ state: 'USER_PAID', total: 0, finishType: 1 }, 'cancelled'],
    [{ state: 'USER_PAID', total: 0 }, 'zero'],
    [{ state: 'USER_PAID', total: 5 }, 'paid'],
    [{ state: 'USER_PAID', total: 5, synced: true }, 'paidElsewhere'],
  ] as const)('outcome of %j is %s', (facts, outcome) => {
    expect(outcomeOf(facts)).toBe(outcome)
  })

  it('every order is in exactly one filter', () => {
    expect(filterOf({ state: 'CREATED' })).toBe('open')
    expect(filterOf({ state: 'FINISHED' })).toBe('unpaid')
    expect(filterOf({ state: 'FINISHED', outcome: 'zero' })).toBe('ended')
    expect(filterOf({ state: 'EXPIRED' })).toBe('ended')
  })
})

it('goes forward exactly where WeChat Pay goes', () => {
  const forward = ORDER_STATES.map((from) => [
    from,
    ORDER_STATES.filter((next) => judgeStep(from, next, 'query') === 'forward').join(' '),
  ])
  expect(forward).toEqual([
    ['CREATING', 'NOT_CREATED CREATED USER_ACCEPTED FINISHED USER_PAID REVOKED EXPIRED'],
    ['NOT_CREATED', ''],
    ['CREATED', 'USER_ACCEPTED FINISHED USER_PAID REVOKED EXPIRED'],
    ['USER_ACCEPTED', 'FINISHED USER_PAID REVOKED'],
    ['FINISHED', 'USER_PAID REVOKED'],
    ['USER_PAID', ''],
    ['REVOKED', ''],
    ['EXPIRED', ''],
  ])
})

it('an answer moves forward like a notification', () => {
  for (const evidence of ['answer', 'notification'] as const) {
    expect(judgeStep('CREATED', 'USER_ACCEPTED', evidence)).toBe('forward')
    expect(judgeStep('USER_PAID', 'FINISHED', evidence)).toBe('ignore')
  }
})
