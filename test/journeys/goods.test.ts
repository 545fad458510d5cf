import { CUSTOMER, OPERATOR, STRANGER, type Story } from './story'
import { fillShelf, goodsOf, leftOf, openGoodsStory, SHELF, stockLeaks, TEA } from './goods'

describe('先用后付: goods for nothing now, paid once received', () => {
  let story: Story
  const goods = goodsOf(() => story)

  beforeAll(async () => {
    story = await openGoodsStory()
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    await story.forget()
    await fillShelf(story)
  })
  afterEach(() => {
    expect(stockLeaks(story)).toEqual([])
  })

  it('ordered, confirmed, sent, received, paid', async () => {
    const { orderId, out_order_no } = await goods.create([TEA, { id: 'cup', count: 1 }])
    expect(leftOf(story, 'tea')).toBe(3)
    await story.confirm({ out_order_no })
    expect(await story.get(orderId)).toMatchObject({ state: 'USER_ACCEPTED', actions: ['return', 'detail'] })
    await story.call('console', 'ship', { orderId, note: '顺丰 SF1234567890' }, OPERATOR)
    const sent = await story.get(orderId)
    expect(sent.actions).toEqual(['receive', 'return', 'detail'])
    expect(sent.delivery?.shipped?.note).toBe('顺丰 SF1234567890')
    await story.pass(3600)
    const received = await goods.receive(orderId)
    expect(received).toMatchObject({
      state: 'FINISHED',
      bill: {
        total: 15_590,
        fees: [
          { name: '明前龙井 50 克', amount: 13_600, count: 2, description: '单价 ¥68.00' },
          { name: '手作茶杯', amount: 1990, count: 1 },
        ],
      },
    })
    await story.pay({ out_order_no })
    expect(await story.get(orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
    story.agree(orderId)
    expect(leftOf(story, 'tea')).toBe(3)
  })

  it('counts as received after the days that the offer says, and not while a return waits', async () => {
    const orderId = await goods.shipped()
    await story.pass(7 * 86_400 - 3700)
    await story.reconcile()
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
    await goods.askReturn(orderId)
    await story.pass(86_400)
    await story.reconcile()
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
    await goods.answer(orderId, false)
    await story.pass(2 * 86_400)
    await story.reconcile()
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
    await story.pass(86_400 + 60)
    await story.reconcile()
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 13_600 } })
    expect(story.document(orderId).audit).toContainEqual(
      expect.objectContaining({ what: 'complete', by: 'reconcile' }),
    )
    story.agree(orderId)
  })

  it('given back before it was sent: cancelled, and the goods are on the shelf again', async () => {
    const orderId = await goods.accepted()
    await goods.askReturn(orderId)
    await goods.answer(orderId, true)
    expect(await story.get(orderId)).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
    await story.settle()
    expect(leftOf(story, 'tea')).toBe(5)
    story.agree(orderId)
  })

  it('given back after it was sent: billed with nothing', async () => {
    const orderId = await goods.shipped()
    await goods.askReturn(orderId)
    await goods.answer(orderId, true)
    expect(await story.get(orderId)).toMatchObject({ outcome: 'zero', bill: { total: 0 } })
    await story.settle()
    expect(leftOf(story, 'tea')).toBe(5)
    story.agree(orderId)
  })

  it('given back in part: only what is kept is billed, and the rest is on the shelf again', async () => {
    const orderId = await goods.shipped([TEA, { id: 'cake', count: 1 }])
    await goods.askReturn(orderId, [{ id: 'tea', count: 1 }])
    await goods.answer(orderId, true)
    await story.settle()
    expect([leftOf(story, 'tea'), leftOf(story, 'cake')]).toEqual([4, 0])
    expect(await goods.receive(orderId)).toMatchObject({ bill: { total: 6800 + 3333 } })
    story.agree(orderId)
  })

  it('an order that nobody confirms gives its goods back, and takes them again when it is tried anew', async () => {
    const { orderId } = await goods.create()
    await story.pass(66 * 60)
    await story.reconcile()
    await story.settle()
    expect(leftOf(story, 'tea')).toBe(5)
    const { order } = await story.call('orders', 'retry', { orderId }, CUSTOMER)
    expect(order.state).toBe('CREATED')
    expect(leftOf(story, 'tea')).toBe(3)
  })

  describe('is refused clearly, and nothing is lost', () => {
    it('goods that are sold out', async () => {
      await goods.create([{ id: 'cake', count: 1 }])
      const wish = story.wish(SHELF, { cart: [{ id: 'cake', count: 1 }] })
      expect(await story.fails('orders', 'create', wish, STRANGER)).toMatchObject({
        code: 'SOLD_OUT',
        details: { goods: 'cake', problem: 'sold-out', most: 0 },
      })
    })

    it('goods whose price changed', async () => {
      const wish = story.wish(SHELF, { cart: [TEA], revision: 0 })
      expect(await story.fails('orders', 'create', wish, CUSTOMER)).toMatchObject({
        code: 'PRICE_CHANGED',
        details: { revision: 1, preview: { estimate: 13_600, maxCharge: 13_600 } },
      })
    })

    it.each([
      ['no goods', []],
      ['unknown goods', [{ id: 'car', count: 1 }]],
      ['one kind twice', [TEA, TEA]],
      ['too many', [{ id: 'cup', count: 100 }]],
      ['more than one order may cost', [{ id: 'cup', count: 99 }]],
    ])('%s', async (_what, cart) => {
      expect((await story.fails('orders', 'create', story.wish(SHELF, { cart }), CUSTOMER)).code).toBe(
        'CART_INVALID',
      )
      expect(story.documents()).toEqual([])
    })

    it('receiving before anything was sent, and receiving twice', async () => {
      const orderId = await goods.accepted()
      expect((await story.fails('orders', 'receive', { orderId }, CUSTOMER)).code).toBe('NOT_SHIPPED')
      await story.call('console', 'ship', { orderId, note: '自提' }, OPERATOR)
      await goods.receive(orderId)
      expect((await story.fails('orders', 'receive', { orderId }, CUSTOMER)).code).toBe('RECEIVED')
      expect(story.document(orderId).bill?.total).toBe(13_600)
    })

    it('receiving while a return waits, and a return after receiving', async () => {
      const orderId = await goods.shipped()
      await goods.askReturn(orderId, [{ id: 'tea', count: 1 }])
      expect((await story.fails('orders', 'receive', { orderId }, CUSTOMER)).code).toBe('RETURN_OPEN')
      await goods.answer(orderId, false)
      await goods.receive(orderId)
      const again = { orderId, goods: [TEA], reason: '坏了' }
      expect((await story.fails('orders', 'return', again, CUSTOMER)).code).toBe('RECEIVED')
    })

    it('receiving and giving back at once: one of them wins, and the bill is that one’s', async () => {
      const orderId = await goods.shipped()
      const [received, returned] = await Promise.all([
        story.ask('orders', 'receive', { orderId }, CUSTOMER),
        story.ask('orders', 'return', { orderId, goods: [TEA], reason: '不要了' }, CUSTOMER),
      ])
      expect([received.ok, returned.ok].filter(Boolean)).toHaveLength(1)
      await story.settle()
      story.agree(orderId)
    })

    it('an order jumped into by another customer', async () => {
      const orderId = await goods.shipped()
      for (const action of ['get', 'receive'] as const)
        expect((await story.fails('orders', action, { orderId }, STRANGER)).code).toBe('ORDER_NOT_FOUND')
    })

    it('a bill by hand: only the customer says that goods arrived', async () => {
      const orderId = await goods.shipped()
      expect((await story.fails('console', 'complete', story.bill(orderId, 100), OPERATOR)).code).toBe(
        'NOT_ALLOWED_NOW',
      )
    })
  })

  it('two who want the last one: one gets it', async () => {
    const wishes = [CUSTOMER, STRANGER].map((openid) =>
      story.ask('orders', 'create', story.wish(SHELF, { cart: [{ id: 'cake', count: 1 }] }), openid),
    )
    const answers = await Promise.all(wishes)
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(leftOf(story, 'cake')).toBe(0)
  })
})
