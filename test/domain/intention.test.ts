import { endsIntention, INTENTION_LIFE, isSameWish, wishOf } from '../../miniprogram/domain/intention'

describe('intention', () => {
  const wish = wishOf('laundry', 3, { room: 'a', nights: 'two' })

  it('is the same wish whatever the order of the choices', () => {
    expect(wishOf('laundry', 3, { nights: 'two', room: 'a' })).toBe(wish)
  })

  it('is another wish with another offer, revision or choice', () => {
    const others = [
      wishOf('hotel', 3, { room: 'a', nights: 'two' }),
      wishOf('laundry', 4, { room: 'a', nights: 'two' }),
      wishOf('laundry', 3, { room: 'b', nights: 'two' }),
      wishOf('laundry', 3, { room: 'a' }),
    ]
    expect(new Set([wish, ...others]).size).toBe(5)
  })

  it('lives ten minutes, and a clock that was set back does not revive it', () => {
    const stored = { key: 'k', wish, at: 1000 }
    expect(isSameWish(stored, wish, 1000 + INTENTION_LIFE - 1)).toBe(true)
    expect(isSameWish(stored, wish, 1000 + INTENTION_LIFE)).toBe(false)
    expect(isSameWish(stored, wish, 999)).toBe(false)
    expect(isSameWish(undefined, wish, 1000)).toBe(false)
  })

  it('ends with a refusal and survives everything that proves nothing', () => {
    expect((['PRICE_CHANGED', 'PAY_REFUSED', 'PERSON_REQUIRED'] as const).every(endsIntention)).toBe(true)
    expect(
      (['OFFLINE', 'RESULT_UNKNOWN', 'INTERNAL', 'PAY_BUSY', 'PENDING'] as const).some(endsIntention),
    ).toBe(false)
  })
})

it('an intention begins at once and lives ten minutes', () => {
  expect(INTENTION_LIFE).toBe(600_000)
  const stored = { key: 'k', wish: 'w', at: 1000 }
  expect(isSameWish(stored, 'w', 1000)).toBe(true)
  expect(isSameWish(stored, 'another', 1000)).toBe(false)
})

it.each([
  'INVALID_REQUEST',
  'UNKNOWN_ACTION',
  'UNKNOWN_OFFER',
  'UNKNOWN_CHOICE',
  'PERSON_REQUIRED',
  'PRICE_CHANGED',
  'PAY_UNAVAILABLE',
  'PAY_REFUSED',
] as const)('%s proves that no order came of it', (code) => {
  expect(endsIntention(code)).toBe(true)
})
