import fc from 'fast-check'
import { compareBills } from '../../../../cloudfunctions/reconcile/bill'
import { dayAfter } from '../../../../cloudfunctions/shared/bill-progress'
import { T0 } from '../../shared/orders/fixtures'
import { aPaidOrder, aRefund, NUMBER, ORDER } from '../../shared/refunds/fixtures'
import { aBillDesk, always, DAY, DAY_STARTS, HOUR, payment, refundRow, type Cells, type Day } from './desk'

const SHOP = '1900000109'
const [before, next, afterNext] = [dayAfter(DAY, -1), dayAfter(DAY), dayAfter(DAY, 2)]
const other = payment({ transaction_id: '1', trade_type: 'JSAPI' })
const id = (n: number): string => n.toString(16).padStart(24, '0')

/** An order of which `transactionId` was paid at a moment. */
const paid = (n: number, transactionId: string, paidAt: number, more: object = {}) => ({
  ...aPaidOrder([], { paidAt, transactionId, ...more }),
  _id: id(n),
  payments: [{ transactionId, amount: 900, paidAt }],
})
const noon = DAY_STARTS + 12 * HOUR

/** Compares yesterday and, a day later, today. */
async function twoDays(
  days: Record<string, Day>,
  ...has: Parameters<Awaited<ReturnType<typeof aBillDesk>>['put']>
) {
  const test = await aBillDesk({ [DAY]: [other], [next]: [other], ...days })
  await test.put(...has)
  const first = [await compareBills(test.desk, always), await test.differences()] as const
  test.now = T0 + 24 * HOUR
  const second = [await compareBills(test.desk, always), await test.differences()] as const
  expect([first[0], second[0]]).toEqual(['done', 'done'])
  return { test, first: first[1], second: second[1] }
}

describe('a payment that we know', () => {
  it.each([
    ['the day’s', DAY],
    ['the day before’s', before],
  ])('and %s bill has is no difference', async (_whose, day) => {
    const { first, second } = await twoDays(
      { [day]: [payment({ transaction_id: '77' })] },
      paid(1, '77', noon),
    )
    expect([first, second]).toEqual([[], []])
  })

  it('and the next day’s bill has was paid around midnight: nobody is told', async () => {
    const days = { [next]: [payment({ transaction_id: '77' })] }
    const { first, second } = await twoDays(days, paid(1, '77', noon))
    expect(first).toMatchObject([{ state: 'suspected' }])
    expect(second).toEqual([])
  })

  it('and no bill has is told when the next one lacks it as well', async () => {
    const { first, second } = await twoDays({}, paid(1, '77', noon, { sub_mchid: SHOP }))
    const difference = {
      _id: 'missing-there_77',
      kind: 'missing-there',
      state: 'suspected',
      day: DAY,
      transactionId: '77',
      orderId: id(1),
      out_order_no: `${ORDER}_1`,
      sub_mchid: SHOP,
      here: 900,
      at: T0,
    }
    expect(first).toEqual([{ ...difference, schema: 1, version: 1 }])
    expect(second).toMatchObject([{ ...difference, state: 'open', version: 2 }])
  })

  it('is each of an order’s, in the bill of its own day', async () => {
    const order = {
      ...paid(1, '77', noon),
      payments: [
        { transactionId: '76', amount: 200, paidAt: noon - 96 * HOUR },
        { transactionId: '77', amount: 700 },
      ],
    }
    const days = {
      [dayAfter(DAY, -4)]: [payment({ transaction_id: '76', order_amount: '2.00' })],
      [DAY]: [payment({ transaction_id: '77', order_amount: '7.00' })],
    }
    const { first, test } = await twoDays(days, order)
    expect(first).toEqual([])
    expect(test.asked).toContain(dayAfter(DAY, -4))
    const lost = await twoDays({ [DAY]: [payment({ transaction_id: '77', order_amount: '7.00' })] }, order)
    // All bills of around then are there: nothing is waited for.
    expect(lost.first).toMatchObject([{ state: 'open', transactionId: '76', here: 200 }])
  })

  it('is looked for on the day on which it was paid, by Beijing’s midnight', async () => {
    const orders = [
      paid(1, '1', DAY_STARTS - 1),
      paid(2, '2', DAY_STARTS),
      paid(3, '3', DAY_STARTS + 24 * HOUR - 1),
      paid(4, '4', DAY_STARTS + 24 * HOUR),
    ]
    const test = await aBillDesk({ [DAY]: [payment({ transaction_id: '99', trade_type: 'JSAPI' })] })
    await test.put(...orders)
    await compareBills(test.desk, always)
    expect((await test.differences()).map(({ transactionId }) => transactionId)).toEqual(['2', '3'])
  })

  it('is one of hundreds at one moment: each is looked for once', async () => {
    const orders = Array.from({ length: 205 }, (_, n) =>
      paid(n + 1, `t${n}`, n < 50 ? noon - 1 : n < 180 ? noon : noon + n),
    )
    const test = await aBillDesk({ [DAY]: [other] })
    await test.put(...orders)
    expect(await compareBills(test.desk, always)).toBe('done')
    expect(await test.differences()).toHaveLength(205)
    expect(test.log).toContainEqual(['bill compared', { count: 205 }])
    // One bill of a neighbour is fetched once in a run.
    expect(test.asked.filter((day) => day === before)).toHaveLength(1)
  })
})

