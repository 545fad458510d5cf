import fc from 'fast-check'
import { signPlanOrders } from '../../../../../cloudfunctions/shared/wechatpay'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { type Bound, bodyOf, changed, context, expectBound, NOW, problemsOf } from '../prepared'
import { byOpenid, bySubOpenid, full, own, signed } from './fixture'

type NewSession = signPlanOrders.NewSession
const prepare = (session: NewSession) => signPlanOrders.prepareSession(session, { ...context, signed })

test.each<[string, NewSession, string, object]>([
  ['the merchant', own, '/v3/payscore/sign-plan/serviceorder', {}],
  [
    'a service provider',
    byOpenid,
    '/v3/payscore/sign-plan/partner/serviceorder',
    { sub_mchid: '1900000200' },
  ],
  [
    'a service provider, for the shop’s customer',
    bySubOpenid,
    '/v3/payscore/sign-plan/partner/serviceorder',
    { sub_mchid: '1900000200' },
  ],
])(
  '%s says it as it was given; the answer has the same number under another name',
  (_, session, path, shop) => {
    const attach = session.attach === undefined ? {} : { attach: encodeURIComponent(session.attach) }
    expect(prepare(session)).toStrictEqual({
      action: 'session',
      method: 'POST',
      path,
      body: JSON.stringify({ ...session, ...attach }),
      serial: PUBLIC_KEY_ID,
      safeToRepeat: true,
      repeats: { out_order_no: own.out_trade_no, ...shop },
    })
  },
)

test.each<Bound>([
  ['service_id', 32, 'needed'],
  ['sign_plan_id', 32, 'needed'],
  ['appid', 32, 'needed'],
  ['openid', 128, 'needed'],
  ['service_introduction', 20, 'needed'],
  ['time_range.start_time_remark', 20, 'optional'],
  ['time_range.end_time_remark', 20, 'optional'],
  ['location.start_location', 20, 'optional'],
  ['location.end_location', 20, 'optional'],
  ['attach', 256, 'optional'],
])('%s, %d, %s', (...bound) => {
  expectBound(prepare, full, bound)
})
test.each<Bound>([
  ['sub_mchid', 32, 'elsewhere'],
  ['sub_appid', 32, 'elsewhere'],
  ['sub_openid', 128, 'elsewhere'],
])('as a shop: %s, %d, %s', (...bound) => {
  expectBound(prepare, bySubOpenid, bound)
})

test.each<[string, string[]]>([
  [
    'out_trade_no',
    ['out_trade_no: is missing', 'out_trade_no: is not the number that this session was signed with'],
  ],
  ['plan_detail_no', ['plan_detail_no: is no session that was signed']],
  ['notify_url', ['notify_url: is missing']],
  ['time_range', ['time_range: is not an object', 'time_range.start_time: is missing']],
])('%s is needed', (path, expected) => {
  expect(problemsOf(() => prepare(changed(own, path, undefined)))).toEqual(expected)
})

test.each(['OnAccept', '20261120', '20261120100001'])('may start at %s', (start_time) => {
  expect(problemsOf(() => prepare({ ...own, time_range: { start_time } }))).toEqual([])
})

test('the number of a session is that of the session, whichever is started', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 }), (plan_detail_no, which) => {
      const out_trade_no = `0a1b2c3d4e5f60718293a4b5-1-${which}`
      const good = plan_detail_no === which && which >= 1 && which <= 3
      expect(problemsOf(() => prepare({ ...own, plan_detail_no, out_trade_no })).length === 0).toBe(good)
    }),
  )
})

test('prepared earlier, the bytes are what is sent later', () => {
  const call = prepare(full)
  const stored = JSON.parse(JSON.stringify(call)) as typeof call
  expect(stored).toStrictEqual(call)
  expect(bodyOf(stored)).toMatchObject({ out_trade_no: own.out_trade_no, plan_detail_no: 2 })
  const later = { ...context, clock: () => NOW + 120_000, signed }
  expect(() => signPlanOrders.prepareSession(full, later)).toThrow(
    'time_range.start_time: is not in the future',
  )
})

test('a refusal names neither the customer nor the signing', () => {
  const session = { ...own, openid: `oSecret${'x'.repeat(128)}`, sign_plan_id: 'secret'.repeat(6) }
  expect(problemsOf(() => prepare(session)).join()).toBe(
    'sign_plan_id: is longer than 32 characters,openid: is longer than 128 characters',
  )
})
