import { compareBills } from '../../../../cloudfunctions/reconcile/bill'
import { dayAfter, firstProgress, readyAt, startOf } from '../../../../cloudfunctions/shared/bill-progress'
import { refuses } from '../../shared/orders/desk'
import { T0 } from '../../shared/orders/fixtures'
import { aPaidOrder, aRefund, NUMBER } from '../../shared/refunds/fixtures'
import { aBillDesk, always, DAY, DAY_STARTS, HOUR, payment, refundRow, someProgress } from './desk'

const next = dayAfter(DAY)
const other = payment({ transaction_id: '1', trade_type: 'JSAPI' })
const hidden = payment({ transaction_id: '77' })
const put = async (test: Awaited<ReturnType<typeof aBillDesk>>, more: object) => {
  await test.store.remove('bills', 'trade-bill')
  await test.store.insert('bills', someProgress(more))
}

it('a day begins at Beijing’s midnight, and its bill is there by ten the next morning', () => {
  expect(startOf(DAY)).toBe(DAY_STARTS)
  expect(readyAt(DAY)).toBe(DAY_STARTS + 34 * HOUR)
  expect([dayAfter(DAY), dayAfter(DAY, -19), dayAfter('20261231'), dayAfter('20280228')]).toEqual([
    '20261120',
    '20261031',
    '20270101',
    '20280229',
  ])
  expect(startOf('2026')).toBeNaN()
})

it('the first bill is that of the day on which the timer first ran', async () => {
  const test = await aBillDesk({})
  await test.store.remove('bills', 'trade-bill')
  expect(await compareBills(test.desk, always)).toBe('not-due')
  const first = { _id: 'trade-bill', schema: 1, version: 1, day: next, askAt: readyAt(next) }
  expect(await test.progress()).toEqual(first)
  expect(firstProgress(T0)).toEqual(first)
  expect(test.asked).toEqual([])
})

describe('the bill of a day', () => {
  it('is asked for when it is ready and its turn is, and in the time that there is', async () => {
    const test = await aBillDesk({ [DAY]: [other] })
    await put(test, { askAt: T0 + 1 })
    expect(await compareBills(test.desk, always)).toBe('not-due')
    await put(test, { day: next })
    expect(await compareBills(test.desk, always)).toBe('not-due')
    await put(test, {})
    expect(await compareBills(test.desk, () => false)).toBe('no-time')
    expect(test.asked).toEqual([])
    await put(test, { askAt: T0 })
    test.now = readyAt(DAY)
    await put(test, {})
    expect(await compareBills(test.desk, always)).toBe('done')
    expect(await test.progress()).toEqual(
      someProgress({ day: next, askAt: readyAt(next), last: DAY, version: 5 }),
    )
    expect(await compareBills(test.desk, always)).toBe('not-due')
  })

  it('is asked for by its date', async () => {
    const test = await aBillDesk({ [DAY]: [other] })
    const calls: string[] = []
    const { send, download } = test.desk.pay
    test.desk.pay = {
      send: (call, options) => {
        calls.push(`${call.path} ${options?.deadline ?? 0}`)
        return send(call, options)
      },
      download: (file, options) => {
        calls.push(`${file.download_url} ${options?.deadline ?? 0}`)
        return download(file, options)
      },
    }
    await compareBills(test.desk, always)
    expect(calls).toEqual([
      '/v3/bill/tradebill?bill_date=2026-11-19 123456',
      'https://bill.example.com/2026-11-19 123456',
    ])
  })

  it('that is not there may be late: it is asked for every hour, and after a day it was a day of nothing', async () => {
    const test = await aBillDesk({})
    expect(await compareBills(test.desk, always)).toBe('later')
    expect(await test.progress()).toMatchObject({ day: DAY, askAt: T0 + HOUR })
    expect(await test.progress()).not.toHaveProperty('stuck')
    expect(await test.store.find('alerts')).toEqual([])
    await put(test, {})
    test.now = readyAt(DAY) + 24 * HOUR - 1
    expect(await compareBills(test.desk, always)).toBe('later')
    await put(test, {})
    test.now++
    expect(await compareBills(test.desk, always)).toBe('done')
    expect(await test.progress()).toMatchObject({ last: DAY })
  })

  it('that is being made, or refused, is asked for a quarter of an hour later; after a day a person is told', async () => {
    for (const code of ['STATEMENT_CREATING', 'PARAM_ERROR']) {
      const test = await aBillDesk({ [DAY]: refuses(400, code) })
      expect(await compareBills(test.desk, always)).toBe('later')
      expect(await test.progress()).toMatchObject({ day: DAY, askAt: T0 + HOUR / 4 })
      expect(await test.store.find('alerts')).toEqual([])
      expect(test.log).toContainEqual([
        'bill not compared',
        { error: expect.objectContaining({ code }) as Error },
      ])
      await put(test, {})
      test.now = readyAt(DAY) + 24 * HOUR
      await compareBills(test.desk, always)
      expect(await test.store.find('alerts')).toMatchObject([{ _id: 'bill-unavailable', count: 1 }])
    }
  })

  it('of more than three months ago is passed over for the oldest that there is', async () => {
    const oldest = dayAfter(next, -88)
    const test = await aBillDesk({ [oldest]: [other] })
    await put(test, { day: dayAfter(oldest, -1), done: { hash: 'x', part: 'refunds', next: 0, seen: [] } })
    expect(await compareBills(test.desk, always)).toBe('done')
    expect(test.asked).toEqual([oldest])
    expect(await test.progress()).toMatchObject({ last: oldest, day: dayAfter(oldest) })
    await put(test, { day: oldest })
    expect(await compareBills(test.desk, always)).toBe('done')
  })

  it('fails loudly where the fault is ours', async () => {
    const test = await aBillDesk({ [DAY]: new TypeError('ours') })
    await expect(compareBills(test.desk, always)).rejects.toThrow('ours')
    expect(await test.progress()).toEqual(someProgress())
  })

  it('is left to whoever else is at it', async () => {
    const test = await aBillDesk({ [DAY]: [hidden] })
    const { compareAndSet } = test.store
    test.store.compareAndSet = (collection, ...rest) =>
      collection === 'bills' ? Promise.resolve(false) : compareAndSet.call(test.store, collection, ...rest)
    expect(await compareBills(test.desk, always)).toBe('no-time')
    expect(await test.progress()).toEqual(someProgress())
  })
})

