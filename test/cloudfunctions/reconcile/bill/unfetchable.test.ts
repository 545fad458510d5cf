import { compareBills } from '../../../../cloudfunctions/reconcile/bill'
import { dayAfter } from '../../../../cloudfunctions/shared/bill-progress'
import { refuses, silence } from '../../shared/orders/desk'
import { T0 } from '../../shared/orders/fixtures'
import { aPaidOrder, aRefund, ORDER } from '../../shared/refunds/fixtures'
import { aBillDesk, always, billText, DAY, DAY_STARTS, HOUR, payment, refundRow } from './desk'

type Test = Awaited<ReturnType<typeof aBillDesk>>

/** Runs of the timer until a moment, one every half hour. */
async function until(test: Test, end: number): Promise<void> {
  for (; test.now < end; test.now += HOUR / 2 + 1) await compareBills(test.desk, always)
}

const paidAt = DAY_STARTS + 12 * HOUR
const paid = (id: string, transactionId: string, moment = paidAt) => ({
  ...aPaidOrder([], { paidAt: moment, transactionId }),
  _id: id.repeat(24),
  payments: [{ transactionId, amount: 900, paidAt: moment }],
})
const others = [payment({ transaction_id: '1', trade_type: 'JSAPI' })]

it('a bill of more than three months ago is never asked for: WeChat Pay does not keep it', async () => {
  const test = await aBillDesk({ [DAY]: others })
  const asked = DAY_STARTS - 120 * 24 * HOUR
  const known = aPaidOrder([], { _id: ORDER })
  await test.put(known, aRefund({ state: 'succeeded', at: asked, doneAt: paidAt }))
  for (const day of ['20260721', '20260722', '20260723']) test.days[day] = refuses(400, 'PARAM_ERROR')
  await compareBills(test.desk, always)
  expect([...test.asked].sort()).toEqual([dayAfter(DAY, -1), DAY])
  expect(await test.progress()).toMatchObject({ last: DAY })
  // Whether it stood in one of those nobody can tell any more: a person looks.
  test.days[dayAfter(DAY)] = others
  test.now += 24 * HOUR
  await compareBills(test.desk, always)
  expect(await test.differences()).toMatchObject([{ kind: 'refund-missing-there', state: 'open', here: 300 }])
})

it('the oldest bill that is kept is still asked for', async () => {
  const test = await aBillDesk({ [DAY]: others })
  const oldest = dayAfter('20261120', -88)
  const asked = DAY_STARTS - 87 * 24 * HOUR
  test.days[oldest] = [refundRow()]
  await test.put(aPaidOrder(), aRefund({ state: 'succeeded', at: asked, doneAt: paidAt }))
  await compareBills(test.desk, always)
  expect(test.asked).toContain(oldest)
  expect([...test.asked].sort()[0]).toBe(oldest)
  expect(await test.differences()).toEqual([])
})

describe.each([
  ['that WeChat Pay refuses', refuses(400, 'PARAM_ERROR')],
  ['that is never made', refuses(400, 'STATEMENT_CREATING')],
  ['that cannot be read', 'no bill at all'],
  ['that nobody answers for', silence()],
] as const)('a bill %s', (_what, problem) => {
  it('of the day before holds nothing up for ever: told to a person, and the comparison goes on', async () => {
    const before = dayAfter(DAY, -1)
    const test = await aBillDesk({ [before]: problem, [DAY]: others })
    await test.put(paid('a', '77'))
    await until(test, T0 + 23 * HOUR)
    expect(await test.progress()).toMatchObject({ day: DAY, stuck: { day: before, since: T0 } })
    expect(await test.differences()).toEqual([])
    test.days[dayAfter(DAY)] = others
    await until(test, T0 + 26 * HOUR)
    expect(await test.progress()).toMatchObject({ last: dayAfter(DAY), lost: [before] })
    expect(await test.progress()).not.toHaveProperty('stuck')
    expect(await test.differences()).toMatchObject([
      { kind: 'missing-there', state: 'open', transactionId: '77' },
      { _id: `no-bill_${before}`, kind: 'no-bill', state: 'open', day: before },
    ])
  })

  it('of the day itself is left out, once the next one can be had', async () => {
    const next = dayAfter(DAY)
    const test = await aBillDesk({ [DAY]: problem })
    await until(test, T0 + 23.5 * HOUR)
    expect(await test.progress()).toMatchObject({ day: DAY })
    test.days[next] = [payment({ transaction_id: '77' })]
    await test.put(paid('a', '77', DAY_STARTS + 25 * HOUR))
    await until(test, T0 + 26 * HOUR)
    expect(await test.progress()).toMatchObject({ day: dayAfter(next), last: next, lost: [DAY] })
    expect(await test.differences()).toMatchObject([{ _id: `no-bill_${DAY}`, state: 'open', day: DAY }])
  })
})

it('no bill is left out while none can be had at all', async () => {
  const test = await aBillDesk({ [DAY]: silence(), [dayAfter(DAY)]: silence() })
  await until(test, T0 + 72 * HOUR)
  expect(await test.progress()).toMatchObject({ day: DAY })
  expect(await test.differences()).toEqual([])
  test.days[DAY] = others
  test.days[dayAfter(DAY)] = others
  await until(test, T0 + 74 * HOUR)
  expect(await test.progress()).toMatchObject({ last: dayAfter(DAY, 2) })
  expect(await test.differences()).toEqual([])
})

it('nor before the next one is due, nor for what stopped only now and then', async () => {
  const test = await aBillDesk({ [DAY]: silence() })
  await until(test, T0 + 20 * HOUR)
  test.days[DAY] = others
  test.days[dayAfter(DAY, -1)] = silence()
  await test.put(paid('a', '77'))
  await until(test, T0 + 40 * HOUR)
  expect(await test.progress()).toMatchObject({ day: DAY, stuck: { day: dayAfter(DAY, -1) } })
  expect(await test.differences()).toEqual([])
  test.days[dayAfter(DAY, -1)] = [payment({ transaction_id: '77' })]
  await until(test, T0 + 41 * HOUR)
  expect(await test.progress()).toMatchObject({ last: DAY })
  expect(await test.differences()).toEqual([])
})

it('a bill that was given up is not asked for by the days after it', async () => {
  const test = await aBillDesk({ [DAY]: 'no bill at all', [dayAfter(DAY)]: others })
  await until(test, T0 + 25 * HOUR)
  test.asked.length = 0
  await test.put(paid('a', '77', DAY_STARTS + 30 * HOUR))
  await until(test, T0 + 26 * HOUR)
  expect(test.asked).not.toContain(DAY)
  expect(await test.progress()).toMatchObject({ last: dayAfter(DAY) })
})

it('an order that cannot be asked about is no bill that cannot be had', async () => {
  const row = payment({ attach: `wxzff|1|${ORDER}_1` })
  const test = await aBillDesk({ [DAY]: [row] }, silence())
  const { paidAt: _heard, ...unheard } = aPaidOrder()
  await test.put({ ...unheard, state: 'FINISHED', payments: [] })
  await until(test, T0 + HOUR)
  expect(await test.progress()).toMatchObject({ day: DAY, askAt: expect.any(Number) as number })
  expect(await test.progress()).not.toHaveProperty('stuck')
})

it('a bill that comes is read whole', () => {
  expect(billText([payment()]).split('\r\n')).toHaveLength(2)
})
