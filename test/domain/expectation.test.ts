import { expectedOf, isAnswered } from '../../miniprogram/domain/expectation'
import { orderIn } from '../miniprogram/fixtures'

describe('what a page waits for', () => {
  it('a result that is not known is always asked for again', () => {
    expect(isAnswered(orderIn('CREATING'), undefined)).toBe(false)
    expect(isAnswered(orderIn('USER_ACCEPTED', { pending: 'complete' }), undefined)).toBe(false)
  })

  it('a confirmation is awaited while the order is created, and no longer', () => {
    expect(isAnswered(orderIn('CREATED'), 'accepted')).toBe(false)
    expect(isAnswered(orderIn('CREATED'), undefined)).toBe(true)
    for (const state of ['USER_ACCEPTED', 'REVOKED', 'EXPIRED', 'NOT_CREATED'] as const)
      expect(isAnswered(orderIn(state), 'accepted')).toBe(true)
  })

  it('a payment is awaited while there is a debt', () => {
    expect(isAnswered(orderIn('FINISHED'), 'paid')).toBe(false)
    expect(isAnswered(orderIn('FINISHED', {}, 'zero'), 'paid')).toBe(true)
    expect(isAnswered(orderIn('USER_PAID', {}, 'paid'), 'paid')).toBe(true)
    for (const state of ['CREATED', 'USER_ACCEPTED', 'REVOKED', 'EXPIRED'] as const)
      expect(isAnswered(orderIn(state), 'paid')).toBe(true)
  })
})

it('an order that is being created is no answer to anybody', () => {
  for (const expected of ['accepted', 'paid', undefined] as const)
    expect(isAnswered(orderIn('CREATING'), expected)).toBe(false)
})

it('who looks at an order while it is deducted sees the end of it, and does not wait for one that keeps failing', () => {
  expect(expectedOf(orderIn('FINISHED'))).toBe('paid')
  expect(expectedOf(orderIn('FINISHED', { overdue: true }))).toBeUndefined()
  expect(expectedOf(orderIn('FINISHED', {}, 'zero'))).toBeUndefined()
  for (const state of ['CREATED', 'USER_ACCEPTED', 'USER_PAID', 'REVOKED', 'EXPIRED'] as const)
    expect(expectedOf(orderIn(state))).toBeUndefined()
})
