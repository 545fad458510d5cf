import {
  adviceOf,
  FAILURES,
  isFailureCode,
  operatorAdviceOf,
  sentenceOf,
} from '../../miniprogram/domain/failure'

describe('failures', () => {
  it('every one says what happened and what to do, in Chinese', () => {
    for (const code of Object.keys(FAILURES) as (keyof typeof FAILURES)[])
      for (const text of [sentenceOf(code), adviceOf(code)]) expect(text).toMatch(/[\u4e00-\u9fff]{2}/)
  })

  it('no words are one line’s alone: every line meets most of them', () => {
    for (const texts of Object.values(FAILURES))
      for (const text of texts) expect(text).not.toMatch(/先享后付|先用后付|签约计划/)
  })

  it('operators are never sent to a customer’s place or to themselves', () => {
    const toldToOperators = Object.keys(FAILURES).filter(
      // The way to WeChat Pay's page is a customer's alone.
      (code) => code !== 'LAUNCH_IMPOSSIBLE',
    ) as (keyof typeof FAILURES)[]
    for (const code of toldToOperators)
      expect(`${code} ${operatorAdviceOf(code)}`).not.toMatch(
        /我的订单|联系商家|告诉商家|商家处理|下方的标识/,
      )
    expect(operatorAdviceOf('OFFLINE')).toBe(adviceOf('OFFLINE'))
  })

  it('knows its own codes and nothing that objects bring along', () => {
    expect(isFailureCode('PRICE_CHANGED')).toBe(true)
    expect(['toString', '__proto__', 'price_changed', ''].some(isFailureCode)).toBe(false)
  })
})
