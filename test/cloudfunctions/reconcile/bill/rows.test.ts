import { compareBills } from '../../../../cloudfunctions/reconcile/bill'
import { recordDifference, type Difference } from '../../../../cloudfunctions/shared/differences'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { refuses, silence, tells, type Said } from '../../shared/orders/desk'
import { T0 } from '../../shared/orders/fixtures'
import { aSession, SIGN_ID } from '../../shared/sessions/fixtures'
import { aPaidOrder, aRefund, NUMBER, ORDER } from '../../shared/refunds/fixtures'
import { aBillDesk, always, DAY, DAY_STARTS, HOUR, payment, refundRow, type Cells } from './desk'

const SHOP = '1900000109'
const attach = (n = 1, order = ORDER) => `wxzff|1000001|${order}_${n}`
const paid = (more: Partial<OrderDocument> = {}) =>
  aPaidOrder([], { transactionId: '42', paidAt: DAY_STARTS + 12 * HOUR, ...more })

/** Compares yesterday's rows with what we have. */
async function compare(
  rows: Cells[],
  has: Parameters<Awaited<ReturnType<typeof aBillDesk>>['put']>,
  ...said: Said[]
) {
  const test = await aBillDesk({ [DAY]: rows }, ...said)
  await test.put(...has)
  const came = await compareBills(test.desk, always)
  return { test, came, differences: await test.differences() }
}
const found = async (...given: Parameters<typeof compare>) => (await compare(...given)).differences

