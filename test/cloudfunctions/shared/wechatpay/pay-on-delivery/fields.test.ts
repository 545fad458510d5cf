import { payOnDelivery } from '../../../../../cloudfunctions/shared/wechatpay'
import { bodyOf, context, problemsOf } from '../prepared'
import { byOpenid, bySubOpenid, full, own } from './fixture'

type CreateParams = payOnDelivery.CreateParams

/** A deep copy with another value at `a.b[0].c`; `undefined` leaves the field out. */
function changed(params: CreateParams, path: string, value: unknown): CreateParams {
  const copy = structuredClone(params)
  const names = path.split(/\.|\[|\]\.?/).filter((name) => name !== '')
  const last = names.pop() ?? ''
  const place = names.reduce<Record<string, unknown>>(
    (within, name) => within[name] as Record<string, unknown>,
    copy as unknown as Record<string, unknown>,
  )
  if (value === undefined) Reflect.deleteProperty(place, last)
  else place[last] = value
  return copy
}
const creating = (params: CreateParams): string[] =>
  problemsOf(() => payOnDelivery.prepareCreate(params, context))
const GOODS = 'shopping_info.goods[0]'
const JUMP = 'shopping_info.jump_link'

test('both openids, neither, the merchant’s and the shop’s: the good ones', () => {
  for (const params of [own, full, byOpenid, bySubOpenid]) expect(creating(params)).toEqual([])
})

const chars = (length: number): string => '蜜'.repeat(length)
const ascii = (length: number): string => 'a'.repeat(length)
const under = (start: string) => (length: number) => start + ascii(length - start.length)

describe.each<[string, number, (length: number) => string, CreateParams?]>([
  ['out_order_no', 32, ascii],
  ['appid', 32, ascii],
  ['service_id', 32, ascii],
  ['sub_mchid', 32, ascii],
  ['sub_appid', 32, ascii],
  ['mchid', 32, ascii],
  ['service_introduction', 20, chars],
  ['post_payments[0].name', 20, chars],
  ['post_payments[0].description', 30, chars],
  ['post_discounts[0].name', 20, chars],
  ['post_discounts[0].description', 30, chars],
  ['time_range.start_time_remark', 20, chars],
  ['time_range.end_time_remark', 20, chars],
  ['location.start_location', 20, chars],
  ['location.end_location', 20, chars],
  ['risk_fund.description', 30, chars],
  ['attach', 256, ascii],
  ['notify_url', 255, under('https://example.com/')],
  ['openid', 128, ascii, byOpenid],
  ['sub_openid', 128, ascii, bySubOpenid],
  ['shopping_info.real_merchant_appid', 32, ascii],
  [`${JUMP}.appid`, 32, ascii],
  [`${JUMP}.path`, 256, under('pages/order?id=')],
  [`${GOODS}.name`, 64, chars],
  [`${GOODS}.picture`, 512, under('https://example.com/')],
  [`${GOODS}.category_id[0]`, 64, chars],
])('%s has at most %i characters', (path, max, text, params = full) => {
  test('as many are good, one more is not, nor are none and a number', () => {
    expect(creating(changed(params, path, text(max)))).toEqual([])
    expect(creating(changed(params, path, text(max + 1)))).toContain(
      `${path}: is longer than ${max} characters`,
    )
    expect(creating(changed(params, path, ' '))).toContain(`${path}: is empty`)
    expect(creating(changed(params, path, 7))).toContain(`${path}: is not a text`)
    expect(creating(changed(params, path, null))).toContain(`${path}: is not a text`)
  })
})

test.each([
  'out_order_no',
  'appid',
  'service_id',
  'service_introduction',
  'time_range.start_time',
  'risk_fund.name',
  'risk_fund.amount',
  'notify_url',
  'need_user_confirm',
  `${JUMP}.jump_link_type`,
  `${JUMP}.appid`,
  `${JUMP}.path`,
  'shopping_info.goods',
  `${GOODS}.name`,
  `${GOODS}.picture`,
  `${GOODS}.amount`,
  `${GOODS}.count`,
])('%s is needed', (path) => {
  expect(creating(changed(own, path, undefined))).toEqual([`${path}: is missing`])
})

