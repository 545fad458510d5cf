import fc from 'fast-check'
import { Failed } from '../../../cloudfunctions/shared/failed'
import { createLog, type LogFields, maskMessage, maskOpenid } from '../../../cloudfunctions/shared/log'
import { ConfigError } from '../../../cloudfunctions/shared/wechatpay/errors'
import { goodEnv } from './merchant'

function lineOf(step: string, fields?: LogFields): { text: string; line: Record<string, unknown> } {
  let text = ''
  createLog({ function: 'orders', requestId: 'r-1', write: (line) => (text = line) })(step, fields)
  return { text, line: JSON.parse(text) as Record<string, unknown> }
}

describe('a log line', () => {
  it('is one JSON object with step, function and request id', () => {
    const { text, line } = lineOf('answered', {
      action: 'create',
      code: 'OK',
      ms: 12,
      out_order_no: 'a'.repeat(24) + '_1',
    })
    expect(text).not.toContain('\n')
    expect(line).toEqual({
      step: 'answered',
      function: 'orders',
      requestId: 'r-1',
      action: 'create',
      code: 'OK',
      ms: 12,
      out_order_no: 'a'.repeat(24) + '_1',
    })
  })

  it('names a person by a pseudonym', () => {
    const { text, line } = lineOf('answered', { who: 'oUpF8uMuAJO_M2pxb1Q9zNjWeS6o' })
    expect(line['who']).toBe(maskOpenid('oUpF8uMuAJO_M2pxb1Q9zNjWeS6o'))
    expect(text).not.toContain('oUpF8')
  })

  it('has no field for anything else', () => {
    const secrets = {
      openid: 'oUpF8',
      package: 'XXXX',
      finish_ticket: 'T',
      name: '张三',
      phone: '13800000000',
      Authorization: 'W',
      body: '{}',
      note: 'hi',
      data: {},
    }
    expect(Object.keys(lineOf('x', secrets as LogFields).line)).toEqual(['step', 'function', 'requestId'])
  })

  it('masks what was put into the wrong field', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(
          '张三丰',
          '上海市 浦东新区',
          'a b',
          'x'.repeat(65),
          '{"a":1}',
          'WECHATPAY2-SHA256-RSA2048 mchid="1"',
        ),
        (text) => {
          const { line } = lineOf('x', {
            action: text,
            code: text,
            reason: text,
            payRequestId: text,
            paths: [text],
          })
          expect(Object.values(line).filter((value) => JSON.stringify(value).includes(text))).toEqual([])
        },
      ),
    )
    expect(lineOf('x', { ms: 'secret' as never, paths: 'secret' as never }).text).not.toContain('secret')
  })

  it('quotes only our own errors', () => {
    const foreign = lineOf('x', { error: new TypeError('cannot read 13800000000 of 张三') })
    expect(foreign.text).not.toMatch(/13800000000|张三/)
    expect(foreign.line['error']).toMatchObject({ name: 'TypeError' })
    const own = lineOf('x', { error: new ConfigError('WECHATPAY_MCHID', 'is not set.') })
    expect(own.line['error']).toMatchObject({ name: 'ConfigError', message: 'WECHATPAY_MCHID: is not set.' })
    const quoting = lineOf('x', { error: new ConfigError('WECHATPAY_MCHID', 'is not “张三丰”…') })
    expect(quoting.line['error']).toMatchObject({ message: 'WECHATPAY_MCHID: is not “(masked)”…' })
    const said = lineOf('x', { error: new Failed('PAY_REFUSED', { cause: new Error('张三') }) })
    expect(said.line['error']).toMatchObject({ message: '微信支付没有受理该操作' })
    expect(said.text).not.toContain('张三')
  })

  it('follows causes, tells places without the machine, and survives anything', () => {
    const { line } = lineOf('x', { error: new Failed('INTERNAL', { cause: new RangeError('secret') }) })
    expect(line['error']).toMatchObject({ name: 'Failed', cause: { name: 'RangeError' } })
    expect(JSON.stringify(line)).not.toContain(process.cwd())
    expect(JSON.stringify(line)).toContain('log.test')
    expect(lineOf('x', { error: 'text' }).line['error']).toEqual({ name: 'string' })
    const broken = createLog({ function: 'f', requestId: 'r', write: () => { throw new Error('closed') } }) // prettier-ignore
    expect(() => broken('x')).not.toThrow()
  })
})

describe('maskMessage', () => {
  it.each([
    ['a private key', goodEnv()['WECHATPAY_MERCHANT_PRIVATE_KEY'] ?? '', 'BEGIN'],
    ['half a private key', (goodEnv()['WECHATPAY_MERCHANT_PRIVATE_KEY'] ?? '').slice(0, 200), 'MII'],
    ['an openid', 'order of oUpF8uMuAJO_M2pxb1Q9zNjWeS6o', 'oUpF8'],
    ['a phone', 'call 13800138000 now', '13800138000'],
    ['an identity number', 'id 11010519491231002X.', '110105'],
    ['an APIv3 key', `key ${'a1'.repeat(16)}`, 'a1a1'],
  ])('hides %s', (_, message, secret) => {
    expect(maskMessage(message)).not.toContain(secret)
  })

  it('keeps order numbers, codes and sentences', () => {
    const message = `cancel: 400 INVALID_ORDER_STATE. ${'ab12'.repeat(6)}_1 is CLIENT_CONNECTION_LOST_SOMEWHERE_X.`
    expect(maskMessage(message)).toBe(message)
  })
})