describe('a payment in the bill', () => {
  it('that we have with its amount is no difference, by its order’s number or its transaction', async () => {
    expect(await found([payment({ attach: attach() })], [paid()])).toEqual([])
    expect(await found([payment()], [paid()])).toEqual([])
    expect(await found([payment({ attach: 'wxzff|1|of-another-system' })], [paid()])).toEqual([])
  })

  it('of another amount than ours is one, with both; what the customer was billed counts, not what the merchant gets', async () => {
    const rows = [payment({ order_amount: '9.01', attach: attach() })]
    expect(await found(rows, [paid({ sub_mchid: SHOP })])).toEqual([
      {
        _id: 'amount_42',
        schema: 1,
        version: 1,
        kind: 'amount',
        state: 'open',
        day: DAY,
        transactionId: '42',
        orderId: ORDER,
        out_order_no: `${ORDER}_1`,
        sub_mchid: SHOP,
        here: 900,
        there: 901,
        at: T0,
      },
    ])
    expect(await found([payment({ amount: '8.00', attach: attach() })], [paid()])).toEqual([])
  })

  it('of an order that we do not have is one, where it is of Pay Score and has a number like ours', async () => {
    const [one, ...more] = await found([payment({ attach: attach(), sub_mchid: SHOP })], [])
    expect(more).toEqual([])
    expect(one).toMatchObject({
      kind: 'missing-here',
      state: 'open',
      there: 900,
      out_order_no: `${ORDER}_1`,
      sub_mchid: SHOP,
    })
    for (const none of ['here', 'orderId']) expect(one).not.toHaveProperty(none)
    expect(await found([payment({ sub_mchid: '0' })], [])).toEqual([
      expect.not.objectContaining({ sub_mchid: expect.anything() as unknown }),
    ])
  })

  it('of another business of the merchant is passed over', async () => {
    expect(await found([payment({ trade_type: 'JSAPI' })], [])).toEqual([])
    expect(await found([payment({ attach: 'wxzff|1|of-another-system' })], [])).toEqual([])
    expect(await found([payment({ trade_state: 'REVOKED' })], [])).toEqual([])
  })

  it('of an order that is not paid here is asked about first: it may just not have been heard of', async () => {
    const unpaid = paid({
      state: 'FINISHED',
      outcome: undefined,
      payments: undefined,
      paidAt: undefined,
    } as never)
    const order = JSON.parse(JSON.stringify(unpaid)) as OrderDocument
    order.attempts = order.attempts.map(({ proven: _before, ...one }) => ({ ...one, state: 'FINISHED' }))
    const heard = tells('USER_PAID', {
      total_amount: 900,
      finish_transaction_id: '42',
      pay_succ_time: '20261119120000',
    })
    const { differences, test } = await compare([payment({ attach: attach() })], [order], heard)
    expect(differences).toEqual([])
    expect(test.sent).toHaveLength(1)
    expect(await test.store.read('orders', ORDER)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
    const still = tells('FINISHED', { total_amount: 900 })
    expect(await found([payment({ attach: attach() })], [order], still)).toMatchObject([
      { kind: 'missing-here', orderId: ORDER, there: 900 },
    ])
    const refused = refuses(400, 'ORDER_NOT_EXIST')
    expect(await found([payment({ attach: attach() })], [order], refused)).toMatchObject([
      { kind: 'missing-here' },
    ])
  })

  it('of an order that cannot be asked about now is compared later, and nobody is told yet', async () => {
    const { paidAt: _when, ...order } = paid({ payments: [] })
    const { came, differences, test } = await compare([payment({ attach: attach() })], [order], silence())
    expect([came, differences]).toEqual(['later', []])
    expect(await test.progress()).toMatchObject({ day: DAY, askAt: T0 + HOUR / 4 })
  })

  it('names the attempt that is asked about; of one that the order does not have nothing is asked', async () => {
    const two = paid({ payments: [] })
    const [first] = two.attempts
    if (!first) throw new Error('no attempt')
    two.attempts = [
      { ...first, state: 'EXPIRED', proven: 'EXPIRED' },
      { ...first, n: 2, out_order_no: `${ORDER}_2` },
    ]
    two.current = 2
    const asked = async (cells: Cells) =>
      (await compare([payment(cells)], [two], tells('EXPIRED'))).test.sent[0]?.call.path
    expect(await asked({ attach: attach(1) })).toContain(`${ORDER}_1`)
    expect(await asked({ transaction_id: '42' })).toContain(`${ORDER}_2`)
    expect(await asked({ attach: attach(3) })).toBeUndefined()
  })
})

describe('a session’s payment in the bill', () => {
  const number = `${SIGN_ID}-1-1`
  const row = (more: Cells = {}) => payment({ attach: `wxzff|1000001|${number}`, ...more })
  const session = (more: Partial<OrderDocument> = {}) =>
    aSession(1, 'USER_PAID', {
      bill: { fees: [], discounts: [], total: 900 },
      transactionId: '42',
      payments: [{ transactionId: '42', amount: 900 }],
      paidAt: DAY_STARTS + 12 * HOUR,
      ...more,
    })

  it('is found by the number that was signed', async () => {
    expect(await found([row()], [session()])).toEqual([])
    expect(await found([row({ order_amount: '9.01' })], [session()])).toMatchObject([
      { kind: 'amount', orderId: session()._id, out_order_no: number, here: 900, there: 901 },
    ])
  })

  it('of an order that we do not have is one', async () => {
    expect(await found([row()], [])).toMatchObject([{ kind: 'missing-here', out_order_no: number }])
  })

  it('is asked about under that number', async () => {
    const { paidAt: _when, ...unheard } = session({ payments: [] })
    const { test } = await compare([row()], [unheard], silence())
    expect(test.sent[0]?.call.path).toContain(number)
  })
})

describe('a refund in the bill', () => {
  // Paid long before: that day's bill was compared.
  const earlier = (more: Partial<OrderDocument> = {}) => paid({ paidAt: DAY_STARTS - 99 * HOUR, ...more })
  const refund = (more: Parameters<typeof aRefund>[0] = {}) => aRefund({ state: 'succeeded', ...more })

  it('that we have with its amount is no difference, also while it is under way', async () => {
    for (const state of ['succeeded', 'processing', 'abnormal'] as const)
      expect(await found([refundRow()], [earlier(), refund({ state })])).toEqual([])
  })

  it('of another amount than ours is one', async () => {
    expect(
      await found([refundRow({ refund: '3.01' })], [earlier({ sub_mchid: SHOP }), refund()]),
    ).toMatchObject([
      {
        _id: `refund-amount_${NUMBER}`,
        kind: 'refund-amount',
        orderId: ORDER,
        out_refund_no: NUMBER,
        sub_mchid: SHOP,
        here: 300,
        there: 301,
      },
    ])
  })

  it.each(['closed', 'refused'] as const)('that is %s here went back all the same', async (state) => {
    const differences = await found([refundRow()], [earlier(), refund({ state })])
    expect(differences).toMatchObject([{ kind: 'refund-missing-here', here: 0, there: 300, state: 'open' }])
    expect(await found([refundRow({ refund_status: 'CLOSED' })], [earlier(), refund({ state })])).toEqual([])
  })

  it('that nobody here asked for is one: of our order, or with a number like ours', async () => {
    const byHand = refundRow({ out_refund_no: 'by-hand', attach: attach() })
    expect(await found([byHand], [earlier()])).toMatchObject([
      { kind: 'refund-missing-here', out_refund_no: 'by-hand', orderId: ORDER, there: 300 },
    ])
    const [lost] = await found([refundRow({ transaction_id: '77' })], [])
    expect(lost).toMatchObject({ kind: 'refund-missing-here', out_refund_no: NUMBER, there: 300 })
    expect(lost).not.toHaveProperty('here')
    expect(await found([refundRow({ out_refund_no: 'by-hand', transaction_id: '77' })], [])).toEqual([])
  })
})

it('each difference is told once, and one that somebody settled is not opened again', async () => {
  const rows = [
    payment({ order_amount: '9.01', attach: attach() }),
    payment({ order_amount: '9.01', attach: attach() }),
  ]
  const test = await aBillDesk({ [DAY]: rows })
  await test.put(paid())
  const known: Difference = { kind: 'amount', state: 'settled', day: DAY, transactionId: '42' }
  await recordDifference(test.store, known, T0)
  await compareBills(test.desk, always)
  expect(await test.differences()).toMatchObject([{ state: 'settled' }])
  expect(test.log).toContainEqual(['bill compared', { count: 0 }])
  const { test: anew, differences } = await compare(rows, [paid()])
  expect(differences).toHaveLength(1)
  expect(anew.log).toContainEqual(['bill compared', { count: 1 }])
})

it('a long bill is compared a hundred rows at a time, with a few lookups for each hundred', async () => {
  const rows = Array.from({ length: 201 }, (_, n) =>
    n === 200 || n === 100 || n === 99
      ? payment({ transaction_id: `${n}` })
      : payment({ transaction_id: `${n}`, trade_type: 'JSAPI' }),
  )
  const { test, differences } = await compare(rows, [])
  expect(differences.map(({ transactionId }) => transactionId)).toEqual(['100', '200', '99'])
  const lookups = test.store.asked.filter(({ where }) => 'transactionId' in where)
  expect(lookups.map(({ where }) => (where['transactionId'] as { in: string[] }).in.length)).toEqual([
    100, 100, 1,
  ])
  // No number like ours stands in the bill, and no refund: neither is looked up.
  expect(test.store.asked.filter(({ where }) => '_id' in where)).toEqual([])
})
