import fc from 'fast-check'
import { readBill } from '../../../../../cloudfunctions/shared/wechatpay/bills'

const HEADER =
  '交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注'
const TOTALS = '总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额'
const line = (...values: string[]): string => values.map((value) => `\`${value}`).join(',')
const row = (change: Record<number, string> = {}): string => {
  const values = [
    '2026-11-19 10:00:00',
    'wxours',
    '1900000109',
    '1900000200',
    '',
    '4200000001',
    'X1',
    'oUser',
    'AUTH',
    'SUCCESS',
    'OTHERS',
    'CNY',
    '5.00',
    '0.00',
    '0',
    '0',
    '0.00',
    '0.00',
    '',
    '',
    '充电宝, 3 元/小时',
    'wxzff|0000300001|0a1b2c3d_1',
    '0.03000',
    '0.60%',
    '6.00',
    '0.00',
    '',
  ]
  return line(...values.map((value, index) => change[index] ?? value))
}
const bill = (...rows: string[]): string =>
  [HEADER, ...rows, TOTALS, line('2', '5.00', '1.20', '0.00', '0.03', '6.00', '1.20'), ''].join('\r\n')

const totals = (...values: string[]): string => `${HEADER}\n${TOTALS}\n${line(...values)}`

test('a payment of a service order and a refund, with the sums below', () => {
  const refund = row({
    9: 'REFUND',
    12: '0.00',
    14: '5001',
    15: 'r1',
    16: '1.20',
    19: 'PROCESSING',
    24: '0.00',
  })
  const { rows, totals } = readBill(`\ufeff${bill(row(), refund)}`)
  expect(rows).toHaveLength(2)
  expect(rows[0]).toEqual({
    at: Date.UTC(2026, 10, 19, 2, 0, 0),
    mchid: '1900000109',
    sub_mchid: '1900000200',
    transaction_id: '4200000001',
    out_trade_no: 'X1',
    trade_type: 'AUTH',
    trade_state: 'SUCCESS',
    amount: 500,
    order_amount: 600,
    refund_id: '0',
    out_refund_no: '0',
    refund: 0,
    refund_status: '',
    attach: 'wxzff|0000300001|0a1b2c3d_1',
    service_order: { order_id: '0000300001', out_order_no: '0a1b2c3d_1' },
  })
  expect(rows[1]).toMatchObject({
    trade_state: 'REFUND',
    out_refund_no: 'r1',
    refund_id: '5001',
    refund: 120,
    refund_status: 'PROCESSING',
  })
  expect(totals).toEqual({ count: 2, amount: 500, refund: 120 })
})

test('an older bill has other names, and columns in another order', () => {
  const old = [
    '交易时间,商户号,子商户号,商户订单号,微信订单号,交易状态,交易类型,总金额,商户数据包',
    line('2014-11-10 16:33:45', '1', '0', 'X', '42', 'SUCCESS', 'AUTH', '12.3', 'mine%7C1'),
    '总交易单数,总交易额,总退款金额,总代金券或立减优惠退款金额,手续费总金额',
    line('1', '12.30', '0.00', '0.00', '0'),
  ].join('\n')
  const { rows, totals } = readBill(old)
  expect(rows[0]).toMatchObject({
    amount: 1230,
    refund: 0,
    transaction_id: '42',
    out_trade_no: 'X',
    sub_mchid: '0',
  })
  expect(rows[0]).not.toHaveProperty('service_order')
  expect(rows[0]).not.toHaveProperty('order_amount')
  expect(totals).toEqual({ count: 1, amount: 1230, refund: 0 })
})

test('a day without payments', () => {
  expect(
    readBill(`${HEADER}\n${TOTALS}\n${line('0', '0.00', '0.00', '0.00', '0.00', '0.00', '0.00')}\n`),
  ).toEqual({
    rows: [],
    totals: { count: 0, amount: 0, refund: 0 },
  })
  expect(readBill(HEADER)).toEqual({ rows: [] })
})

