import fc from 'fast-check'
import { completionOf, type Draft, draftOf } from '../../../miniprogram/console/completion'
import { checkLines, totalOf } from '../../../miniprogram/domain/fee'
import { NOW, powerBank, preview } from '../fixtures'

const limits = { maxCharge: 12000, startedAt: NOW - 3_600_000, now: NOW }
const paths = (draft: Draft, changes = {}) =>
  completionOf(draft, { ...limits, ...changes }).problems.map(({ path }) => path)
const fee = (amount: string, name = '租金') => ({ name, amount, description: '' })

describe('completion', () => {
  it('starts with the estimate, and the estimate is good', () => {
    const { total, left, problems } = completionOf(draftOf(preview), limits)
    expect({ total, left, problems }).toEqual({ total: 3700, left: 8300, problems: [] })
  })

  it('a rule waits for its amount: it is not free', () => {
    expect(paths(draftOf(powerBank))).toEqual(['fees[0].amount', 'fees[1].amount', 'discounts[0].amount'])
  })

  it.each([
    ['total', { fees: [fee('120.01')], discounts: [] }],
    ['total', { fees: [fee('1')], discounts: [{ name: '券', amount: '1.01', description: '多减' }] }],
    ['fees', { fees: [], discounts: [] }],
    ['fees[0].amount', { fees: [fee('1.234')], discounts: [] }],
    ['fees[1].name', { fees: [fee('1'), fee('1', ' 租金 ')], discounts: [] }],
    ['fees[0].name', { fees: [fee('1', '')], discounts: [] }],
    ['fees[0].name', { fees: [fee('1', '长'.repeat(21))], discounts: [] }],
    ['discounts[0].description', { fees: [fee('1')], discounts: [fee('1', '券')] }],
    ['endedAt', { fees: [fee('1')], discounts: [], endedAt: NOW + 1 }],
    ['endedAt', { fees: [fee('1')], discounts: [], endedAt: limits.startedAt }],
  ] as [string, Draft][])('finds what is wrong at %s', (path, draft) => {
    expect(paths(draft)).toEqual([path])
  })

  it('"now" is the server\'s moment: a phone whose clock is behind does not keep anybody from completing', () => {
    const slow = { ...limits, now: limits.startedAt - 3_600_000 }
    expect(completionOf({ fees: [fee('1')], discounts: [] }, slow).problems).toEqual([])
  })

  it('the limit itself may be charged', () => {
    expect(paths({ fees: [fee('120')], discounts: [] })).toEqual([])
  })

  it('what it lets through, the server lets through: lines are good and the total is their sum', () => {
    const text = fc.oneof(
      fc.constantFrom('', '0', '12.5', '1.234', 'x', '120'),
      fc.stringMatching(/^\d{1,3}(\.\d{1,2})?$/),
    )
    const name = fc.oneof(fc.constantFrom('租金', '', ' ', '清洁费'), fc.string({ maxLength: 24 }))
    const line = fc.record({ name, amount: text, description: fc.string({ maxLength: 34 }) })
    fc.assert(
      fc.property(fc.array(line, { maxLength: 4 }), fc.array(line, { maxLength: 6 }), (fees, discounts) => {
        const done = completionOf({ fees, discounts }, limits)
        expect(done.left).toBe(limits.maxCharge - done.total)
        if (done.problems.length > 0) return
        expect(checkLines(done.fees, done.discounts)).toEqual([])
        expect(done.total).toBe(totalOf(done.fees, done.discounts))
        expect(done.total).toBeGreaterThanOrEqual(0)
        expect(done.total).toBeLessThanOrEqual(limits.maxCharge)
      }),
      { numRuns: 300 },
    )
  })
})

