import { CUSTOMER, OPERATOR, Story } from './story'

/** WeChat Pay's clock and ours are never the same; four minutes is inside the five that signatures allow. */
describe.each([240, -240])("WeChat Pay's clock is %d seconds ahead of ours", (skewSeconds) => {
  let story: Story
  beforeAll(async () => {
    story = await Story.open()
    story.sandbox.setClock({ skewSeconds })
  })
  afterAll(() => story.close())

  it('an order is placed, confirmed, completed at once, deducted and paid', async () => {
    const order = await story.accepted()
    expect(order.state).toBe('USER_ACCEPTED')
    expect(await story.complete(order.orderId, 300)).toMatchObject({ state: 'FINISHED' })
    await story.pay(order)
    await story.settle(2)
    story.agree(order.orderId)
    expect(story.document(order.orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
  })

  it('an order with a planned end is completed hours later', async () => {
    const person = { name: '王小明', phone: '13812345678' }
    const order = await story.accepted('hotel-night', { choices: { nights: 'one' }, person })
    await story.pass(20 * 3600)
    const done = await story.complete(order.orderId, 29800)
    expect(done.bill?.endedAt).toBeLessThanOrEqual(story.world.clock.now())
    story.agree(order.orderId)
  })

  it('a payment elsewhere a moment after the completion is reported', async () => {
    const order = await story.accepted()
    await story.pass(600)
    await story.complete(order.orderId, 900)
    await story.pass(600)
    const request = { orderId: order.orderId, paidAt: story.world.clock.now(), reason: '付了现金' }
    const { order: synced } = await story.call('console', 'sync', request, OPERATOR)
    expect(synced.outcome).toBe('paidElsewhere')
  })

  it('is confirmed anew after it expired there', async () => {
    const { order } = await story.create()
    await story.lapse(300)
    expect((await story.get(order.orderId)).state).toBe(story.product.lapsed)
    const { order: again } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
    expect(again.state).toBe('CREATED')
  })
})
