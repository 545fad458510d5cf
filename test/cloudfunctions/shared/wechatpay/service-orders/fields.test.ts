import fc from 'fast-check'
import {
  type CompleteParams,
  type CreateParams,
  prepareCancel,
  prepareComplete,
  prepareCreate,
  prepareMessage,
  prepareModify,
  prepareQuery,
  prepareSync,
  readChanged,
  readCreate,
  readCreateUnconfirmed,
  stateOf,
  wordsOf,
} from '../../../../../cloudfunctions/shared/wechatpay/service-orders'
import { answerOf, bodyOf, context, NOW, problemsOf, without } from '../prepared'

const key = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours' }
const shop = { ...key, sub_mchid: '1900000200' }
const good: CreateParams = {
  ...key,
  service_introduction: '共享充电宝',
  time_range: { start_time: 'OnAccept' },
  risk_fund: { name: 'DEPOSIT', amount: 9900 },
  notify_url: 'https://example.com/pay/notify',
  need_user_confirm: true,
}
const bill = { post_payments: [{ name: '使用费', amount: 600 }], total_amount: 600 }
const done: CompleteParams = { ...key, ...bill, time_range: { end_time: '20261120090000' } }
const order = { risk_amount: 9900, start_time: 'OnAccept' }
const creating = (change: object): string[] =>
  problemsOf(() => prepareCreate({ ...good, ...change } as CreateParams, context))
const completing = (change: object): string[] =>
  problemsOf(() => prepareComplete({ ...done, ...change } as CompleteParams, { ...context, order }))

