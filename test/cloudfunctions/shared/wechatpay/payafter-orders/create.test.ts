import fc from 'fast-check'
import { Rsa } from 'wechatpay-axios-plugin'
import {
  createKeyring,
  type CreateParams,
  prepareCreate,
  readCreate,
  type ValidationError,
} from '../../../../../cloudfunctions/shared/wechatpay'
import { toDayText, toSecondText } from '../../../../../miniprogram/domain/period'
import { PUBLIC_KEY_ID } from '../keys-of-the-day'
import { answerOf, bodyOf, context, good, keys, NOW, problemsOf, without } from './fixture'

type Change = Partial<Record<keyof CreateParams | 'total_amount', unknown>>
const problems = (change: Change): string[] =>
  problemsOf(() => prepareCreate({ ...good, ...change } as CreateParams, context))
const repeat = (text: string, times: number): string => text.repeat(times)

test('a good order is sent as it was given', () => {
  const call = prepareCreate(good, context)
  expect(call).toMatchObject({
    action: 'create',
    method: 'POST',
    path: '/v3/payscore/payafter-orders',
    serial: PUBLIC_KEY_ID,
    safeToRepeat: true,
  })
  expect(bodyOf(call)).toEqual(good)
})

test('need_user_confirm is always sent; without confirmation the openid is too', () => {
  expect(bodyOf(prepareCreate(good, context))['need_user_confirm']).toBe(true)
  const call = prepareCreate({ ...good, need_user_confirm: false, openid: 'oUser' }, context)
  expect(bodyOf(call)).toMatchObject({ need_user_confirm: false, openid: 'oUser' })
})

test('a person is encrypted for the platform, each field by itself, and the rest is not', () => {
  const person = {
    name: '王小明',
    phone: '13800138000',
    userid: '11010519491231002X',
    address: '深圳市南山区',
  }
  const call = prepareCreate({ ...good, ...person }, context)
  const body = bodyOf(call)
  for (const [name, plain] of Object.entries(person))
    expect(Rsa.decrypt(body[name] as string, keys.platform.privateKey)).toBe(plain)
  for (const plain of Object.values(person)) expect(call.body).not.toContain(plain)
  expect(call.serial).toBe(PUBLIC_KEY_ID)
})

test('only the personal fields that are given are sent', () => {
  const body = bodyOf(prepareCreate({ ...good, phone: '13800138000' }, context))
  expect(Object.keys(body).filter((name) => ['name', 'userid', 'address'].includes(name))).toEqual([])
})

test('attach is url-encoded once', () => {
  expect(bodyOf(prepareCreate({ ...good, attach: '门店=深圳 & 1' }, context))['attach']).toBe(
    '%E9%97%A8%E5%BA%97%3D%E6%B7%B1%E5%9C%B3%20%26%201',
  )
})

