import { toDayText } from '../../miniprogram/domain/period'
import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import { readyAt, startOf, dayAfter } from '../../cloudfunctions/shared/bill-progress'
import type { DifferenceDocument } from '../../cloudfunctions/shared/differences'
import type { Offer } from '../../cloudfunctions/shared/offers/document'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { keptOf, readKept, restoredOrder } from '../../cloudfunctions/shared/orders/restore'
import { CARD, openPlanStory } from './plans'
import { refundsOf } from './refunds'
import { sessionDisagreements, sessionsOf } from './sessions'
import { type Story } from './story'

/** What of sessions stands in bills, and how their orders come back when they are lost. */
let story: Story
const sessions = sessionsOf(() => story)
const refunds = refundsOf(() => story)
const store = () => story.world.cloudbase.store
let sign: SignView
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())
beforeEach(async () => {
  await story.forget()
  sign = await sessions.signed()
})

/** To the morning after, when the bill of the day that was is compared. */
async function compare(day: string): Promise<DifferenceDocument[]> {
  await store().put('bills', [{ _id: 'trade-bill', schema: 1, version: 1, day, askAt: 1 }] as never)
  await story.pass((readyAt(day) - story.world.clock.now()) / 1000 + 1)
  for (let run = 0; run < 3; run++) {
    await story.reconcile()
    await story.pass(61)
  }
  return store().list('differences') as unknown as DifferenceDocument[]
}

async function noon(): Promise<string> {
  const tomorrow = dayAfter(toDayText(story.world.clock.now()))
  await story.pass((startOf(tomorrow) - story.world.clock.now()) / 1000 + 12 * 3600)
  return tomorrow
}

describe('the bill of a day', () => {
  it('has sessions by the numbers that were signed, and their refunds: no difference', async () => {
    const day = await noon()
    const { orderId } = await sessions.paid(sign, 1)
    await sessions.paid(sign, 2, 5000)
    await refunds.refund(orderId, 3000)
    for (const { out_refund_no } of refunds.there(orderId))
      story.sandbox.actOnRefund(out_refund_no, 'succeed')
    await story.sandbox.whenIdle()
    expect(await compare(day)).toEqual([])
    expect(store().get('bills', 'trade-bill')).toMatchObject({ last: day })
  })

  it('has a session that we lost: told with its number', async () => {
    const day = await noon()
    const { orderId, out_order_no } = await sessions.paid(sign, 1)
    await store().clear('orders')
    const [difference, ...more] = await compare(day)
    expect(more).toEqual([])
    expect(difference).toMatchObject({ kind: 'missing-here', out_order_no, there: 9800 })
    expect(difference).not.toHaveProperty('orderId')
    expect(orderId).toHaveLength(24)
  })

  it('has a session that we had not heard was paid: asked about before anybody is told', async () => {
    const day = await noon()
    const order = await sessions.used(sign, 1)
    await sessions.complete(order)
    story.sandbox.faults.add({ kind: 'notification-lost', times: 9 })
    await story.pay(order)
    const later = story.world.clock.now() + 9e8
    await store().put('orders', [{ ...story.document(order.orderId), nextCheckAt: later }] as never)
    expect(await compare(day)).toEqual([])
    expect(story.document(order.orderId)).toMatchObject({ outcome: 'paid' })
    story.sandbox.faults.clear()
  })
})

it('every session comes back from what was kept of it, and the plan goes on', async () => {
  await sessions.paid(sign, 1)
  await sessions.cancelSession((await sessions.checkIn(sign, 2)).orderId)
  const used = await sessions.used(sign, 3)
  await story.settle(4)
  const before = story.documents()
  const lines = before.map((order) => JSON.stringify(keptOf(order)))
  expect(lines.join()).not.toMatch(/package|"call"/)
  await store().clear('orders')
  const offer = store().get('offers', CARD) as unknown as Offer
  const now = story.world.clock.now()
  const restored = lines.map((line) => restoredOrder(readKept(JSON.parse(line)), offer, now))
  await store().insert('orders', restored as never)
  await story.settle(6)
  const essence = ({ state, outcome, bill, session, name, preview, attempts, line }: OrderDocument) =>
    JSON.stringify([state, outcome, bill?.total, session, name, preview, attempts.map((one) => one.out_order_no), line]) // prettier-ignore
  for (const order of before) expect(essence(story.document(order._id))).toBe(essence(order))
  expect(await sessions.get(sign)).toMatchObject({ next: 4, waiting: 'in-use', paid: 9800 })
  await sessions.complete(await story.look(used.orderId))
  await story.pay(used)
  expect((await sessions.start(sign, 4)).order.session?.no).toBe(4)
  await story.settle(3)
  expect(sessionDisagreements(story)).toEqual([])
})
