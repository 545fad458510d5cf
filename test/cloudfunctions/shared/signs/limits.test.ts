import { checkSignLimits, newestSigns } from '../../../../cloudfunctions/shared/signs/limits'
import { FindingStore } from '../finding-store'
import { T0 } from '../orders/fixtures'
import { anAttempt, aSign, aSignIn } from './fixtures'

const MINUTE = 60_000
const limits = { open: 2, perMinute: 3 }
const signs = (count: number, state: 'UNSIGNED' | 'SIGNED', at = T0) =>
  Array.from({ length: count }, (_, n) => aSignIn(state, { at }, { _id: String(n) }))

it('so many unsigned ones at a time; the one that is made anew is one of them', () => {
  const two = signs(2, 'UNSIGNED')
  const later = T0 + 5 * MINUTE
  expect(() => checkSignLimits(two, later, undefined, limits)).toThrow('您有几份签约还没有确认')
  expect(() => checkSignLimits(two, later, two[0], limits)).not.toThrow()
  expect(() => checkSignLimits(signs(9, 'SIGNED'), later, undefined, limits)).not.toThrow()
})

it('so many attempts within a minute, of whatever signing', () => {
  const three = aSign({ attempts: [1, 2, 3].map((n) => anAttempt(n, 'SIGN_PLAN_CANCEL')) })
  expect(() => checkSignLimits([three], T0 + MINUTE - 1, undefined, limits)).toThrow('一分钟内签约次数太多')
  expect(() => checkSignLimits([three], T0 + MINUTE, undefined, limits)).not.toThrow()
})

it('the newest of the customer are looked at', async () => {
  const store = new FindingStore([])
  for (let n = 0; n < 25; n++) await store.insert('signs', aSign({ _id: `s${n}`, createdAt: T0 + n }))
  await store.insert('signs', aSign({ _id: 'other', openid: 'somebody-else', createdAt: T0 + 99 }))
  const newest = await newestSigns(store, 'o1')
  expect(newest.map(({ _id }) => _id)).toEqual(Array.from({ length: 20 }, (_, n) => `s${24 - n}`))
})
