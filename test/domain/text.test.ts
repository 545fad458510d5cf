import { isPlainText, oneLine, operatorNameProblem, reasonProblem } from '../../miniprogram/domain/text'

describe('isPlainText', () => {
  it.each(['', '使用时长', '𠮷野家 🍜', 'é ü · —', '🤷‍♂️ 不在', '👨‍👩‍👧‍👦', '👩🏽‍🔧 上门', '❤️‍🔥', '３ 元／小时'])(
    'takes %j',
    (text) => {
      expect(isPlainText(text)).toBe(true)
    },
  )

  it.each([
    '\0', 'a\nb', 'a\rb', 'a\tb', '\u001b[31m', '\u007f', '\u0085', 'a\u00adb', 'a\u200bb', 'a\u200db', '好\u200d的', '🍜\u200d', 'a\u200eb', 'a\u2028b',
    'a\u202eb', 'a\u2066b', 'a\u2060b', '\ufeffa', '\ud83d', 'a\udc00b', '\udc00\ud83d', 'a\u{e0041}',
  ])('refuses %j', (text) => {
    expect(isPlainText(text)).toBe(false)
  }) // prettier-ignore

  it('takes every whole character beyond the basic plane that is not a sign for machines', () => {
    for (let point = 0x1f300; point < 0x1f700; point += 7)
      expect(isPlainText(String.fromCodePoint(point))).toBe(true)
  })
})

describe('a text of one line that must be there', () => {
  it('is called what the form calls it', () => {
    expect(reasonProblem(' \n　')).toBe('请填写原因')
    expect(reasonProblem('', '退款原因')).toBe('请填写退款原因')
    expect(reasonProblem('长'.repeat(31), '退款原因')).toBe('退款原因不超过 30 个字')
    expect(reasonProblem('a\u200bb')).toContain('看不见的字符')
    expect(operatorNameProblem('长'.repeat(21))).toContain('不超过 20 个字')
    expect(operatorNameProblem('')).not.toBe('')
  })

  it('is measured as it is kept, in characters and not in halves of them', () => {
    expect(reasonProblem(` ${'𠮷'.repeat(30)}\n`)).toBe('')
    expect(reasonProblem(`${'长'.repeat(14)} \n ${'长'.repeat(15)}`)).toBe('')
    expect(oneLine(' 顾客\n\t没有  使用　')).toBe('顾客 没有 使用')
  })
})
