import { toDayText } from '../../miniprogram/domain/period'
import type { DifferenceDocument } from '../../cloudfunctions/shared/differences'
import { dayAfter, readyAt, startOf, type BillProgress } from '../../cloudfunctions/shared/bill-progress'
import { refundsOf } from './refunds'
import { OPERATOR, Story } from './story'

let story: Story
let today = ''
const store = () => story.world.cloudbase.store
const refunds = refundsOf(() => story)
beforeAll(async () => {
  story = await Story.open()
  await story.reconcile()
})
afterAll(() => story.close())
beforeEach(async () => {
  story.sandbox.reset()
  story.sandbox.setRefundDelay(null)
  // Past every hour at which a story could come to midnight.
  await to(startOf(dayAfter(toDayText(story.world.clock.now()))) + 12 * 3_600_000)
  // What an earlier story left behind is of earlier days.
  today = toDayText(story.world.clock.now())
  await store().put('bills', [{ _id: 'trade-bill', schema: 1, version: 1, day: today, askAt: 1 }] as never)
})

const progress = (): BillProgress => store().get('bills', 'trade-bill') as unknown as BillProgress
const found = (): DifferenceDocument[] =>
  (store().list('differences') as unknown as DifferenceDocument[]).filter(({ day }) => day >= today)
const open = () => found().filter(({ state }) => state === 'open')

async function to(moment: number): Promise<void> {
  await story.pass(Math.max(0, (moment - story.world.clock.now()) / 1000) + 1)
}

/** To the moment at which the bill of the day to compare is there, and some runs of the timer. */
async function morning(runs = 2): Promise<void> {
  await to(readyAt(progress().day))
  for (let run = 0; run < runs; run++) {
    await story.reconcile()
    await story.pass(61)
  }
}

/** Money that moves at WeChat Pay while the functions hear nothing of it. */
async function unheard(orderId: string, change: Record<string, unknown>): Promise<void> {
  await store().put('orders', [{ ...story.document(orderId), ...change }] as never)
}

async function refunded(orderId: string, amount: number, n = 1): Promise<void> {
  await refunds.refund(orderId, amount)
  story.sandbox.actOnRefund(`${orderId}_r${n}`, 'succeed')
  await story.settle(2)
}

