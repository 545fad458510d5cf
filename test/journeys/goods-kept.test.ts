import { keptOf, readKept, restoredOrder } from '../../cloudfunctions/shared/orders/restore'
import type { Offer } from '../../cloudfunctions/shared/offers/document'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { fillShelf, goodsOf, leftOf, openGoodsStory, restLeaks, SHELF, TEA } from './goods'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from './story'

/** What of goods stands where, what it costs to keep it there, and how it comes back when it is lost. */
const logs: string[] = []
const PART = [{ id: 'tea', count: 1 }]
const THERE = { tea: 50, cake: 1 }
let story: Story
const goods = goodsOf(() => story)
const DAYS = 8 * 86_400

beforeAll(async () => {
  story = await openGoodsStory(
    {},
    {
      onEvent: (event) => {
        if (event.kind === 'log') logs.push(event.text)
      },
    },
  )
  await story.call('console', 'list', {}, OPERATOR)
})
afterAll(() => story.close())
beforeEach(async () => {
  await story.forget()
  await fillShelf(story, THERE)
})
afterEach(() => {
  expect(restLeaks(story, THERE)).toEqual([])
})

it('no log has what people typed, who they are, or what opens the confirm page', async () => {
  const NOTE = '顺丰标记SF99'
  const REASON = '标记理由甲'
  const ANSWER = '标记答复乙'
  const { orderId, out_order_no } = await goods.create()
  const marks = [CUSTOMER, OPERATOR, STRANGER, NOTE, REASON, ANSWER]
  marks.push(story.document(orderId).attempts[0]?.package ?? 'no package')
  await story.confirm({ out_order_no })
  const all = async (): Promise<void> => {
    for (const openid of [CUSTOMER, STRANGER]) {
      await story.ask('orders', 'return', { orderId, goods: PART, reason: REASON }, openid)
      await story.ask('orders', 'receive', { orderId }, openid)
      const at = story.document(orderId).delivery?.returns?.at(-1)?.at ?? 0
      for (const who of [openid, OPERATOR]) {
        await story.ask('console', 'ship', { orderId, note: NOTE }, who)
        const answer = { orderId, at, accept: false, note: ANSWER }
        await story.ask('console', 'answerReturn', answer, who)
      }
    }
  }
  await all()
  for (const kind of ['system-error', 'lost-reset', 'rate-limited'] as const) {
    story.sandbox.faults.add({ kind, on: '*', times: 5 })
    await all()
    story.sandbox.faults.clear()
  }
  story.world.cloudbase.faults.add({ fault: { kind: 'status', status: 500 }, times: 9 })
  await all().catch(() => undefined)
  story.world.cloudbase.faults.clear()
  await story.pass(DAYS)
  await story.settle(3)
  expect(logs.length).toBeGreaterThan(20)
  expect(marks.filter((mark) => logs.some((text) => text.includes(mark)))).toEqual([])
  // A customer reads what was answered, a stranger nothing.
  expect((await story.fails('orders', 'get', { orderId }, STRANGER)).code).toBe('ORDER_NOT_FOUND')
  expect(JSON.stringify(await story.get(orderId))).toContain(NOTE)
})

it('asks the database no more often than it must', async () => {
  const spent = (fn: string): number =>
    story.world.cloudbase.history.calls.filter(({ function: one }) => one === fn).at(-1)?.databaseCalls ?? NaN
  const figures: Record<string, number> = {}
  const { orderId, out_order_no } = await goods.create([TEA, { id: 'cake', count: 1 }])
  figures['create of two counted kinds'] = spent('orders')
  await story.confirm({ out_order_no })
  await story.pass(60)
  await story.call('console', 'ship', { orderId, note: '自提' }, OPERATOR)
  figures['ship'] = spent('console')
  await goods.askReturn(orderId, PART)
  figures['return'] = spent('orders')
  await goods.answer(orderId, true)
  figures['answerReturn'] = spent('console')
  await goods.receive(orderId)
  figures['receive'] = spent('orders')
  await story.settle(3)
  process.stdout.write(`database calls: ${JSON.stringify(figures)}\n`)
  // Four of an order, the stock twice, and a transaction: begin, order, read and write of each kind, end.
  expect(figures['create of two counted kinds']).toBeLessThanOrEqual(14 + story.product.shopReads)
  expect(figures['ship']).toBeLessThanOrEqual(4)
  expect(figures['return']).toBeLessThanOrEqual(2)
  expect(figures['answerReturn']).toBeLessThanOrEqual(3)
  expect(figures['receive']).toBeLessThanOrEqual(4)
})

it('lost and restored, every order is what it was, is billed what is kept, and holds what it held', async () => {
  const accepted = await goods.accepted()
  const sent = await goods.shipped()
  const asked = await goods.shipped()
  await goods.askReturn(asked, PART)
  const partly = await goods.shipped()
  await goods.askReturn(partly, PART)
  await goods.answer(partly, true)
  const nothing = await goods.accepted()
  await goods.askReturn(nothing)
  await goods.answer(nothing, true)
  const received = await goods.shipped()
  await goods.receive(received)
  await story.settle(6)
  const before = story.documents()
  const left = leftOf(story, 'tea')
  const { store } = story.world.cloudbase
  const offer = store.get('offers', SHELF) as unknown as Offer
  const lines = before.map((order) => JSON.stringify(keptOf(order)))
  await store.clear('orders')
  const now = story.world.clock.now()
  await store.insert('orders', lines.map((line) => restoredOrder(readKept(JSON.parse(line)), offer, now)) as never)
  await story.settle(8)
  const essence = ({ state, outcome, bill, goods: all, delivery, held, receiveAt }: OrderDocument) => ({
    state,
    outcome,
    total: bill?.total,
    all,
    delivery,
    held,
    receiveAt,
  })
  for (const order of before) expect(essence(story.document(order._id))).toEqual(essence(order))
  expect(leftOf(story, 'tea')).toBe(left)
  await goods.answer(asked, false)
  await story.call('console', 'ship', { orderId: accepted, note: '自提' }, OPERATOR)
  await story.pass(DAYS)
  await story.settle(4)
  const totals = [accepted, sent, asked, partly, nothing, received].map((id) => story.document(id).bill?.total)
  expect(totals).toEqual([13_600, 13_600, 13_600, 6800, undefined, 13_600])
  for (const { _id } of before) story.agree(_id)
}) // prettier-ignore