describe('a refund that we know', () => {
  const refund = (more: object = {}) => aRefund({ state: 'succeeded', at: noon, doneAt: noon, ...more })
  const row = (more: Cells = {}) => refundRow({ transaction_id: '77', ...more })

  it.each([
    ['the day’s', DAY],
    ['the day before’s', before],
    ['the next day’s', next],
  ])('and %s bill has is no difference', async (_whose, day) => {
    const { second } = await twoDays({ [day]: [row()] }, refund())
    expect(second.filter(({ kind }) => kind === 'refund-missing-there')).toEqual([])
  })

  it('and the bill of the day has on which it was asked for is none either', async () => {
    const { first } = await twoDays({ [dayAfter(DAY, -5)]: [row()] }, refund({ at: noon - 120 * HOUR }))
    expect(first).toEqual([])
  })

  it('and no bill has is told when the next one lacks it as well', async () => {
    const { first, second } = await twoDays({}, refund({ sub_mchid: SHOP }))
    expect(first).toEqual([
      {
        _id: `refund-missing-there_${NUMBER}`,
        schema: 1,
        version: 1,
        kind: 'refund-missing-there',
        state: 'suspected',
        day: DAY,
        out_refund_no: NUMBER,
        transactionId: '42',
        orderId: ORDER,
        out_order_no: `${ORDER}_1`,
        sub_mchid: SHOP,
        here: 300,
        at: T0,
      },
    ])
    expect(second).toMatchObject([{ state: 'open', kind: 'refund-missing-there' }])
  })

  it('a payment’s row is no refund’s, and a refund that did not go back is not looked for', async () => {
    const { second } = await twoDays(
      { [DAY]: [payment({ out_refund_no: NUMBER, trade_type: 'JSAPI' })] },
      refund(),
    )
    expect(second).toMatchObject([{ state: 'open' }])
    for (const state of ['closed', 'processing', 'abnormal'] as const)
      expect((await twoDays({}, refund({ state }))).second).toEqual([])
  })
})

it('what an earlier bill lacked is not settled by the same bill, nor by the one of a day before', async () => {
  const { test } = await twoDays({ [afterNext]: [other] }, paid(1, '77', noon + 24 * HOUR))
  expect(await test.differences()).toMatchObject([{ state: 'suspected', day: next }])
  test.now += 24 * HOUR
  await compareBills(test.desk, always)
  expect(await test.differences()).toMatchObject([{ state: 'open', day: next }])
})

it('wherever within a day of its own a payment stands, nobody is told; farther away, somebody is', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -3, max: 3 }),
      fc.integer({ min: 0, max: 24 * HOUR - 1 }),
      async (days, moment) => {
        const row = payment({ transaction_id: '77' })
        const { test } = await twoDays(
          { [afterNext]: [other], [dayAfter(DAY, days)]: [row] },
          paid(1, '77', DAY_STARTS + moment),
        )
        test.now += 24 * HOUR
        await compareBills(test.desk, always)
        const told = (await test.differences()).some(
          ({ kind, state }) => kind === 'missing-there' && state === 'open',
        )
        expect(told).toBe(Math.abs(days) > 1)
      },
    ),
    { numRuns: 30 },
  )
})