test.each<[string, Change, string[]]>([
  ['no appid', { appid: undefined }, ['appid: is missing']],
  ['an appid that is no text', { appid: 1 }, ['appid: is not a text']],
  ['an appid of 33', { appid: repeat('a', 33) }, ['appid: is longer than 32 characters']],
  ['no number', { out_order_no: undefined }, ['out_order_no: is missing']],
  ['an empty number', { out_order_no: '' }, ['out_order_no: is empty']],
  ['a number of 33', { out_order_no: repeat('1', 33) }, ['out_order_no: is longer than 32 characters']],
  [
    'a number with a bar',
    { out_order_no: 'a|b' },
    ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -'],
  ],
  [
    'a number with a path',
    { out_order_no: '../complete' },
    ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -'],
  ],
  [
    'a number with a newline',
    { out_order_no: 'a\n' },
    ['out_order_no: contains a sign other than 0-9 A-Z a-z _ -'],
  ],
  ['no service', { service_id: undefined }, ['service_id: is missing']],
  ['a service of 33', { service_id: repeat('1', 33) }, ['service_id: is longer than 32 characters']],
  ['no start', { service_start_time: undefined }, ['service_start_time: is missing']],
  [
    'a start that is no time',
    { service_start_time: '2026-11-20' },
    ['service_start_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ],
  [
    'a day that does not exist',
    { service_start_time: '20260230' },
    ['service_start_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ],
  [
    'a start now',
    { service_start_time: '20261120100000' },
    ['service_start_time: is not in the future; OnAccept starts with the confirmation'],
  ],
  ['a second later', { service_start_time: '20261120100001' }, []],
  ['a start yesterday', { service_start_time: '20261119' }, ['service_start_time: is before today']],
  ['a start today', { service_start_time: '20261120' }, []],
  [
    'an end OnAccept',
    { service_end_time: 'OnAccept' },
    ['service_end_time: is not an existing time yyyyMMddHHmmss or day yyyyMMdd'],
  ],
  [
    'an end in a minute',
    { service_end_time: '20261120100100' },
    ['service_end_time: is not more than a minute in the future'],
  ],
  ['an end a second after that', { service_end_time: '20261120100101' }, []],
  ['an end yesterday', { service_end_time: '20261119' }, ['service_end_time: is before today']],
  ['an end today, started by the confirmation', { service_end_time: '20261120' }, []],
  [
    'an end before the start',
    { service_start_time: '20261120120000', service_end_time: '20261120115959' },
    ['service_end_time: is not after service_start_time'],
  ],
  [
    'an end at the start',
    { service_start_time: '20261120120000', service_end_time: '20261120120000' },
    ['service_end_time: is not after service_start_time'],
  ],
  [
    'the same day twice',
    { service_start_time: '20261121', service_end_time: '20261121' },
    ['service_end_time: is not after service_start_time'],
  ],
  ['the next day', { service_start_time: '20261121', service_end_time: '20261122' }, []],
  [
    'an ending day for a starting second',
    { service_start_time: '20261120120000', service_end_time: '20261121' },
    [],
  ],
  ['no place', { service_start_location: undefined }, ['service_start_location: is missing']],
  ['a place of 20 Chinese characters', { service_start_location: repeat('深', 20) }, []],
  [
    'a place of 21',
    { service_start_location: repeat('深', 21) },
    ['service_start_location: is longer than 20 characters'],
  ],
  ['20 signs beyond the basic plane', { service_start_location: repeat('𠮷', 20) }, []],
  [
    'half a sign',
    { service_start_location: 'a\ud800' },
    ['service_start_location: contains half a character'],
  ],
  [
    'an end place of 21',
    { service_end_location: repeat('a', 21) },
    ['service_end_location: is longer than 20 characters'],
  ],
  ['no introduction', { service_introduction: ' ' }, ['service_introduction: is empty']],
  [
    'an introduction of 21',
    { service_introduction: repeat('a', 21) },
    ['service_introduction: is longer than 20 characters'],
  ],
  ['fees that are no list', { fees: {} }, ['fees: is not a list']],
  [
    '101 fees',
    { fees: Array.from({ length: 101 }, (_, i) => ({ fee_name: `f${i}`, fee_amount: 0 })) },
    ['fees: has more than 100 entries'],
  ],
  ['100 fees', { fees: Array.from({ length: 100 }, (_, i) => ({ fee_name: `f${i}`, fee_amount: 0 })) }, []],
  ['a fee that is nothing', { fees: [null] }, ['fees[0]: is not an object', 'fees[0].fee_name: is missing']],
  ['a fee without a name', { fees: [{ fee_amount: 1 }] }, ['fees[0].fee_name: is missing']],
  [
    'a name of 21',
    { fees: [{ fee_name: repeat('a', 21), fee_amount: 1 }] },
    ['fees[0].fee_name: is longer than 20 characters'],
  ],
  [
    'two fees of a name',
    {
      fees: [
        { fee_name: 'a', fee_amount: 1 },
        { fee_name: 'a', fee_desc: 'b' },
      ],
    },
    ['fees[1].fee_name: stands twice'],
  ],
  [
    'neither amount nor words',
    { fees: [{ fee_name: 'a' }] },
    ['fees[0]: has neither fee_amount nor fee_desc'],
  ],
  [
    'yuan',
    { fees: [{ fee_name: 'a', fee_amount: 0.5 }] },
    ['fees[0].fee_amount: is not an integer of fen, 0 or more'],
  ],
  [
    'a negative fee',
    { fees: [{ fee_name: 'a', fee_amount: -1 }] },
    ['fees[0].fee_amount: is not an integer of fen, 0 or more'],
  ],
  [
    'an amount as a text',
    { fees: [{ fee_name: 'a', fee_amount: '1' }] },
    ['fees[0].fee_amount: is not an integer of fen, 0 or more'],
  ],
  ['a free fee', { fees: [{ fee_name: 'a', fee_amount: 0 }] }, []],
  [
    'a count of 0',
    { fees: [{ fee_name: 'a', fee_amount: 1, fee_count: 0 }] },
    ['fees[0].fee_count: is not an integer from 1 to 100'],
  ],
  [
    'a count of 101',
    { fees: [{ fee_name: 'a', fee_amount: 1, fee_count: 101 }] },
    ['fees[0].fee_count: is not an integer from 1 to 100'],
  ],
  ['a count of 100', { fees: [{ fee_name: 'a', fee_amount: 1, fee_count: 100 }] }, []],
  [
    'a description of 31',
    { fees: [{ fee_name: 'a', fee_desc: repeat('a', 31) }] },
    ['fees[0].fee_desc: is longer than 30 characters'],
  ],
  [
    'an unknown field of a fee',
    { fees: [{ fee_name: 'a', fee_amount: 1, amount: 1 }] },
    ['fees[0].amount: is not a field of this call'],
  ],
  [
    'fees above the risk',
    { fees: [{ fee_name: 'a', fee_amount: 9901 }] },
    ['risk_amount: is less than the sum of the fees (9900 < 9901)'],
  ],
  [
    'fees above the risk before a discount of unknown amount',
    {
      fees: [{ fee_name: 'a', fee_amount: 9901 }],
      discounts: [{ discount_name: 'd', discount_desc: 'x' }],
    },
    [],
  ],
  ['fees at the risk', { fees: [{ fee_name: 'a', fee_amount: 9900 }] }, []],
  [
    '6 discounts',
    { discounts: Array.from({ length: 6 }, (_, i) => ({ discount_name: `d${i}`, discount_desc: 'x' })) },
    ['discounts: has more than 5 entries'],
  ],
  [
    'a discount without words',
    { discounts: [{ discount_name: 'd' }] },
    ['discounts[0].discount_desc: is missing'],
  ],
  [
    'a discount without a name',
    { discounts: [{ discount_desc: 'd' }] },
    ['discounts[0].discount_name: is missing'],
  ],
  [
    'two discounts of a name',
    {
      discounts: [
        { discount_name: 'd', discount_desc: 'x' },
        { discount_name: 'd', discount_desc: 'y' },
      ],
    },
    ['discounts[1].discount_name: stands twice'],
  ],
  [
    'a discount with an amount',
    { discounts: [{ discount_name: 'd', discount_desc: 'x', discount_amount: 1 }] },
    ['discounts[0].discount_amount: is not a field of this call'],
  ],
  ['no risk', { risk_amount: undefined }, ['risk_amount: is missing']],
  ['a risk of 0', { risk_amount: 0 }, ['risk_amount: is not more than 0']],
  ['a risk in yuan', { risk_amount: 99.5 }, ['risk_amount: is not an integer of fen, 0 or more']],
  ['an unsafe risk', { risk_amount: 2 ** 53 }, ['risk_amount: is not an integer of fen, 0 or more']],
  ['an attach of 200 bytes', { attach: repeat('a', 200) }, []],
  [
    'an attach of 201 bytes',
    { attach: `${repeat('a', 198)}中` },
    ['attach: is longer than 200 bytes once url-encoded'],
  ],
  [
    '23 Chinese characters of attach',
    { attach: repeat('中', 23) },
    ['attach: is longer than 200 bytes once url-encoded'],
  ],
  ['no need_user_confirm', { need_user_confirm: undefined }, ['need_user_confirm: is missing']],
  ['need_user_confirm as a text', { need_user_confirm: 'true' }, ['need_user_confirm: is not true or false']],
  [
    'an openid with confirmation',
    { openid: 'o' },
    ['openid: must be left out when need_user_confirm is true'],
  ],
  [
    'no openid without it',
    { need_user_confirm: false },
    ['openid: is missing; need_user_confirm=false requires it'],
  ],
  [
    'an openid of 129',
    { need_user_confirm: false, openid: repeat('o', 129) },
    ['openid: is longer than 128 characters'],
  ],
  ['an empty phone', { phone: '' }, ['phone: is empty']],
  [
    'an address of 72 characters, 216 bytes',
    { address: repeat('深', 72) },
    ['address: is longer than 214 bytes, which is all that can be encrypted'],
  ],
  ['an address of 71 characters', { address: repeat('深', 71) }, []],
  ['a field of another call', { total_amount: 1 }, ['total_amount: is not a field of this call']],
])('%s', (_name, change, expected) => {
  expect(problems(change)).toEqual(expected)
})

test('every problem at once, in one sentence, without the values', () => {
  const bad = { ...good, phone: '1'.repeat(300), risk_amount: 0, fees: [{ fee_name: 'a' }] }
  expect(() => prepareCreate(bad, context)).toThrow(
    'create was not sent, correct its fields: risk_amount: is not more than 0; ' +
      'fees[0]: has neither fee_amount nor fee_desc; phone: is longer than 214 characters.',
  )
  try {
    prepareCreate(bad, context)
  } catch (error) {
    expect((error as ValidationError).outcome).toBe('notSent')
    expect(JSON.stringify(error)).not.toContain('11111')
  }
})

test('without a platform key nothing can be prepared', () => {
  expect(() => prepareCreate(good, { ...context, keyring: createKeyring([]) })).toThrow(
    'WECHATPAY_PUBLIC_KEY: no valid public key or platform certificate is known.',
  )
})

test('times: a future start is good and a past one is not, to the second and to the day', () => {
  fc.assert(
    fc.property(fc.integer({ min: -400 * 86_400, max: 400 * 86_400 }), (seconds) => {
      const moment = NOW + seconds * 1000
      expect(problems({ service_start_time: toSecondText(moment) })).toHaveLength(seconds > 0 ? 0 : 1)
      const day = toDayText(moment)
      expect(problems({ service_start_time: day })).toHaveLength(day >= '20261120' ? 0 : 1)
    }),
  )
})

test('numbers: exactly the documented signs, 1 to 32 of them', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'09azAZ_-|*./%?# \n中'), maxLength: 34 }), (number) => {
      expect(problems({ out_order_no: number }).length === 0).toBe(/^[0-9A-Za-z_-]{1,32}$/.test(number))
    }),
  )
})

