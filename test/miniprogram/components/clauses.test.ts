import { readFileSync } from 'node:fs'
import { FAILURES } from '../../../miniprogram/domain/failure'

const source = readFileSync('miniprogram/components/clauses.wxs', 'utf8')
const cut = (sentence?: string): string[] => {
  const module = { exports: {} as { cut: (sentence?: string) => string[] } }
  new Function('module', source)(module)
  return module.exports.cut(sentence)
}

describe('clauses', () => {
  it('end with their sign, and an amount stays with its word', () => {
    expect(cut('服务结束后按实际费用扣款，最高\u00a0¥120.00')).toEqual([
      '服务结束后按实际费用扣款，',
      '最高\u00a0¥120.00',
    ])
    expect(cut('现在不会扣款。且不超过「最高收取」。')).toEqual(['现在不会扣款。', '且不超过「最高收取」。'])
  })

  it('lose nothing of any sentence', () => {
    for (const sentence of Object.values(FAILURES).flat()) expect(cut(sentence).join('')).toBe(sentence)
    expect(cut(undefined)).toEqual([])
  })
})