describe('the bill of yesterday', () => {
  it.each(['windows', 'plain'] as const)('says the same as we do (%s): no difference', async (billForm) => {
    story.sandbox.setSwitches({ billForm })
    const day = progress().day
    const one = await refunds.paid(900)
    await refunds.paid(1)
    await refunded(one, 300)
    await refunds.refund(one, 100)
    await morning()
    expect(found()).toEqual([])
    expect(progress()).toMatchObject({ last: day, day: dayAfter(day) })
    expect(progress()).not.toHaveProperty('done')
    const { comparedTo } = await story.call('console', 'differences', {}, OPERATOR)
    expect(comparedTo).toBe(day)
  })

  it('is found by the transaction where it does not name the order', async () => {
    story.sandbox.setSwitches({ billAttach: 'own' })
    await refunds.paid(900)
    await morning()
    expect(found()).toEqual([])
    expect(progress().last).toBeDefined()
  })

  it('has a payment that we do not know: told once, and settled by a person', async () => {
    const orderId = await refunds.paid(900)
    const { payments: _deductions, transactionId = '', ...rest } = story.document(orderId)
    await unheard(orderId, { _id: 'f'.repeat(24), transactionId: 'x' })
    await store().put('orders', [
      {
        ...rest,
        transactionId: 'x',
        paidAt: 1,
        bill: { fees: [], discounts: [], total: 900 },
        attempts: [],
      },
    ] as never)
    await store().put('orders', [{ ...story.document('f'.repeat(24)), paidAt: 1 }] as never)
    await morning()
    expect(open()).toMatchObject([{ kind: 'missing-here', transactionId, there: 900 }])
    const { differences } = await story.call('console', 'differences', {}, OPERATOR)
    expect(differences.filter(({ day }) => day === today)).toMatchObject([
      { kind: 'missing-here', state: 'open', out_order_no: `${orderId}_1` },
    ])
    const { id = '' } = differences[0] ?? {}
    await story.call('console', 'settleDifference', { id, note: '已退款' }, OPERATOR)
    const after = await story.call('console', 'differences', {}, OPERATOR)
    expect(after.differences.filter(({ day }) => day === today)).toMatchObject([
      { state: 'settled', note: '已退款' },
    ])
  })

  it('has a payment that we had not heard of: WeChat Pay is asked before anybody is told', async () => {
    story.sandbox.faults.add({ kind: 'notification-lost', times: 99 })
    const { orderId } = await story.accepted()
    await story.pass(60)
    await story.complete(orderId, 700)
    await story.pay({ out_order_no: `${orderId}_1` })
    await unheard(orderId, { nextCheckAt: story.world.clock.now() + 9e8 })
    await morning()
    expect(found()).toEqual([])
    expect(story.document(orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
  })

  it('has another amount', async () => {
    const orderId = await refunds.paid(900)
    await unheard(orderId, { bill: { fees: [], discounts: [], total: 800 }, payments: undefined })
    const { transactionId = '' } = story.document(orderId)
    await store().put('orders', [
      { ...story.document(orderId), payments: [{ transactionId, amount: 800 }] },
    ] as never)
    await morning()
    expect(open()).toMatchObject([{ kind: 'amount', here: 800, there: 900, orderId }])
  })

  it('lacks a payment that we know: told when the next bill lacks it as well', async () => {
    const orderId = await refunds.paid(900)
    const { transactionId } = story.document(orderId)
    await refunds.paid(500)
    const ghost = 'a'.repeat(24)
    await store().put('orders', [
      {
        ...story.document(orderId),
        _id: ghost,
        transactionId: '4200000000000001',
        payments: [{ transactionId: '4200000000000001', amount: 900 }],
      },
    ] as never)
    await morning()
    expect(found()).toMatchObject([{ kind: 'missing-there', state: 'suspected', here: 900 }])
    const { differences } = await story.call('console', 'differences', {}, OPERATOR)
    expect(differences.filter(({ day }) => day === today)).toEqual([])
    await refunds.paid(100)
    await morning()
    expect(open()).toMatchObject([{ kind: 'missing-there', orderId: ghost }])
    expect(transactionId).not.toBe(open()[0]?.transactionId)
  })

  it('of the next day has what was paid around midnight: no difference', async () => {
    const orderId = await refunds.paid(900)
    await refunds.paid(500)
    const { day } = progress()
    // We believe that it was paid a day before WeChat Pay does.
    await unheard(orderId, { paidAt: startOf(day) + 1000 })
    const payments = story.document(orderId).payments?.map((one) => ({ ...one, paidAt: startOf(day) - 1000 }))
    if (payments) await unheard(orderId, { payments })
    await morning()
    expect(found()).toEqual([])
    const next = progress().day
    await to(startOf(dayAfter(next)) + 10_000)
    const late = await refunds.paid(300)
    await unheard(late, {
      paidAt: startOf(next) + 80_000_000,
      ...(story.document(late).payments
        ? {
            payments: story
              .document(late)
              .payments?.map((one) => ({ ...one, paidAt: startOf(next) + 80_000_000 })),
          }
        : {}),
    })
    await to(startOf(next) + 12 * 3_600_000)
    await morning(1)
    for (let hour = 0; hour < 27 && progress().day === next; hour++) {
      await story.pass(3600)
      await story.reconcile()
    }
    await morning()
    expect(open()).toEqual([])
    expect(found()).toEqual([])
  })

  it('has a refund that nobody here asked for, another amount, and lacks one that we know', async () => {
    const orderId = await refunds.paid(900)
    await refunded(orderId, 300)
    await refunded(orderId, 200, 2)
    const one = refunds.document(orderId)
    const two = refunds.document(orderId, 2)
    await store().put('refunds', [
      { ...one, amount: 250 },
      { ...two, _id: `${orderId}_r9` },
    ] as never)
    await store().put('refunds', [{ ...two, state: 'closed', doneAt: 1 }] as never)
    await morning()
    expect(
      open()
        .map(({ kind, here, there }) => [kind, here, there])
        .sort(),
    ).toEqual([
      ['refund-amount', 250, 300],
      ['refund-missing-here', 0, 200],
    ])
    await refunds.paid(100)
    await morning()
    expect(open().map(({ kind }) => kind)).toContain('refund-missing-there')
  })

  it.each(['STATEMENT_CREATING', 'NO_STATEMENT_EXIST'] as const)(
    'that is not ready (%s) is asked for again, and never taken for empty',
    async (billTooEarly) => {
      story.sandbox.setSwitches({ billTooEarly })
      await refunds.paid(900)
      const { day } = progress()
      await to(readyAt(day))
      // As if WeChat Pay were later than it says.
      await store().put('bills', [
        { ...progress(), day: toDayText(story.world.clock.now()), askAt: 1 },
      ] as never)
      await story.reconcile()
      expect(found()).toEqual([])
      expect(progress().last).toBeUndefined()
      await store().put('bills', [{ ...progress(), day, askAt: 1 }] as never)
      story.sandbox.faults.add({ kind: 'system-error', on: 'tradebill', times: 9 })
      await story.reconcile()
      expect(progress()).toMatchObject({ day })
      story.sandbox.faults.clear()
      await story.pass(901)
      await story.reconcile()
      expect(progress()).toMatchObject({ last: day })
      expect(found()).toEqual([])
    },
  )

  it('of a day without anything is believed after a day of asking', async () => {
    const { day } = progress()
    await morning()
    expect(progress()).toMatchObject({ day })
    await story.pass(24 * 3600)
    await story.reconcile()
    expect(progress()).toMatchObject({ last: day })
    expect(found()).toEqual([])
  })

  it('whose comparison dies at any request is compared once, and to the end', async () => {
    const orderId = await refunds.paid(900)
    await refunded(orderId, 300)
    await unheard(orderId, { bill: { fees: [], discounts: [], total: 800 } })
    const { transactionId = '' } = story.document(orderId)
    await store().put('orders', [
      { ...story.document(orderId), payments: [{ transactionId, amount: 800 }] },
    ] as never)
    const { day, ...begin } = progress()
    await to(readyAt(day))
    // What else is due is done before.
    await store().put('bills', [{ ...begin, day, askAt: Date.UTC(2100, 0) }] as never)
    for (let run = 0; run < 3; run++) await story.reconcile()
    let tried = 0
    // `KILL_POINTS=all` dies at every request.
    const step = process.env['KILL_POINTS'] === 'all' ? 1 : 4
    for (let number = 1; ; number += step) {
      await store().put('bills', [{ ...begin, day, askAt: 1, version: progress().version + 1 }] as never)
      let died = false
      const stop = story.world.cloudbase.watchOutgoing((event) => {
        if (died || event.function !== 'reconcile' || event.number !== number || event.phase !== 'after')
          return 'continue'
        died = true
        return 'kill'
      })
      await story.reconcile().catch(() => undefined)
      stop()
      if (!died) break
      tried++
      await story.pass(61)
      await story.reconcile()
      await story.pass(61)
      await story.reconcile()
      expect(progress()).toMatchObject({ last: day })
      expect(found()).toMatchObject([{ kind: 'amount', here: 800, there: 900 }])
    }
    expect(tried).toBeGreaterThan(4)
    // eslint-disable-next-line no-console -- the figure that this test exists for
    console.log(`comparison of a bill: ${tried} kill points`)
  })
})