test("every field of the seed's request can be sent", () => {
  const all: CreateParams = {
    ...good,
    service_start_time: '20261120120000',
    service_end_time: '20261121120000',
    service_end_location: '南山书城',
    fees: [{ fee_name: '使用费', fee_count: 1, fee_amount: 600, fee_desc: '2 小时' }],
    discounts: [{ discount_name: '满20减1元', discount_desc: '不与其他优惠叠加' }],
    attach: 'a',
    need_user_confirm: false,
    openid: 'oUser',
    name: '王小明',
    phone: '13800138000',
    userid: '11010519491231002X',
    address: '深圳市南山区',
  }
  const body = bodyOf(prepareCreate(all, context))
  expect(Object.keys(body).sort()).toEqual(Object.keys(all).sort())
  expect(Object.keys(body)).toHaveLength(18)
  expect(body).toMatchObject({ fees: all.fees, discounts: all.discounts })
})

describe('the answer', () => {
  const answer = {
    appid: 'wxd678efh567hg6787',
    mchid: '1900000109',
    out_order_no: good.out_order_no,
    service_id: '500001',
    order_id: '15646546545165651651',
    miniprogram_businesstype: 'wxpayScoreUse',
    miniprogram_appid: 'wxd8f3793ea3b935b8',
    miniprogram_path: 'pages/use/use',
    miniprogram_username: 'gh_1',
    package: 'AAQTAAAAAA==',
  }
  test('is read, and what is new in it is ignored', () => {
    expect(readCreate(answerOf({ ...answer, brand_new: { a: 1 }, state: 'DOING' }))).toEqual({
      ...answer,
      state: 'DOING',
    })
  })
  test('needs number and package alone', () => {
    expect(
      readCreate(answerOf({ out_order_no: 'A', package: 'P', miniprogram_path: null, mchid: 7 })),
    ).toEqual({
      out_order_no: 'A',
      package: 'P',
    })
  })
  test.each(['out_order_no', 'package'] as const)('is unreadable without %s', (name) => {
    expect(() => readCreate(answerOf(without(answer, name)))).toThrow(
      expect.objectContaining({ code: 'CLIENT_UNREADABLE', outcome: 'unknown' }) as Error,
    )
  })
})
