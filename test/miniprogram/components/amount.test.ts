import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { formatYuan } from '../../../miniprogram/domain/money'

type Yuan = Record<'sign' | 'whole' | 'cents' | 'spoken', (fen: number) => string>

/** WXS is JavaScript with a module object. */
function load(): Yuan {
  const source = readFileSync(join(__dirname, '../../../miniprogram/components/amount/amount.wxs'), 'utf8')
  const module = { exports: {} as Yuan }
  new Function('module', source)(module)
  return module.exports
}

describe('the amount on the screen', () => {
  const yuan = load()

  it('is what domain/money writes, for every amount', () => {
    fc.assert(
      fc.property(fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }), (fen) => {
        expect(`${fen < 0 ? '-' : ''}${yuan.whole(fen)}${yuan.cents(fen)}`).toBe(formatYuan(fen))
        expect(yuan.spoken(fen)).toBe(`${fen < 0 ? '减' : ''}${formatYuan(Math.abs(fen))}元`)
      }),
    )
  })

  it('shows a minus before the currency sign', () => {
    expect([yuan.sign(-1), yuan.sign(0), yuan.sign(1)]).toEqual(['−', '', ''])
  })
})
