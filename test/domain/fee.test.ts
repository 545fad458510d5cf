import fc from 'fast-check'
import { checkLines, isPriced, LINE_LIMITS, totalOf } from '../../miniprogram/domain/fee'

const amount = fc.integer({ min: 0, max: 100_000_000 })

describe('fee lines', () => {
  it('total is fees minus discounts, and counts are not multiplied', () => {
    fc.assert(
      fc.property(fc.array(amount), fc.array(amount, { maxLength: 5 }), (fees, discounts) => {
        const total = totalOf(
          fees.map((fen, index) => ({ name: `f${index}`, amount: fen, count: 3 })),
          discounts.map((fen, index) => ({ name: `d${index}`, description: 'd', amount: fen })),
        )
        const plus = fees.reduce((sum, fen) => sum + fen, 0)
        expect(total).toBe(plus - discounts.reduce((sum, fen) => sum + fen, 0))
      }),
    )
  })

  it('is priced only when every line has an amount', () => {
    expect(isPriced([{ name: '租金', amount: 0 }])).toBe(true)
    expect(
      isPriced([
        { name: '租金', amount: 5 },
        { name: '超时', description: '3 元/小时' },
      ]),
    ).toBe(false)
    expect(isPriced([])).toBe(false)
  })

  it('accepts good lines', () => {
    expect(
      checkLines(
        [
          { name: '租金', description: '3 元/小时' },
          { name: '清洁费', amount: 0, count: 100 },
        ],
        [{ name: '优惠', description: '首单', amount: 5 }],
      ),
    ).toEqual([])
  })

  it.each([
    ['fees[0]', [{ name: '租金' }], []],
    ['fees[0].name', [{ name: ' ', amount: 1 }], []],
    ['fees[0].name', [{ name: '长'.repeat(21), amount: 1 }], []],
    [
      'fees[1].name',
      [
        { name: '租金', amount: 1 },
        { name: '租金', amount: 2 },
      ],
      [],
    ],
    ['fees[0].amount', [{ name: '租金', amount: 1.5 }], []],
    ['fees[0].amount', [{ name: '租金', amount: -1 }], []],
    ['fees[0].count', [{ name: '租金', amount: 1, count: 101 }], []],
    ['fees[0].count', [{ name: '租金', amount: 1, count: 0 }], []],
    ['fees[0].description', [{ name: '租金', description: '长'.repeat(31) }], []],
    ['discounts[0].description', [], [{ name: '优惠', description: '' }]],
    ['discounts[0].amount', [], [{ name: '优惠', description: 'x', amount: -1 }]],
    [
      'discounts[1].name',
      [],
      [
        { name: '优', description: 'x' },
        { name: '优', description: 'y' },
      ],
    ],
    ['fees', Array.from({ length: 101 }, (_, index) => ({ name: `f${index}`, amount: 1 })), []],
    ['discounts', [], Array.from({ length: 6 }, (_, index) => ({ name: `d${index}`, description: 'x' }))],
  ])('finds what is wrong at %s', (path, fees, discounts) => {
    expect(checkLines(fees, discounts).map((problem) => problem.path)).toEqual([path])
  })

  it('counts characters, not UTF-16 units', () => {
    expect(checkLines([{ name: '🚲'.repeat(LINE_LIMITS.name), amount: 1 }], [])).toEqual([])
  })
})

describe('the limits of lines', () => {
  const fees = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `f${index}`, amount: 1 }))
  const discounts = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ name: `d${index}`, description: 'x' }))

  it('may be reached', () => {
    const line = { name: '长'.repeat(20), description: '长'.repeat(30), amount: 0, count: 1 }
    expect(checkLines([line, ...fees(99)], discounts(5))).toEqual([])
  })

  it('a name that is no text is none, and one with signs that nobody sees is refused', () => {
    const problems = (name: unknown) => checkLines([{ name: name as string, amount: 1 }], [])
    expect(problems(undefined)).toEqual([{ path: 'fees[0].name', problem: 'is empty' }])
    expect(problems(7)).toEqual([{ path: 'fees[0].name', problem: 'is empty' }])
    expect(problems('租\u200b金')).toEqual([
      { path: 'fees[0].name', problem: 'contains signs that nobody sees' },
    ])
  })

  it('a count is whole', () => {
    expect(checkLines([{ name: 'x', amount: 1, count: 1.5 }], [])).toHaveLength(1)
  })
})