test.each<[object, string[]]>([
  [{}, []],
  [{ out_order_no: 'a|b' }, ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -']],
  [{ notify_url: undefined }, ['notify_url: is missing']],
  [{ notify_url: 'http://example.com' }, ['notify_url: is not an https address without query']],
  [{ notify_url: `https://e.com/${'a'.repeat(250)}` }, ['notify_url: is longer than 255 characters']],
  [
    { risk_fund: { name: 'UDEPOSIT', amount: 1 } },
    ['risk_fund.name: is none of DEPOSIT, ADVANCE, CASH_DEPOSIT, ESTIMATE_ORDER_COST'],
  ],
  [{ risk_fund: { name: 'DEPOSIT', amount: 0 } }, ['risk_fund.amount: is not more than 0']],
  [{ risk_fund: undefined }, ['risk_fund: is not an object']],
  [
    { risk_fund: { ...good.risk_fund, description: '押'.repeat(31) } },
    ['risk_fund.description: is longer than 30 characters'],
  ],
  [
    { post_payments: [{ name: '房费', amount: 9901 }] },
    ['risk_fund.amount: is less than the sum of the fees (9900 < 9901)'],
  ],
  [
    {
      post_payments: [{ name: '房费', amount: 9901 }],
      risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 9900 },
    },
    [],
  ],
  [
    {
      post_payments: [
        { name: '商品信息', amount: 1 },
        { name: '商品信息', amount: 2 },
      ],
    },
    [],
  ],
  [{ post_payments: [{ name: '房费' }] }, ['post_payments[0]: has neither amount nor description']],
  [{ post_discounts: [{ name: '券' }] }, ['post_discounts[0].description: is missing']],
  [
    { post_discounts: [{ name: '券', description: 'x', amount: 1 }] },
    ['post_discounts[0].amount: is not a field of this call'],
  ],
  [
    {
      post_discounts: [
        { name: '券', description: 'x' },
        { name: '券', description: 'y' },
      ],
    },
    ['post_discounts[1].name: stands twice'],
  ],
  [
    { post_discounts: Array.from({ length: 31 }, (_, i) => ({ name: `${i}`, description: 'x' })) },
    ['post_discounts: has more than 30 entries'],
  ],
  [{ time_range: {} }, ['time_range.start_time: is missing']],
  [{ time_range: null }, ['time_range: is not an object', 'time_range.start_time: is missing']],
  [
    { time_range: { start_time: 'OnAccept', end_time: 'OnAccept' } },
    ['time_range.end_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ],
  [
    { time_range: { start_time: 'OnAccept', start_time_remark: '备'.repeat(21) } },
    ['time_range.start_time_remark: is longer than 20 characters'],
  ],
  [{ location: { end_location: '' } }, ['location.end_location: is empty']],
  [{ openid: 'o' }, ['openid: must be left out when need_user_confirm is true']],
  [{ need_user_confirm: false }, ['openid: is missing; need_user_confirm=false requires it']],
  [
    { ...shop, sub_appid: 'wxshop', need_user_confirm: false, openid: 'a', sub_openid: 'b' },
    ['sub_openid: and openid: give exactly one of them'],
  ],
  [{ sub_appid: 'wxshop' }, ['sub_appid: belongs to a shop: give its sub_mchid too']],
  [
    { ...shop, need_user_confirm: false, sub_openid: 'b' },
    ["sub_openid: belongs to the shop's app: give its sub_appid too"],
  ],
  [{ attach: '中'.repeat(29) }, ['attach: is longer than 256 bytes once url-encoded']],
  [{ device: { start_device_id: 'd'.repeat(51) } }, ['device.start_device_id: is longer than 50 characters']],
  [{ total_amount: 1 }, ['total_amount: is not a field of this call']],
])('create: %j', (change, expected) => {
  expect(creating(change)).toEqual(expected)
})

test('what is attached has no sign that a trade bill tells orders by', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'wxzff|,`中"a'), minLength: 1, maxLength: 20 }),
      (attach) => {
        fc.pre(attach.trim() !== '')
        const sent = bodyOf(prepareCreate({ ...good, attach }, context))['attach'] as string
        expect(sent).not.toMatch(/[|,`"]/)
        expect(decodeURIComponent(sent)).toBe(attach)
      },
    ),
  )
})

test.each<[object, string[]]>([
  [{}, []],
  [
    { post_payments: [] },
    [
      'post_payments: is missing or empty',
      'total_amount: is not the fees minus the discounts (600, but 0 - 0)',
    ],
  ],
  [{ time_range: undefined }, ['time_range.end_time: is missing']],
  [{ time_range: { end_time: '20261120100001' } }, ['time_range.end_time: is in the future']],
  [
    { time_range: { end_time: '20261119' } },
    ['time_range.end_time: is not as precise as the order was created (to the second)'],
  ],
  [
    { time_range: { start_time: '20261120090000', end_time: '20261120090000' } },
    ['time_range.end_time: is not after time_range.start_time'],
  ],
  [
    { complete_time: '2026-11-20T10:00:00+08:00' },
    ['complete_time: belongs to service providers: leave it out'],
  ],
  [{ sub_mchid: '19', complete_time: '2026-11-20T10:00:00+08:00' }, []],
  [
    { sub_mchid: '19', complete_time: 'now' },
    ['complete_time: is not a time like 2026-11-20T10:00:00+08:00'],
  ],
  [{ goods_tag: 'g'.repeat(33) }, ['goods_tag: is longer than 32 characters']],
  [
    { post_payments: [{ name: 'a', amount: 9901 }], total_amount: 9901 },
    ['total_amount: is more than the risk amount of the order (9901 > 9900)'],
  ],
  [{ finish_type: 2 }, ['finish_type: is not a field of this call']],
])('complete: %j', (change, expected) => {
  expect(completing(change)).toEqual(expected)
})

test('sums: accepted exactly when total = payments - discounts, from 0 to the risk amount', () => {
  const amounts = (min: number) =>
    fc.array(fc.integer({ min: 0, max: 4000 }), { minLength: min, maxLength: 6 })
  fc.assert(
    fc.property(amounts(1), amounts(0), fc.integer({ min: -2, max: 2 }), (payments, discounts, off) => {
      const total = payments.reduce((a, b) => a + b, 0) - discounts.reduce((a, b) => a + b, 0) + off
      const change = {
        post_payments: payments.map((amount) => ({ name: '商品信息', amount })),
        post_discounts: discounts.map((amount, i) => ({ name: `d${i}`, description: 'x', amount })),
        total_amount: total,
      }
      expect(completing(change).length === 0).toBe(off === 0 && total >= 0 && total <= 9900)
    }),
    { numRuns: 300 },
  )
})

test('cancel, modify, sync, messages and query', () => {
  const long = { ...key, reason: '理'.repeat(31) }
  expect(problemsOf(() => prepareCancel(long, context))).toEqual(['reason: is longer than 30 characters'])
  const lower = { ...context, order: { risk_amount: 9900, total_amount: 601 } }
  expect(problemsOf(() => prepareModify({ ...key, ...bill, reason: 'x' }, lower))).toEqual([])
  expect(problemsOf(() => prepareModify({ ...key, ...bill, reason: '' }, lower))).toEqual([
    'reason: is empty',
  ])
  const paid = { paid_time: '20261120095959' }
  expect(problemsOf(() => prepareSync({ ...key, paid_time: '20261120100000' }, context))).toEqual([
    'paid_time: is not before now',
  ])
  expect(problemsOf(() => prepareSync({ ...key, ...paid, seq: 1 }, context))).toEqual([
    'seq: belongs to service providers: leave it out',
  ])
  expect(bodyOf(prepareSync({ ...shop, ...paid, seq: 1, paid_amount: 5 }, context))['detail']).toEqual({
    ...paid,
    seq: 1,
    paid_amount: 5,
  })
  expect(problemsOf(() => prepareSync({ ...shop, ...paid, seq: 0 }, context))).toEqual([
    'seq: is not a number from 1 on',
  ])
  const message = (prepaid_time: string) =>
    problemsOf(() => prepareMessage('prepaid', { ...key, ...bill, prepaid_time }, context))
  expect(message('20261120')).toEqual([])
  expect(message('20261119')).toEqual(['prepaid_time: is before today'])
  expect(message('20261121100000')).toEqual(['prepaid_time: is not a day yyyyMMdd'])
  expect(problemsOf(() => prepareQuery({ ...key, query_id: 'q' }, context))).toEqual([
    'out_order_no: and query_id: give exactly one of them',
  ])
  expect(prepareQuery({ ...without(shop, 'out_order_no'), query_id: 'q/1' }, context)).toMatchObject({
    path: '/v3/payscore/partner/serviceorder?service_id=500001&query_id=q%2F1&sub_mchid=1900000200',
  })
  expect(NOW).toBe(context.clock())
})

test.each([
  [['CREATED'], 'CREATED', 'CREATED'],
  [['DOING', 'USER_CONFIRM'], 'USER_ACCEPTED', 'DOING/USER_CONFIRM'],
  [['DOING', 'MCH_COMPLETE', 'USER_PAYING'], 'FINISHED', 'DOING/MCH_COMPLETE/USER_PAYING'],
  [['DOING', 'MCH_COMPLETE', 'USER_PAID'], 'FINISHED', 'DOING/MCH_COMPLETE/USER_PAID'],
  [['DONE', undefined, 'USER_PAID'], 'USER_PAID', 'DONE/USER_PAID'],
  [['DONE'], 'USER_PAID', 'DONE'],
  [['DONE', undefined, 'USER_PAYING'], 'FINISHED', 'DONE/USER_PAYING'],
  [['REVOKED'], 'REVOKED', 'REVOKED'],
  [['EXPIRED'], 'EXPIRED', 'EXPIRED'],
  [['DOING'], undefined, 'DOING'],
  [['DOING', 'X'], undefined, 'DOING/X'],
  [['toString'], undefined, 'toString'],
])('%j is %s', ([state = '', state_description, collected], expected, words) => {
  const triple = {
    state,
    ...(state_description === undefined ? {} : { state_description }),
    ...(collected === undefined ? {} : { collection: { state: collected } }),
  }
  expect(stateOf(triple)).toBe(expected)
  expect(wordsOf(triple)).toBe(words)
})

test('a package is needed where somebody has to confirm, and a number always', () => {
  const told = { out_order_no: 'a_1', state: 'DOING', state_description: 'USER_CONFIRM' }
  expect(readCreateUnconfirmed(answerOf(told))).toEqual(told)
  expect(readCreate(answerOf({ ...told, package: 'P' }))).toEqual({ ...told, package: 'P' })
  expect(() => readCreate(answerOf(told))).toThrow("create: the answer's package is missing")
  expect(() => readCreateUnconfirmed(answerOf({ package: 'P' }))).toThrow(
    "the answer's out_order_no is missing",
  )
})

test('an answer of 204 says nothing, one of 200 a little', () => {
  expect(readChanged('cancel', answerOf(undefined, 204))).toEqual({})
  expect(readChanged('collect', answerOf({ trade_state: 'USERPAYING', more: 1 }))).toEqual({
    trade_state: 'USERPAYING',
  })
})
