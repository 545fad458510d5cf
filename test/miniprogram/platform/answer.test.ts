import fc from 'fast-check'
import { forReader, localFailure, readAnswer, readTransportError } from '../../../miniprogram/platform/answer'

describe('answers of functions', () => {
  it('hands data on', () => {
    expect(readAnswer({ ok: true, data: { a: 1 } })).toEqual({ ok: true, data: { a: 1 } })
  })

  it('keeps the sentence of a code that this package does not know yet', () => {
    const failure = { code: 'FROM_TOMORROW', message: '明天才有的说法', requestId: 'r1' }
    expect(readAnswer({ ok: false, failure })).toEqual({
      ok: false,
      failure: { ...failure, code: 'INTERNAL' },
    })
  })

  it('tells operators what to do in their own words, and changes nothing else', () => {
    const failure = localFailure('ORDER_NOT_FOUND')
    const told = forReader('console', { ok: false, failure })
    expect(told).toEqual({ ok: false, failure: { ...failure, advice: expect.stringContaining('工作台') } })
    expect(forReader('orders', { ok: false, failure })).toEqual({ ok: false, failure })
    expect(forReader('console', { ok: true, data: 1 })).toEqual({ ok: true, data: 1 })
  })

  it('keeps details', () => {
    const failure = { code: 'PRICE_CHANGED', message: '变了', requestId: 'r', details: { revision: 2 } }
    expect(readAnswer({ ok: false, failure })).toEqual({ ok: false, failure })
  })

  it('makes a failure of anything else, and never throws', () => {
    fc.assert(
      fc.property(fc.anything(), (result) => {
        const answer = readAnswer(result)
        if (!answer.ok) expect(answer.failure.message).not.toBe('')
      }),
    )
    expect(readAnswer(undefined)).toMatchObject({ ok: false, failure: { code: 'INTERNAL' } })
    expect(readAnswer({ ok: 'true', data: 1 })).toMatchObject({ ok: false })
  })

  it.each([
    [
      'cloud.callFunction:fail Error: errCode: -501000 | errMsg: FunctionName parameter could not be found',
      'NOT_DEPLOYED',
    ],
    ['cloud.callFunction:fail Error: errCode: -504002 functions execute fail', 'INTERNAL'],
    ['cloud.callFunction:fail Error: errCode: -504003 time limit exceeded', 'INTERNAL'],
    ['request:fail timeout', 'OFFLINE'],
    ['request:fail ', 'OFFLINE'],
  ])('reads %p as %s', (errMsg, code) => {
    expect(readTransportError({ errMsg }).code).toBe(code)
  })

  it('reads anything thrown', () => {
    expect(readTransportError(undefined).code).toBe('OFFLINE')
    expect(readTransportError({ errCode: -501000, errMsg: 'x' }).code).toBe('NOT_DEPLOYED')
  })
})
