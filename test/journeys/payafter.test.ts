import { CUSTOMER, OPERATOR, Story, STRANGER } from './story'

let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

describe('先享后付, from start to payment', () => {
  it('is placed, confirmed, completed with other fees than estimated, deducted and paid', async () => {
    const { order, launch } = await story.create()
    expect(order).toMatchObject({ state: 'CREATED', actions: ['reopen', 'retry', 'cancel'] })
    expect(launch?.businessType).toBe('wxpayScoreUse')
    expect(Object.keys(launch?.extraData ?? {}).sort()).toEqual(story.product.launch)
    await story.confirm(order)
    expect(await story.get(order.orderId)).toMatchObject({ state: 'USER_ACCEPTED' })
    await story.pass(3600)
    expect(await story.complete(order.orderId, 1200)).toMatchObject({
      state: 'FINISHED',
      bill: { total: 1200 },
    })
    expect(await story.get(order.orderId)).not.toHaveProperty('outcome')
    await story.pay(order)
    expect(await story.get(order.orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
    expect(story.atWeChatPay(order.orderId)).toMatchObject([{ state: 'USER_PAID', total: 1200 }])
    await story.settle()
    const document = story.document(order.orderId)
    expect(document).not.toHaveProperty('pending')
    expect(document).not.toHaveProperty('nextCheckAt')
    expect(document.transactionId).toBeTruthy()
  })

  it('is declined, and later cancelled by the customer', async () => {
    const { order } = await story.create()
    story.sandbox.act(order.out_order_no, 'decline')
    expect((await story.get(order.orderId)).state).toBe('CREATED')
    const { order: cancelled } = await story.call('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
    expect(cancelled).toMatchObject({ state: 'REVOKED', outcome: 'cancelled', actions: [] })
    expect(story.atWeChatPay(order.orderId)).toMatchObject([{ state: 'REVOKED' }])
  })

  it('expires by the clock, and a new attempt is confirmed', async () => {
    const { order } = await story.create()
    await story.lapse()
    const expired = await story.get(order.orderId)
    expect(expired).toMatchObject({ state: story.product.lapsed, actions: ['retry'] })
    const { order: again, launch } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
    expect(again).toMatchObject({
      orderId: order.orderId,
      state: 'CREATED',
      out_order_no: `${order.orderId}_2`,
    })
    expect(launch).toBeDefined()
    await story.confirm(again)
    expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
    expect(story.atWeChatPay(order.orderId).map(({ state }) => state)).toEqual([
      story.product.lapsed,
      'USER_ACCEPTED',
    ])
  })

  it('is opened again with the stored package, and confirmed', async () => {
    const { order, launch } = await story.create()
    const { launch: again } = await story.call('orders', 'reopen', { orderId: order.orderId }, CUSTOMER)
    expect(again?.extraData['package']).toBe(launch?.extraData['package'])
    for (const fresh of story.product.launch.filter((name) => name === 'nonce_str'))
      expect(again?.extraData[fresh]).not.toBe(launch?.extraData[fresh])
    await story.confirm(order)
    expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
  })

  it('is confirmed anew: the old attempt is revoked before the new one is made', async () => {
    const { order } = await story.create()
    await story.pass(56 * 60)
    expect((await story.get(order.orderId)).actions).toEqual(['retry', 'cancel'])
    const { order: again } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
    expect(again.out_order_no).toBe(`${order.orderId}_2`)
    expect(story.atWeChatPay(order.orderId).map(({ state }) => state)).toEqual(['REVOKED', 'CREATED'])
  })

  it('keeps the old attempt when it turns out to be confirmed', async () => {
    const { order } = await story.create()
    story.sandbox.act(order.out_order_no, 'confirm')
    const { order: same, launch } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
    expect(same).toMatchObject({ state: 'USER_ACCEPTED', out_order_no: order.out_order_no })
    expect(launch).toBeUndefined()
    expect(story.atWeChatPay(order.orderId)).toHaveLength(1)
  })

  it('is completed at zero, and settled at once', async () => {
    const order = await story.accepted()
    await story.pass(60)
    expect(await story.complete(order.orderId, 0)).toMatchObject({ outcome: 'zero' })
    await story.settle()
    expect(story.document(order.orderId)).toMatchObject({ outcome: 'zero', filter: 'ended' })
  })

  it('is ended as unused by an operator after it was confirmed', async () => {
    const order = await story.accepted()
    await story.pass(60)
    const request = { orderId: order.orderId, reason: '设备故障，没有使用' }
    const { order: ended } = await story.call('console', 'cancel', request, OPERATOR)
    expect(ended.outcome).toBe('cancelled')
    await story.settle()
    expect(story.document(order.orderId)).toMatchObject({ outcome: 'cancelled', filter: 'ended' })
  })

  it('is paid elsewhere, and WeChat Pay stops deducting', async () => {
    const order = await story.accepted()
    await story.pass(600)
    await story.complete(order.orderId, 900)
    await story.pass(600)
    const paidAt = story.world.clock.now() - 60_000
    const request = { orderId: order.orderId, paidAt, reason: '顾客到店付了现金' }
    const { order: synced } = await story.call('console', 'sync', request, OPERATOR)
    expect(synced).toMatchObject({ state: 'USER_PAID', outcome: 'paidElsewhere' })
  })

  it('sends what the hotel must know, encrypted, and keeps none of it', async () => {
    const person = { name: '王小明', phone: '13812345678' }
    const { order } = await story.create('hotel-night', { choices: { nights: 'two' }, person })
    expect(order.preview).toMatchObject({ estimate: 57600, maxCharge: 90000 })
    const stored = JSON.stringify(story.document(order.orderId))
    expect(stored).not.toContain('王小明')
    expect(stored).not.toContain('13812345678')
    expect(story.document(order.orderId)).not.toHaveProperty('pending')
  })
})

describe('wrong requests', () => {
  it('an offer that is not there, a choice that is not there, a moved price', async () => {
    const create = (more: object) => story.fails('orders', 'create', { ...story.wish(), ...more }, CUSTOMER)
    expect(await create({ offerId: 'nothing' })).toMatchObject({ code: 'UNKNOWN_OFFER' })
    expect(await create({ choices: { nights: 'one' } })).toMatchObject({ code: 'UNKNOWN_CHOICE' })
    const moved = await create({ revision: 7 })
    expect(moved).toMatchObject({
      code: 'PRICE_CHANGED',
      details: { revision: 1, preview: { maxCharge: 9900 } },
    })
    expect(moved.requestId).toBeTruthy()
    expect(story.sandbox.orders()).toHaveLength(0)
  })

  it('a guest without a name, where the protocol can carry one', async () => {
    const wish = story.wish('hotel-night', { choices: { nights: 'one' } })
    expect(await story.ask('orders', 'create', wish, CUSTOMER)).toMatchObject(story.product.nameless)
  })

  it("another customer's order does not exist for a stranger", async () => {
    const { order } = await story.create()
    for (const action of ['get', 'cancel', 'reopen', 'retry', 'detail'] as const)
      expect(await story.fails('orders', action, { orderId: order.orderId }, STRANGER)).toMatchObject({
        code: 'ORDER_NOT_FOUND',
      })
  })

  it('a customer has no console', async () => {
    const { order } = await story.create()
    expect(await story.fails('console', 'get', { orderId: order.orderId }, CUSTOMER)).toMatchObject({
      code: 'NOT_OPERATOR',
    })
  })

  it('a bill that does not add up, is too high, comes too early, twice, or ends in the future', async () => {
    const { order } = await story.create()
    const { orderId } = order
    const complete = (more: object) =>
      story.fails('console', 'complete', { ...story.bill(orderId, 500), ...more }, OPERATOR)
    expect(await complete({})).toMatchObject({ code: 'NOT_ALLOWED_NOW' })
    await story.confirm(order)
    await story.pass(60)
    expect(await complete({ total: 499 })).toMatchObject({ code: 'SUM_MISMATCH' })
    expect(await complete({ fees: [{ name: 'x', amount: 9901 }], total: 9901 })).toMatchObject({
      code: 'OVER_LIMIT',
    })
    expect(await complete({ endedAt: story.world.clock.now() + 300_000 })).toMatchObject({
      code: 'TIME_INVALID',
    })
    await story.complete(orderId, 500)
    expect((await story.complete(orderId, 500)).bill?.total).toBe(500)
    expect(await complete({ fees: [{ name: 'x', amount: 700 }], total: 700 })).toMatchObject({
      code: 'ALREADY_COMPLETED',
    })
    expect(story.atWeChatPay(orderId)).toMatchObject([{ total: 500 }])
  })

  it('a double tap is one order', async () => {
    const wish = story.wish()
    const [first, second] = await Promise.all([
      story.call('orders', 'create', wish, CUSTOMER),
      story.call('orders', 'create', wish, CUSTOMER),
    ])
    expect(second.order.orderId).toBe(first.order.orderId)
    expect(story.sandbox.orders()).toHaveLength(1)
  })
})
