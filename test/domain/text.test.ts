import { isPlainText } from '../../miniprogram/domain/text'

describe('isPlainText', () => {
  it.each(['', '使用时长', '𠮷野家 🍜', 'é ü · —', '🤷‍♂️ 不在', '👨‍👩‍👧‍👦', '👩🏽‍🔧 上门', '❤️‍🔥', '３ 元／小时'])(
    'takes %j',
    (text) => {
      expect(isPlainText(text)).toBe(true)
    },
  )

  it.each([
    '\0', 'a\nb', 'a\rb', 'a\tb', '\u001b[31m', '\u007f', '\u0085', 'a\u00adb', 'a\u200bb', 'a\u200db', '好\u200d的', '🍜\u200d', 'a\u200eb', 'a\u2028b',
    'a\u202eb', 'a\u2066b', 'a\u2060b', '\ufeffa', '\ud83d', 'a\udc00b', '\udc00\ud83d',
  ])('refuses %j', (text) => {
    expect(isPlainText(text)).toBe(false)
  }) // prettier-ignore

  it('takes every whole character beyond the basic plane that is not a sign for machines', () => {
    for (let point = 0x1f300; point < 0x1f700; point += 7)
      expect(isPlainText(String.fromCodePoint(point))).toBe(true)
  })
})