describe('a comparison that has no more time', () => {
  const rows = [...Array.from({ length: 150 }, () => other), hidden]
  const paidAt = DAY_STARTS + 12 * HOUR
  const known = {
    ...aPaidOrder([], { paidAt, transactionId: '88' }),
    payments: [{ transactionId: '88', amount: 900, paidAt }],
  }
  const open = async () => {
    const test = await aBillDesk({ [DAY]: rows })
    await test.put(known, aRefund({ state: 'succeeded', doneAt: paidAt, at: paidAt }))
    return test
  }

  it('goes on where it stopped, step by step, and finds the same', async () => {
    const test = await open()
    const parts: unknown[] = []
    for (let run = 0; run < 20 && (await test.progress())?.last === undefined; run++) {
      let steps = 0
      // Time to look, and for one step.
      const came = await compareBills(test.desk, () => steps++ < 2)
      const { done } = (await test.progress()) ?? {}
      parts.push([came, done?.part, done?.next])
    }
    expect(parts).toEqual([
      ['no-time', 'rows', 100],
      ['no-time', 'payments', 0],
      ['no-time', 'payments', paidAt],
      ['no-time', 'refunds', 0],
      ['no-time', 'refunds', paidAt],
      ['no-time', 'suspects', 0],
      ['done', undefined, undefined],
    ])
    expect((await test.differences()).map(({ kind }) => kind)).toEqual([
      'missing-here',
      'missing-there',
      'refund-missing-there',
    ])
    expect(await test.progress()).not.toHaveProperty('done')
  })

  it('begins anew where the bill is another one by then', async () => {
    const test = await open()
    let steps = 0
    await compareBills(test.desk, () => steps++ < 3)
    expect((await test.progress())?.done).toMatchObject({ part: 'payments', seen: [] })
    test.days[DAY] = [payment({ transaction_id: '99' }), refundRow({ out_refund_no: NUMBER })]
    expect(await compareBills(test.desk, always)).toBe('done')
    const missing = (await test.differences()).filter(({ kind }) => kind === 'missing-here')
    expect(missing.map(({ transactionId }) => transactionId)).toEqual(['77', '99'])
  })
})
