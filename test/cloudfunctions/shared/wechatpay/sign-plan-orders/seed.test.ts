import { signPlanOrders } from '../../../../../cloudfunctions/shared/wechatpay'
import { fieldsSent } from '../../../../seeds/fields'
import { signPlanOrderFields } from '../../../../seeds/sign-plan-orders'
import { bodyOf, context, problemsOf } from '../prepared'
import { byOpenid, bySubOpenid, full, own, signed } from './fixture'

type NewSession = signPlanOrders.NewSession
const prepare = (session: NewSession) => signPlanOrders.prepareSession(session, { ...context, signed })
const requests = { own, full, byOpenid, bySubOpenid }

test('every field of the seed is in a request that we make', () => {
  const { from, fields } = signPlanOrderFields()
  const made = Object.entries(requests).map(([name, session]) => ({
    name,
    has: fieldsSent(bodyOf(prepare(session))),
  }))
  const rows = fields.map((field) => ({
    field,
    in: made.flatMap(({ name, has }) => (has.includes(field) ? [name] : [])),
  }))
  process.stdout.write(
    `${fields.length} fields of the seed 004, read from ${from}, and our requests that have them:\n` +
      rows.map((row) => `  ${row.field}: ${row.in.join(', ')}\n`).join(''),
  )
  expect(fields).toHaveLength(17)
  expect(rows.filter((row) => row.in.length === 0)).toEqual([])
  // What the seed lacks is a service provider's (facts 1.11).
  const more = made.flatMap(({ has }) => has).filter((one) => !fields.includes(one))
  expect([...new Set(more)].sort()).toEqual(['sub_appid', 'sub_mchid', 'sub_openid'])
})

test('each field of the seed is read: one of a wrong type is refused', () => {
  for (const field of signPlanOrderFields().fields) {
    const [outer = '', inner] = field.split('.')
    const wrong = inner === undefined ? [[]] : { ...(Reflect.get(full, outer) as object), [inner]: [[]] }
    const problems = problemsOf(() => prepare({ ...full, [outer]: wrong } as NewSession))
    expect([field, problems.filter((one) => one.startsWith(field))]).not.toEqual([field, []])
  }
})

/** What may not stand in one request, and what it is refused with. */
const forbidden: readonly (readonly [string, object, string])[] = [
  [
    'the name that the answer has',
    { ...own, out_order_no: own.out_trade_no },
    'out_order_no: is not a field of this call',
  ],
  ...[
    'post_payments',
    'post_discounts',
    'risk_fund',
    'total_amount',
    'need_user_confirm',
    'mchid',
    'device',
  ].map(
    (field) =>
      [
        `${field}, which is WeChat Pay’s`,
        { ...own, [field]: [] },
        `${field}: is not a field of this call`,
      ] as const,
  ),
  [
    'a session that was not signed',
    { ...own, plan_detail_no: 4 },
    'plan_detail_no: is no session that was signed',
  ],
  ['session 0', { ...own, plan_detail_no: 0 }, 'plan_detail_no: is no session that was signed'],
  ['half a session', { ...own, plan_detail_no: 1.5 }, 'plan_detail_no: is no session that was signed'],
  [
    'the number of another session',
    { ...own, plan_detail_no: 1 },
    'out_trade_no: is not the number that this session was signed with',
  ],
  [
    'a number that was never signed',
    { ...own, out_trade_no: 'a_1' },
    'out_trade_no: is not the number that this session was signed with',
  ],
  ['nobody', { ...own, openid: undefined }, 'openid: is missing'],
  ['two customers', { ...byOpenid, sub_openid: 'o' }, 'sub_openid: and openid: give exactly one of them'],
  [
    'a shop’s customer without the shop’s app',
    { ...bySubOpenid, sub_appid: undefined },
    "sub_openid: belongs to the shop's app: give its sub_appid too",
  ],
  [
    'a shop’s app without the shop',
    { ...own, sub_appid: 'wx1' },
    'sub_appid: belongs to a shop: give its sub_mchid too',
  ],
  [
    'an end before its start',
    { ...own, time_range: { start_time: '20261120103000', end_time: '20261120102000' } },
    'time_range.end_time: is not after time_range.start_time',
  ],
  [
    'a start that is over',
    { ...own, time_range: { start_time: '20261120100000' } },
    'time_range.start_time: is not in the future; OnAccept starts with the confirmation',
  ],
  [
    'an end at the confirmation',
    { ...own, time_range: { ...own.time_range, end_time: 'OnAccept' } },
    'time_range.end_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd',
  ],
  [
    'an end without a start',
    { ...own, time_range: { end_time: '20261121' } },
    'time_range.start_time: is missing',
  ],
  [
    'a query in the address',
    { ...own, notify_url: 'https://example.com/n?a=1' },
    'notify_url: is not an https address without query',
  ],
  [
    'too much attached',
    { ...own, attach: '中'.repeat(29) },
    'attach: is longer than 256 bytes once url-encoded',
  ],
]

test.each(forbidden)('refused before it is sent: %s', (_, session, problem) => {
  const given = JSON.parse(JSON.stringify(session)) as NewSession
  expect(problemsOf(() => prepare(given))).toEqual([problem])
})

test(`${forbidden.length} combinations are refused, and what they are made of is good`, () => {
  for (const session of Object.values(requests)) expect(problemsOf(() => prepare(session))).toEqual([])
})