test.each(['time_range', 'risk_fund', 'shopping_info', JUMP])('%s is an object, and there', (path) => {
  for (const value of [undefined, null, [], 'text'])
    expect(creating(changed(own, path, value))).toContain(`${path}: is not an object`)
})

test.each([
  'post_payments',
  'post_discounts',
  'time_range.end_time',
  'location',
  'attach',
  'mchid',
  `${GOODS}.category_id`,
])('%s may be left out', (path) => {
  expect(creating(changed(full, path, undefined))).toEqual([])
})

test.each(['total_amount', 'device', 'channel_id', 'shopping_info.total', `${JUMP}.url`, `${GOODS}.price`])(
  '%s is no field',
  (path) => {
    expect(creating(changed(full, path, 'x'))).toEqual([`${path}: is not a field of this call`])
  },
)

describe('numbers', () => {
  const whole = 'is not an integer of fen, 0 or more'
  test.each<[string, unknown, string[]]>([
    [`${GOODS}.amount`, 1, []],
    [`${GOODS}.amount`, 0, ['is not more than 0']],
    [`${GOODS}.amount`, -1, [whole]],
    [`${GOODS}.amount`, 0.5, [whole]],
    [`${GOODS}.amount`, '6800', [whole]],
    [`${GOODS}.amount`, 2 ** 53, [whole]],
    [`${GOODS}.count`, 1, []],
    [`${GOODS}.count`, 100, []],
    [`${GOODS}.count`, 0, ['is not an integer from 1 to 100']],
    [`${GOODS}.count`, 101, ['is not an integer from 1 to 100']],
    [`${GOODS}.count`, 1.5, ['is not an integer from 1 to 100']],
    [`${GOODS}.count`, '1', ['is not an integer from 1 to 100']],
    ['post_payments[0].amount', 0, []],
    ['post_payments[0].amount', -1, [whole]],
    ['post_payments[0].count', 101, ['is not an integer from 1 to 100']],
    ['post_discounts[0].amount', 0, []],
    ['post_discounts[0].amount', undefined, []],
    ['post_discounts[0].amount', -1, [whole]],
    ['post_discounts[0].count', 0, ['is not an integer from 1 to 100']],
    ['risk_fund.amount', 0, ['is not more than 0']],
    ['risk_fund.amount', 1.5, [whole]],
    ['need_user_confirm', 'true', ['is not true or false']],
  ])('%s = %j', (path, value, problems) => {
    expect(creating(changed(full, path, value))).toEqual(problems.map((one) => `${path}: ${one}`))
  })
  test('goods whose sum is no amount are refused', () => {
    const goods = [{ ...own.shopping_info.goods[0], amount: Number.MAX_SAFE_INTEGER, count: 2 }]
    expect(creating(changed(own, 'shopping_info.goods', goods))).toEqual([
      'shopping_info.goods: come to more than can be counted in fen',
    ])
  })
})

