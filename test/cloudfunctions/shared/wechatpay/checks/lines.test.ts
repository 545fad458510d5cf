import fc from 'fast-check'
import { Fields } from '../../../../../cloudfunctions/shared/wechatpay/checks/fields'
import {
  checkLines,
  checkTotal,
  type LineNeeds,
  type LineRules,
} from '../../../../../cloudfunctions/shared/wechatpay/checks/lines'
import { problemsOf } from './problems'

const FEES: LineRules = {
  list: 'fees',
  name: 'fee_name',
  description: 'fee_desc',
  amount: 'fee_amount',
  count: 'fee_count',
  max: 3,
  unique: true,
}
const check = (line: unknown, needs: LineNeeds = 'either', rules = FEES) =>
  problemsOf((fields) => checkLines(fields, [line], rules, needs))
const sum = (lines: unknown[], needs: LineNeeds = 'either') =>
  checkLines(new Fields('example'), lines, FEES, needs)

describe('what a line needs', () => {
  test.each<[LineNeeds, object, string[]]>([
    ['either', { fee_amount: 1 }, []],
    ['either', { fee_desc: 'd' }, []],
    ['either', { fee_amount: 1, fee_desc: 'd' }, []],
    ['either', {}, ['fees[0]: has neither fee_amount nor fee_desc']],
    ['either', { fee_amount: -1 }, ['fees[0].fee_amount: is not an integer of fen, 0 or more']],
    ['either', { fee_desc: '' }, ['fees[0].fee_desc: is empty']],
    ['amount', { fee_amount: 0 }, []],
    ['amount', { fee_desc: 'd' }, ['fees[0].fee_amount: is missing']],
    [
      'amount',
      { fee_amount: 1, fee_desc: 'd'.repeat(31) },
      ['fees[0].fee_desc: is longer than 30 characters'],
    ],
    ['description', { fee_desc: 'd'.repeat(30) }, []],
    ['description', {}, ['fees[0].fee_desc: is missing']],
    ['description', { fee_desc: 'd', fee_amount: 1 }, ['fees[0].fee_amount: is not a field of this call']],
    ['described', { fee_desc: 'd' }, []],
    ['described', { fee_desc: 'd', fee_amount: 1 }, []],
    ['described', { fee_amount: 1 }, ['fees[0].fee_desc: is missing']],
    [
      'described',
      { fee_desc: 'd', fee_amount: -1 },
      ['fees[0].fee_amount: is not an integer of fen, 0 or more'],
    ],
    ['both', { fee_amount: 1, fee_desc: 'd' }, []],
    ['both', { fee_amount: 1 }, ['fees[0].fee_desc: is missing']],
    ['both', { fee_desc: 'd' }, ['fees[0].fee_amount: is missing']],
  ])('%s: %j', (needs, line, expected) => {
    expect(check({ fee_name: 'n', ...line }, needs)).toEqual(expected)
  })
})

describe('names', () => {
  test('at most 20 characters, and needed', () => {
    expect(check({ fee_name: '名'.repeat(20), fee_amount: 1 })).toEqual([])
    expect(check({ fee_name: '名'.repeat(21), fee_amount: 1 })).toEqual([
      'fees[0].fee_name: is longer than 20 characters',
    ])
    expect(check({ fee_amount: 1 })).toEqual(['fees[0].fee_name: is missing'])
  })
  test('stand once, or may stand twice, as the protocol says', () => {
    const lines = ['a', 'b', 'a'].map((fee_name) => ({ fee_name, fee_amount: 1 }))
    const all = (unique: boolean) =>
      problemsOf((fields) => checkLines(fields, lines, { ...FEES, unique }, 'either'))
    expect(all(true)).toEqual(['fees[2].fee_name: stands twice'])
    expect(all(false)).toEqual([])
  })
})

describe('counts', () => {
  test.each([undefined, 1, 100])('%j', (fee_count) => {
    expect(check({ fee_name: 'n', fee_amount: 1, fee_count })).toEqual([])
  })
  test.each([0, 101, 1.5, '1', null])('%j is none', (fee_count) => {
    expect(check({ fee_name: 'n', fee_amount: 1, fee_count })).toEqual([
      'fees[0].fee_count: is not an integer from 1 to 100',
    ])
  })
  test('where lines have none, one is not lost silently', () => {
    const { count: _count, ...rules } = FEES
    expect(check({ fee_name: 'n', fee_amount: 1, fee_count: 1 }, 'either', rules)).toEqual([
      'fees[0].fee_count: is not a field of this call',
    ])
    expect(check({ fee_name: 'n', fee_amount: 1 }, 'either', rules)).toEqual([])
  })
})

test.each([null, 'x', 7, undefined])('%j is no line', (line) => {
  expect(check(line)).toEqual(['fees[0]: is not an object', 'fees[0].fee_name: is missing'])
})

test('no more lines than the protocol takes', () => {
  const lines = ['a', 'b', 'c', 'd'].map((fee_name) => ({ fee_name, fee_amount: 1 }))
  const all = (some: unknown[] | undefined) =>
    problemsOf((fields) => checkLines(fields, some, FEES, 'amount'))
  expect(all(lines)).toEqual(['fees: has more than 3 entries'])
  expect(all(lines.slice(1))).toEqual([])
  expect(all(undefined)).toEqual([])
})

describe('the sum', () => {
  test('is that of the amounts that are known, and of no wrong one', () => {
    expect(
      sum([
        { fee_name: 'a', fee_amount: 5 },
        { fee_name: 'b', fee_desc: 'd' },
      ]),
    ).toBe(5)
    expect(sum([{ fee_name: 'a', fee_amount: 5 }, { fee_name: 'b', fee_amount: '7' }, null])).toBe(5)
    expect(sum([{ fee_name: 'a', fee_amount: 5, fee_desc: 'd' }], 'description')).toBe(0)
    expect(
      sum(
        [
          { fee_name: 'a', fee_amount: 5, fee_desc: 'd' },
          { fee_name: 'b', fee_desc: 'd' },
        ],
        'described',
      ),
    ).toBe(5)
    fc.assert(
      fc.property(fc.array(fc.nat(1_000_000), { maxLength: 3 }), (amounts) => {
        const lines = amounts.map((fee_amount, index) => ({ fee_name: String(index), fee_amount }))
        expect(sum(lines, 'amount')).toBe(amounts.reduce((all, one) => all + one, 0))
      }),
    )
  })
})

describe('a total', () => {
  const total = (value: unknown, fees: number, discounts: number, riskAmount = 1000) =>
    problemsOf((fields) => {
      checkTotal(fields, value, { fees, discounts }, riskAmount)
    })
  test.each<[unknown, number, number, string[]]>([
    [300, 500, 200, []],
    [0, 500, 500, []],
    [1000, 1000, 0, []],
    [301, 500, 200, ['total_amount: is not the fees minus the discounts (301, but 500 - 200)']],
    [700, 500, 200, ['total_amount: is not the fees minus the discounts (700, but 500 - 200)']],
    [1001, 1001, 0, ['total_amount: is more than the risk amount of the order (1001 > 1000)']],
    [undefined, 0, 0, ['total_amount: is missing']],
    [-300, 200, 500, ['total_amount: is not an integer of fen, 0 or more']],
  ])('%j of %d minus %d', (value, fees, discounts, expected) => {
    expect(total(value, fees, discounts)).toEqual(expected)
  })
})
