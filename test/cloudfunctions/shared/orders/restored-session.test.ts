import type { Offer } from '../../../../cloudfunctions/shared/offers/document'
import { keptOf, readKept, restoredOrder } from '../../../../cloudfunctions/shared/orders/restore'
import { aSession, SIGN_ID } from '../sessions/fixtures'
import { T0 } from './fixtures'

const order = {
  ...aSession(2, 'USER_ACCEPTED'),
  openid: 'openid-1',
  appid: 'wx12345678',
  name: '羽毛球三节课',
}
const offer = { ...order, _id: 'badminton', line: 'payafter', name: '羽毛球训练课' } as unknown as Offer
const line = () => JSON.parse(JSON.stringify(keptOf(order))) as { session: Record<string, unknown> }

it('a session comes back under the one number that was signed, of which nothing is believed', () => {
  const restored = restoredOrder(readKept(line()), offer, T0 + 9)
  expect(restored).toMatchObject({
    _id: order._id,
    line: 'sign-plan',
    name: '羽毛球三节课',
    introduction: '羽毛球三节课',
    session: order.session,
    state: 'CREATING',
    current: 1,
    preview: { maxCharge: 7000 },
    nextCheckAt: T0 + 9,
  })
  expect(restored.attempts).toEqual([
    { n: 1, out_order_no: `${SIGN_ID}-1-2`, state: 'CREATING', at: T0, restoredAt: T0 + 9 },
  ])
  expect(restored.session).not.toHaveProperty('number')
})

it.each<[string, unknown]>([
  ['no object', 'second'],
  ['nothing', null],
  ['no number', { number: undefined }],
  ['another order’s number', { number: `${SIGN_ID}-1-3` }],
  ['an attempt’s number', { number: `${SIGN_ID}_1` }],
  ['no signing', { signId: 'x' }],
  ['no number of WeChat Pay’s', { sign_plan_id: '' }],
  ['no name', { name: 7 }],
  ['none before the first', { no: 0 }],
  ['more than there are', { no: 4 }],
  ['half of one', { of: 3.5 }],
])('a session with %s is refused by its name', (_, more) => {
  const { session, ...rest } = line()
  const changed = typeof more === 'object' && more !== null ? { ...session, ...more } : more
  expect(() => readKept({ ...rest, session: changed })).toThrow(
    new TypeError('session is missing or not as it was exported'),
  )
})