describe('a draft', () => {
  const many = (count: number, name: string) =>
    Array.from({ length: count }, (_, n) => ({ name: `${name}${n}`, amount: '1', description: '因' }))
  const texts = (draft: Draft, changes = {}) =>
    completionOf(draft, { ...limits, ...changes }).problems.map(({ path, text }) => `${path} ${text}`)

  it('is sent as it was typed, trimmed, and without what is empty', () => {
    const { fees, discounts } = completionOf(
      {
        fees: [{ name: ' 租金 ', amount: ' 2 ', description: ' 两天 ' }, fee('x', '押金')],
        discounts: [{ name: '券', amount: '1', description: ' ' }],
      },
      limits,
    )
    expect(fees).toEqual([{ name: '租金', amount: 200, description: '两天' }, { name: '押金' }])
    expect(discounts).toEqual([{ name: '券', amount: 100, description: '' }])
  })

  it('may reach every limit, and pass none', () => {
    const wide = { maxCharge: 100_000 }
    expect(paths({ fees: many(100, 'f'), discounts: many(5, 'd') }, wide)).toEqual([])
    expect(texts({ fees: many(101, 'f'), discounts: many(6, 'd') }, wide)).toEqual([
      'fees 费用不超过 100 项',
      'discounts 优惠不超过 5 项',
    ])
    const long = (signs: number) => ({ name: '长'.repeat(20), amount: '1', description: '🚲'.repeat(signs) })
    expect(paths({ fees: [long(30)], discounts: [] })).toEqual([])
    expect(texts({ fees: [long(31)], discounts: [] })).toEqual(['fees[0].description 说明不超过 30 个字'])
  })

  it('says what the limit is', () => {
    expect(texts({ fees: [fee('121')], discounts: [] })[0]).toContain('¥120.00')
  })

  it('ends now at the latest, and after its start where that is known', () => {
    const draft = (endedAt: number): Draft => ({ fees: [fee('1')], discounts: [], endedAt })
    expect(paths(draft(NOW))).toEqual([])
    expect(paths(draft(limits.startedAt + 1))).toEqual([])
    expect(texts(draft(NOW + 1))).toEqual(['endedAt 结束时间不能晚于现在'])
    expect(texts(draft(limits.startedAt))).toEqual(['endedAt 结束时间须晚于开始时间'])
    expect(paths(draft(5), { startedAt: undefined })).toEqual([])
  })
})

it('a lower bill is below the former one', () => {
  const texts = (amount: string) =>
    completionOf({ fees: [fee(amount)], discounts: [] }, { ...limits, below: 5000 }).problems
  expect(texts('49.99')).toEqual([])
  expect(texts('50')).toEqual([{ path: 'total', text: '须低于原账单\u00a0¥50.00' }])
})

it('a lower bill is not below what was deducted already', () => {
  const texts = (amount: string) =>
    completionOf({ fees: [fee(amount)], discounts: [] }, { ...limits, below: 5000, deducted: 2000 }).problems
  expect(texts('20')).toEqual([])
  expect(texts('19.99')).toEqual([{ path: 'total', text: '不能低于已经扣到的金额\u00a0¥20.00' }])
})

it('a line of more than any business bills is a slip, said beside it', () => {
  const draft = { fees: [fee('10000000.01')], discounts: [] }
  expect(completionOf(draft, { ...limits, maxCharge: 1e12 }).problems).toEqual([
    { path: 'fees[0].amount', text: '金额不超过\u00a0¥10000000.00' },
  ])
})

it('signs that nobody sees are refused where they stand', () => {
  const draft = { fees: [{ name: '租\u200b金', amount: '1', description: 'a\u202eb' }], discounts: [] }
  expect(paths(draft)).toEqual(['fees[0].name', 'fees[0].description'])
})

it('an amount that is missing is asked for, and free is 0', () => {
  const text = (amount: string) =>
    completionOf({ fees: [fee(amount)], discounts: [] }, limits).problems[0]?.text
  expect(text('  ')).toContain('不收取请填 0')
  expect(text('x')).not.toContain('不收取请填 0')
})

it('names are compared as they are sent', () => {
  expect(paths({ fees: [fee('1', ' 租金'), fee('1', '租金')], discounts: [] })).toEqual(['fees[1].name'])
  expect(paths({ fees: [fee('1', `  ${'长'.repeat(20)}  `)], discounts: [] })).toEqual([])
})

it('a draft begins with what is known', () => {
  const draft = draftOf({
    ...preview,
    fees: [
      { name: '租金', description: '3 元/小时' },
      { name: '清洁', amount: 100 },
    ],
  })
  expect(draft.fees).toEqual([
    { name: '租金', amount: '', description: '3 元/小时' },
    { name: '清洁', amount: '1.00', description: '' },
  ])
})
