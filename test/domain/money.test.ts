import fc from 'fast-check'
import { formatYuan, isFen, parseYuan, sumFen } from '../../miniprogram/domain/money'

const fen = fc.integer({ min: 0, max: 99_999_999_999 })

describe('money', () => {
  it('writes two decimals, always', () => {
    expect([0, 5, 50, 1250, 100000].map(formatYuan)).toEqual(['0.00', '0.05', '0.50', '12.50', '1000.00'])
    expect(formatYuan(-50)).toBe('-0.50')
  })

  it('reads back what it wrote, for every amount', () => {
    fc.assert(fc.property(fen, (amount) => parseYuan(formatYuan(amount)) === amount))
  })

  it('never rounds: what it reads is what was typed, to the fen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999_999_999 }),
        fc.integer({ min: 0, max: 99 }),
        (yuan, cents) => {
          expect(parseYuan(`${yuan}.${String(cents).padStart(2, '0')}`)).toBe(yuan * 100 + cents)
        },
      ),
    )
    expect(parseYuan('12.5')).toBe(1250)
    expect(parseYuan(' 12. ')).toBe(1200)
  })

  it.each(['', '.5', '1.234', '-1', '+1', '1e3', '1,000', '１２', '12元', 'NaN', '0x10', '9999999999'])(
    'refuses %p',
    (text) => {
      expect(parseYuan(text)).toBeUndefined()
    },
  )

  it('adds like integers and refuses everything else', () => {
    fc.assert(
      fc.property(fc.array(fen, { maxLength: 50 }), (amounts) => {
        expect(sumFen(amounts)).toBe(amounts.reduce((sum, amount) => sum + amount, 0))
      }),
    )
    expect(() => sumFen([0.1])).toThrow(RangeError)
    expect(() => sumFen([Number.NaN])).toThrow(RangeError)
    expect(() => sumFen([Number.MAX_SAFE_INTEGER, 1])).toThrow(RangeError)
    expect(() => formatYuan(1.5)).toThrow(RangeError)
  })

  it('knows an amount when it sees one', () => {
    expect([0, 1, -1, 0.5, '1', Number.NaN, Number.MAX_SAFE_INTEGER + 1].map(isFen)).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
      false,
    ])
  })
})

it('parts of fen do not become whole by adding them', () => {
  expect(() => sumFen([0.5, 0.5])).toThrow(RangeError)
})
