import { keptOf, restoredOrder } from '../../cloudfunctions/shared/orders/restore'
import { NOT_BILLED, SHORT } from '../../cloudfunctions/shared/orders/for-a-person'
import type { Offer } from '../../cloudfunctions/shared/offers/document'
import { fillShelf, goodsOf, leftOf, openGoodsStory, restLeaks, SHELF, TEA } from './goods'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Where goods or money could get lost between two moments that each look right. */
describe('goods', () => {
  let story: Story
  const goods = goodsOf(() => story)
  const CAKE = { id: 'cake', count: 1 }

  beforeAll(async () => {
    story = await openGoodsStory()
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    await story.forget()
    await fillShelf(story)
  })
  afterEach(() => {
    story.sandbox.faults.clear()
    expect(restLeaks(story)).toEqual([])
  })

  it('taken again for a new attempt that never came to be, they go back to the shelf', async () => {
    const { orderId } = await goods.create()
    await story.pass(66 * 60)
    await story.reconcile()
    await story.settle()
    const stop = story.world.cloudbase.watchOutgoing(({ phase }) =>
      phase === 'after' && leftOf(story, 'tea') === 3 ? 'kill' : 'continue',
    )
    await story.ask('orders', 'retry', { orderId }, CUSTOMER).catch(() => undefined)
    stop()
    expect(leftOf(story, 'tea')).toBe(3)
    expect(story.document(orderId).pending).toBeUndefined()
    await story.settle(3)
    expect(leftOf(story, 'tea')).toBe(5)
  })

  it('the last one, ordered by a double tap: both taps show the one order', async () => {
    const wish = story.wish(SHELF, { cart: [CAKE] })
    const answers = await Promise.all(
      Array.from({ length: 2 }, () => story.ask('orders', 'create', wish, CUSTOMER)),
    )
    expect(answers.map((answer) => (answer.ok ? 'OK' : answer.failure.code))).not.toContain('SOLD_OUT')
    expect(story.documents()).toHaveLength(1)
    await story.settle(3)
  })

  it('what ended at WeChat Pay without our hearing of it is not sent', async () => {
    const orderId = await goods.accepted()
    const order = story.document(orderId)
    await story.call('console', 'cancel', { orderId, reason: '缺货' }, OPERATOR)
    const now = story.document(orderId)
    // As it was before that cancel: somebody cancelled in the merchant platform, which tells nobody.
    await story.world.cloudbase.store.put('orders', [{ ...order, version: now.version + 1 }] as never)
    const ship = { orderId, note: '顺丰 SF1' }
    expect((await story.fails('console', 'ship', ship, OPERATOR)).code).toBe('NOT_ALLOWED_NOW')
    expect(story.document(orderId)).toMatchObject({ state: 'REVOKED' })
    await story.settle()
    expect(leftOf(story, 'tea')).toBe(5)
  })

  it('nothing is sent while WeChat Pay says nothing', async () => {
    const orderId = await goods.accepted()
    story.sandbox.faults.add({ kind: 'reset', on: 'query', times: 99 })
    const ship = { orderId, note: '顺丰 SF1' }
    expect((await story.fails('console', 'ship', ship, OPERATOR)).code).toBe('RESULT_UNKNOWN')
    expect(story.document(orderId).delivery).toBeUndefined()
  })

  it('restored without the price that was shown, they are not billed, and a person is told', async () => {
    const orderId = await goods.shipped()
    const { preview: _lost, revision: _too, ...kept } = keptOf(story.document(orderId))
    const { store } = story.world.cloudbase
    const offer = store.get('offers', SHELF) as unknown as Offer
    const restored = { ...restoredOrder(kept, offer, story.world.clock.now()), version: 99 }
    await store.put('orders', [restored] as never)
    await story.settle(3)
    expect((await story.fails('orders', 'receive', { orderId }, CUSTOMER)).code).toBe('OVER_LIMIT')
    await story.pass(8 * 86_400)
    await story.settle(2)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(story.document(orderId).alerts).toContain(NOT_BILLED)
    expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'USER_ACCEPTED' }])
  })

  it('a bill that WeChat Pay refuses stops no other one, and a person is told', async () => {
    const [refused, fine] = [await goods.shipped([CAKE]), await goods.shipped()]
    story.sandbox.faults.add({
      kind: 'refused',
      on: 'complete',
      times: 1,
      status: 400,
      code: 'INVALID_REQUEST',
    })
    await story.pass(8 * 86_400)
    await story.reconcile()
    const states = [refused, fine].map((orderId) => story.document(orderId).state)
    expect(states.sort()).toEqual(['FINISHED', 'USER_ACCEPTED'])
    const left = [refused, fine].find((orderId) => story.document(orderId).state === 'USER_ACCEPTED') ?? ''
    expect(story.document(left).alerts).toContain(NOT_BILLED)
    await story.pass(16 * 60)
    await story.reconcile()
    expect(story.document(left).state).toBe('FINISHED')
    await story.settle(3)
    for (const orderId of [refused, fine]) story.agree(orderId)
  })

  it('an order that nobody can bill does not keep the others from being billed', async () => {
    const [broken, fine] = [await goods.shipped([CAKE]), await goods.shipped()]
    const { store } = story.world.cloudbase
    const order = story.document(broken)
    await store.put('orders', [{ ...order, attempts: [] }] as never)
    await story.pass(8 * 86_400)
    await story.reconcile()
    expect(story.document(fine).state).toBe('FINISHED')
    await store.put('orders', [{ ...order, version: order.version + 9 }] as never)
    await story.settle(4)
    story.agree(broken)
  })

  it('tried anew after the price moved: the goods at their new price', async () => {
    const { orderId } = await goods.create([{ id: 'cup', count: 2 }])
    await story.pass(66 * 60)
    await story.reconcile()
    await story.settle()
    const { store } = story.world.cloudbase
    const offer = store.get('offers', SHELF) as unknown as Offer
    const dearer = offer.goods?.map((one) => ({ ...one, amount: one.amount + 100 }))
    await store.put('offers', [{ ...offer, revision: 2, goods: dearer }] as never)
    expect(await story.fails('orders', 'retry', { orderId }, CUSTOMER)).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { revision: 2, preview: { estimate: 4180, maxCharge: 4180 } },
    })
  })

  it('confirmed after they were sold to somebody else: told once, looked at daily, taken as soon as there are some', async () => {
    const { orderId, out_order_no } = await goods.create([CAKE])
    const { store } = story.world.cloudbase
    const order = story.document(orderId)
    // As if two queries had said that there is no such order, and the last cake went to somebody else.
    const gone = { ...order, held: [{ id: 'cake', count: 0 }] }
    const stock = store.get('stock', `${SHELF}.cake`) as unknown as { version: number }
    await store.put('orders', [{ ...gone, version: order.version + 1 }] as never)
    await story.confirm({ out_order_no })
    await story.settle(3)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [SHORT] })
    const { nextCheckAt = 0 } = story.document(orderId)
    expect(nextCheckAt - story.world.clock.now()).toBeGreaterThan(60_000)
    const version = () => story.document(orderId).version
    await story.pass(2 * 86_400)
    await story.reconcile()
    const settled = version()
    for (let run = 0; run < 5; run++) {
      await story.pass(60)
      await story.reconcile()
    }
    expect(version()).toBe(settled)
    await store.put('stock', [{ ...stock, version: stock.version + 1, left: 1 }] as never)
    await story.pass(86_400)
    await story.settle(1)
    expect(story.document(orderId)).toMatchObject({ held: [CAKE], alerts: [] })
    expect(leftOf(story, 'cake')).toBe(0)
  })

  it('stock that is no number sells nothing', async () => {
    const { store } = story.world.cloudbase
    const stock = store.get('stock', `${SHELF}.cake`) as Record<string, unknown>
    for (const left of ['3', null, -1, 0.5]) {
      await store.put('stock', [{ ...stock, left }] as never)
      expect(
        (await story.fails('orders', 'create', story.wish(SHELF, { cart: [CAKE] }), CUSTOMER)).code,
      ).toBe('SOLD_OUT')
    }
    await store.put('stock', [stock] as never)
  })

  it('as the merchant itself, a create says who we are', async () => {
    story.sandbox.setSwitches({ mchidAsMerchant: 'required' })
    await goods.create([TEA])
    story.sandbox.setSwitches({ mchidAsMerchant: 'optional' })
  })
})