test.each([
  ['', 'line 1 has no column 交易时间'],
  ['交易时间,微信订单号,商户订单号,交易类型,交易状态', 'line 1 has no column 应结订单金额'],
  ['<html>', 'line 1 has no column 交易时间'],
  [bill(row(), row().slice(0, -2)), 'line 3 has not as many values as the header'],
  [bill(`${row()},\`x`), 'line 2 has not as many values as the header'],
  [bill(row().replaceAll('`', '')), 'line 2 has not as many values as the header'],
  [bill(row(), '', row()), 'line 3 has not as many values as the header'],
  [bill(row({ 0: '2026-11-19' })), 'line 2 has no time in 交易时间'],
  [bill(row({ 0: 'x2026-11-19 10:00:00' })), 'line 2 has no time in 交易时间'],
  [bill(row({ 0: '2026-11-19 10:00:00 x' })), 'line 2 has no time in 交易时间'],
  [bill(row().replace('`', 'x')), 'line 2 has not as many values as the header'],
  [bill(row({ 0: '2026-02-30 10:00:00' })), 'line 2 has no time in 交易时间'],
  [bill(row({ 12: '5.001' })), 'line 2 has no amount in 应结订单金额'],
  [bill(row({ 12: '-5.00' })), 'line 2 has no amount in 应结订单金额'],
  [bill(row({ 12: '' })), 'line 2 has no amount in 应结订单金额'],
  [bill(row({ 16: '1,000.00' })), 'line 2 has no amount in 退款金额'],
  [bill(row({ 24: '5e2' })), 'line 2 has no amount in 订单金额'],
  [`${bill(row())}${row()}`, 'line 4 is not the totals, or not the last one'],
  [`${HEADER}\n${row()}\n${TOTALS}`, 'line 4 is not the totals, or not the last one'],
  [totals('2', '5.00', '1.20'), 'line 3 is not the totals, or not the last one'],
  [totals('2', '5.00', '1.20', '0', '0', '0', '0', '0'), 'line 3 is not the totals, or not the last one'],
  [`${HEADER}\n总交易单数,退款总金额\n${line('2', '1.20')}`, 'line 3 is not the totals, or not the last one'],
  [`${HEADER}\n总交易单数,总交易额\n${line('2', '1.20')}`, 'line 3 is not the totals, or not the last one'],
  [totals('x', '0', '0', '0', '0', '0', '0'), 'line 3 has no number in 总交易单数'],
  [totals('x1', '0', '0', '0', '0', '0', '0'), 'line 3 has no number in 总交易单数'],
  [totals('1x', '0', '0', '0', '0', '0', '0'), 'line 3 has no number in 总交易单数'],
  [totals('1', '1,0', '0', '0', '0', '0', '0'), 'line 3 has no amount in 应结订单总金额'],
  [totals('1', '0', '-1', '0', '0', '0', '0'), 'line 3 has no amount in 退款总金额'],
])('half a bill is no bill: %#', (text, problem) => {
  expect(() => readBill(text)).toThrow(`bill: ${problem}. Nothing of the bill was believed`)
})

test('a bill that cannot be read decides nothing', () => {
  expect(() => readBill('')).toThrow(
    expect.objectContaining({
      name: 'PayApiError',
      action: 'bill',
      status: 200,
      code: 'CLIENT_UNREADABLE',
      outcome: 'unknown',
      verified: true,
      requestId: '',
    }) as Error,
  )
})

/** Of each payment it must be known when, which, of what kind and how much. */
test.each(['交易时间', '微信订单号', '商户订单号', '交易类型', '交易状态', '应结订单金额'])(
  'a bill without %s is none',
  (name) => {
    const without = HEADER.split(',').map((word) => (word === name ? '其他' : word))
    expect(() => readBill(without.join(','))).toThrow(`bill: line 1 has no column ${name}.`)
  },
)

test('of payments alone, in another order: what has no column says nothing', () => {
  const text = [
    '应结订单金额,微信订单号,商户订单号,交易类型,交易状态,交易时间',
    line('5', '42', 'X', 'AUTH', 'SUCCESS', '2026-11-19 10:00:00'),
    '总交易单数,应结订单总金额,退款总金额',
    line('12', '5', '0'),
  ].join('\n')
  expect(readBill(text)).toStrictEqual({
    rows: [
      {
        at: Date.UTC(2026, 10, 19, 2, 0, 0),
        mchid: '',
        sub_mchid: '',
        transaction_id: '42',
        out_trade_no: 'X',
        trade_type: 'AUTH',
        trade_state: 'SUCCESS',
        amount: 500,
        refund: 0,
        refund_id: '',
        out_refund_no: '',
        refund_status: '',
        attach: '',
      },
    ],
    totals: { count: 12, amount: 500, refund: 0 },
  })
})

test('only the mark at the beginning is no part of the bill', () => {
  expect(readBill(bill(row({ 21: 'a\ufeffb' }))).rows[0]?.attach).toBe('a\ufeffb')
})

test('every amount of fen comes back as it was written', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999_999 }), (fen) => {
      const digits = String(fen).padStart(3, '0')
      const yuan = `${digits.slice(0, -2)}.${digits.slice(-2)}`
      expect(readBill(bill(row({ 12: yuan, 16: yuan }))).rows[0]).toMatchObject({ amount: fen, refund: fen })
    }),
    { numRuns: 500 },
  )
})

test('names with commas, quotes and back-quotes do not move a column', () => {
  const name = fc.string({ unit: fc.constantFrom(...'a,"`|充 '), maxLength: 12 })
  fc.assert(
    fc.property(name, name, (goods, attach) => {
      fc.pre(!`${goods},${attach}`.includes(',`'))
      const [read] = readBill(bill(row({ 20: goods, 21: attach }))).rows
      expect(read).toMatchObject({ attach, amount: 500, order_amount: 600 })
    }),
    { numRuns: 500 },
  )
})

test('what is attached cannot be taken for a service order’s number', () => {
  for (const attach of ['wxzff|a', 'wxzff|a|b|c', 'xwxzff|a|b', 'wxzff%7Ca%7Cb', 'wxzff||b'])
    expect(readBill(bill(row({ 21: attach }))).rows[0]).not.toHaveProperty('service_order')
})
