import {
  billProblemOf,
  prepareTradeBill,
  readTradeBill,
  type TradeBillParams,
} from '../../../../../cloudfunctions/shared/wechatpay/bills'
import { PayApiError } from '../../../../../cloudfunctions/shared/wechatpay'
import { answerOf, context, problemsOf } from '../prepared'

test('the path', () => {
  expect(prepareTradeBill({ bill_date: '2026-11-19' }, context)).toMatchObject({
    action: 'trade-bill',
    method: 'GET',
    path: '/v3/bill/tradebill?bill_date=2026-11-19',
    body: '',
    safeToRepeat: true,
  })
  expect(
    prepareTradeBill({ bill_date: '2026-11-19', bill_type: 'ALL', sub_mchid: '1900000200' }, context).path,
  ).toBe('/v3/bill/tradebill?bill_date=2026-11-19&bill_type=ALL&sub_mchid=1900000200')
})

test.each<[object, string[]]>([
  [{ bill_date: '2026-11-20' }, ['bill_date: is not before today']],
  [{ bill_date: '2026-02-30' }, ['bill_date: is not an existing day yyyy-MM-dd']],
  [{ bill_date: '20261119' }, ['bill_date: is not an existing day yyyy-MM-dd']],
  [{ bill_date: undefined }, ['bill_date: is missing']],
  [{ bill_date: '2026-11-19', bill_type: 'DAY' }, ['bill_type: is none of ALL, SUCCESS, REFUND']],
  [{ bill_date: '2026-11-19', tar_type: 'GZIP' }, ['tar_type: is not a field of this call']],
])('%j', (params, expected) => {
  expect(problemsOf(() => prepareTradeBill(params as TradeBillParams, context))).toEqual(expected)
})

test('a refused one names the call', () => {
  const act = () => prepareTradeBill({ bill_date: '2026-11-20' }, context)
  expect(act).toThrow('trade-bill was not sent, correct its fields: bill_date: is not before today.')
})

const file = {
  hash_type: 'SHA1',
  hash_value: '79BB0F45FC4C42234A918000B2668D689E2BDE04',
  download_url: 'https://api.mch.weixin.qq.com/v3/billdownload/file?token=t',
}

test('where it is, and what it must come to', () => {
  expect(readTradeBill(answerOf(file))).toEqual({
    hash_value: file.hash_value.toLowerCase(),
    download_url: file.download_url,
  })
})

test.each([
  { ...file, hash_type: 'MD5' },
  { ...file, hash_value: '79bb' },
  { ...file, hash_value: `${file.hash_value}0` },
  { ...file, hash_value: `0${file.hash_value}` },
  { ...file, hash_value: 'g'.repeat(40) },
  { ...file, download_url: 5 },
  {},
])('%j is unreadable', (body) => {
  expect(() => readTradeBill(answerOf(body))).toThrow(/^trade-bill: .* is missing or not as documented/)
})

test.each([
  ['NO_STATEMENT_EXIST', true, 'none'],
  ['STATEMENT_CREATING', true, 'later'],
  ['STATEMENT_CREATING', false, undefined],
  ['SYSTEM_ERROR', true, undefined],
])('%s, verified %s: %s', (code, verified, problem) => {
  const failure = {
    action: 'trade-bill',
    status: 400,
    code,
    verified,
    outcome: 'refused',
    requestId: '',
  } as const
  expect(billProblemOf(new PayApiError(failure, ''))).toBe(problem)
  expect(billProblemOf(new Error(code))).toBeUndefined()
})