describe('lists', () => {
  const many = (count: number, entry: (index: number) => object): object[] =>
    Array.from({ length: count }, (_, index) => entry(index))
  const one = own.shopping_info.goods[0] ?? {}
  const discount = (index: number) => ({ name: `券${index}`, description: '立减' })
  test.each<[string, unknown, string[]]>([
    ['shopping_info.goods', many(100, () => one), []],
    ['shopping_info.goods', many(101, () => one), ['shopping_info.goods: has more than 100 entries']],
    ['shopping_info.goods', [], ['shopping_info.goods: is empty']],
    ['shopping_info.goods', one, ['shopping_info.goods: is not a list']],
    ['shopping_info.goods', null, ['shopping_info.goods: is not a list']],
    [`${GOODS}.category_id`, [], [`${GOODS}.category_id: is empty`]],
    [`${GOODS}.category_id`, Array(20).fill('1'), []],
    [`${GOODS}.category_id`, Array(21).fill('1'), [`${GOODS}.category_id: has more than 20 entries`]],
    [`${GOODS}.category_id`, '1001', [`${GOODS}.category_id: is not a list`]],
    ['post_payments', many(100, () => ({ name: '商品信息', amount: 1 })), []],
    [
      'post_payments',
      many(101, () => ({ name: '商品信息', amount: 1 })),
      ['post_payments: has more than 100 entries'],
    ],
    ['post_discounts', many(30, discount), []],
    ['post_discounts', many(31, discount), ['post_discounts: has more than 30 entries']],
    ['post_payments', [{ name: '运费' }], ['post_payments[0]: has neither amount nor description']],
    ['post_discounts', [{ name: '券', amount: 1 }], ['post_discounts[0].description: is missing']],
    ['post_discounts', [discount(1), discount(1)], ['post_discounts[1].name: stands twice']],
  ])('%s: %#', (path, value, problems) => {
    expect(creating(changed(full, path, value))).toEqual(problems)
  })
  test('goods that are nothing at all', () => {
    for (const nothing of [null, undefined, 'honey', []])
      expect(creating(changed(own, 'shopping_info.goods', [nothing]))).toContain(
        'shopping_info.goods[0]: is not an object',
      )
    expect(creating(changed(own, 'shopping_info.goods', [one, { ...one, name: '' }]))).toEqual([
      'shopping_info.goods[1].name: is empty',
    ])
  })
})

