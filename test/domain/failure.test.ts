import { adviceOf, FAILURES, isFailureCode, sentenceOf } from '../../miniprogram/domain/failure'

describe('failures', () => {
  it('every one says what happened and what to do, in Chinese', () => {
    for (const code of Object.keys(FAILURES) as (keyof typeof FAILURES)[])
      for (const text of [sentenceOf(code), adviceOf(code)]) expect(text).toMatch(/[\u4e00-\u9fff]{2}/)
  })

  it('knows its own codes and nothing that objects bring along', () => {
    expect(isFailureCode('PRICE_CHANGED')).toBe(true)
    expect(['toString', '__proto__', 'price_changed', ''].some(isFailureCode)).toBe(false)
  })
})