describe('words, addresses and paths', () => {
  const page = `${JUMP}.path: is not the path of a page, like pages/order/order?id=1`
  const shown = `${GOODS}.picture: is not an https address`
  test.each<[string, unknown, string[]]>([
    ['out_order_no', 'a|b', ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -']],
    ['risk_fund.name', 'DEPOSIT', []],
    ['risk_fund.name', 'ADVANCE', []],
    ['risk_fund.name', 'CASH_DEPOSIT', []],
    [
      'risk_fund.name',
      'UDEPOSIT',
      ['risk_fund.name: is none of DEPOSIT, ADVANCE, CASH_DEPOSIT, ESTIMATE_ORDER_COST'],
    ],
    [`${JUMP}.jump_link_type`, 'JUMP_LINK_H5', [`${JUMP}.jump_link_type: is none of JUMP_LINK_MINI_PROGRAM`]],
    [`${JUMP}.path`, 'pages/index', []],
    [`${JUMP}.path`, '/goods/order/order?id=1&from=%E8%AE%A2', []],
    [`${JUMP}.path`, 'https://example.com/order', [page]],
    [`${JUMP}.path`, '//example.com', [page]],
    [`${JUMP}.path`, '../order', [page]],
    [`${JUMP}.path`, 'pages/order?id=订单', [page]],
    [`${JUMP}.path`, ' pages/order', [page]],
    [`${GOODS}.picture`, 'https://example.com/a.png?size=2&v=1', []],
    [`${GOODS}.picture`, 'http://127.0.0.1:8080/a.png', []],
    [`${GOODS}.picture`, 'http://example.com/a.png', [shown]],
    [`${GOODS}.picture`, 'https://user:word@example.com/a.png', [shown]],
    [`${GOODS}.picture`, 'https://example.com/蜜.png', [shown]],
    [`${GOODS}.picture`, ' https://example.com/a.png', [shown]],
    [`${GOODS}.picture`, 'https://example.com/a\n.png', [shown]],
    [`${GOODS}.picture`, 'cloud://env.bucket/a.png', [shown]],
    [`${GOODS}.picture`, '/a.png', [shown]],
    [
      'notify_url',
      'https://example.com/notify?from=pay',
      ['notify_url: is not an https address without query'],
    ],
    ['notify_url', 'https://example.com/notify ', ['notify_url: is not an https address without query']],
    ['attach', '中'.repeat(29), ['attach: is longer than 256 bytes once url-encoded']],
    ['attach', '中'.repeat(28), []],
  ])('%s = %j', (path, value, problems) => {
    expect(creating(changed(full, path, value))).toEqual(problems)
  })
})

describe('times', () => {
  test.each<[object, string[]]>([
    [{ start_time: 'OnAccept' }, []],
    [{ start_time: '20261120' }, []],
    [{ start_time: '20261120100001' }, []],
    [
      { start_time: '20261120100000' },
      ['time_range.start_time: is not in the future; OnAccept starts with the confirmation'],
    ],
    [{ start_time: '20261119' }, ['time_range.start_time: is before today']],
    [
      { start_time: 'OnAccept', end_time: 'OnAccept' },
      ['time_range.end_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
    ],
    [
      { start_time: '20261121', end_time: '20261121' },
      ['time_range.end_time: is not after time_range.start_time'],
    ],
    [
      { start_time: 'OnAccept', end_time: '20261120100100' },
      ['time_range.end_time: is not more than a minute in the future'],
    ],
  ])('%j', (time_range, problems) => {
    expect(creating({ ...own, time_range } as CreateParams)).toEqual(problems)
  })
})

describe('what must not stand together', () => {
  const forbidden = 'must be left out when need_user_confirm is true'
  test.each<[string, CreateParams, string[]]>([
    ['openid and confirmation', { ...full, openid: 'o' }, [`openid: ${forbidden}`]],
    ['sub_openid and confirmation', { ...full, sub_openid: 'o' }, [`sub_openid: ${forbidden}`]],
    [
      'neither openid nor confirmation',
      { ...full, need_user_confirm: false },
      ['openid: is missing; need_user_confirm=false requires it'],
    ],
    ['both openids', { ...byOpenid, sub_openid: 'o' }, ['sub_openid: and openid: give exactly one of them']],
    [
      'sub_openid without sub_appid',
      changed(bySubOpenid, 'sub_appid', undefined),
      ["sub_openid: belongs to the shop's app: give its sub_appid too"],
    ],
    [
      'sub_appid without sub_mchid',
      changed(full, 'sub_mchid', undefined),
      ['sub_appid: belongs to a shop: give its sub_mchid too'],
    ],
  ])('%s', (_, params, problems) => {
    expect(creating(params)).toEqual(problems)
  })

  test('a deposit that goods or fees exceed, unless something is taken off; an estimate may be exceeded', () => {
    const post_payments = [{ name: '运费', amount: 13601 }]
    for (const name of ['DEPOSIT', 'ADVANCE', 'CASH_DEPOSIT'] as const) {
      const params = { ...own, risk_fund: { name, amount: 13600 } }
      expect(creating(params)).toEqual([])
      expect(creating(changed(params, 'risk_fund.amount', 13599))).toEqual([
        'risk_fund.amount: is less than the sum of the goods (13599 < 13600)',
      ])
      expect(creating({ ...params, post_payments })).toEqual([
        'risk_fund.amount: is less than the sum of the fees (13600 < 13601)',
      ])
      const post_discounts = [{ name: '会员', description: '立减', amount: 1 }]
      expect(creating({ ...changed(params, 'risk_fund.amount', 13599), post_discounts })).toEqual([])
    }
    expect(creating(changed(own, 'risk_fund.amount', 1))).toEqual([])
  })
})

test('what is attached is url-encoded, and need_user_confirm always said', () => {
  const body = bodyOf(payOnDelivery.prepareCreate({ ...own, attach: '节日 & 礼盒' }, context))
  expect(body).toMatchObject({ attach: encodeURIComponent('节日 & 礼盒'), need_user_confirm: true })
  expect(bodyOf(payOnDelivery.prepareCreate(byOpenid, context))).toMatchObject({ need_user_confirm: false })
})

test('every problem is told at once, and none repeats a value', () => {
  const goods = [{ name: '', picture: 'ftp://secret', amount: 0, count: 0 }]
  const problems = creating({ ...own, openid: 'oSecret', shopping_info: { ...own.shopping_info, goods } })
  expect(problems).toHaveLength(5)
  expect(problems.join()).not.toMatch(/secret/i)
})
