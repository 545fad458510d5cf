import { openBothStory, PAYAFTER, serviceOrders } from './service-orders'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** What the older protocol cannot do with what is owed. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openBothStory()
})
afterAll(() => story.close())

it('orders of the other protocol cannot: neither offered nor done, and said in words', async () => {
  const { orderId } = await story.accepted(PAYAFTER)
  const message = await story.fails('console', 'message', orders.message(orderId), OPERATOR)
  await story.pass(60)
  await story.complete(orderId, 900)
  expect((await orders.look(orderId)).actions).toEqual(['sync'])
  const failures = [
    message,
    await story.fails('console', 'modify', orders.lower(orderId, 500), OPERATOR),
    await story.fails('console', 'collect', { orderId }, OPERATOR),
    await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR),
  ]
  for (const { code, message: sentence } of failures) {
    expect(code).toBe('NOT_ALLOWED_NOW')
    expect(sentence).toContain('这类订单')
  }
  await story.settle(2)
  story.agree(orderId)
})

it('an unconfirmed order is left to WeChat Pay, which ends it after an hour', async () => {
  const { order } = await story.create(PAYAFTER)
  const { orderId } = order
  await story.pass(70 * 60)
  await story.settle(2)
  story.agree(orderId)
  expect(story.document(orderId).state).toBe('EXPIRED')
  expect(story.document(orderId).audit.map(({ what }) => what)).not.toContain('lapse')
  await story.call('orders', 'retry', { orderId }, CUSTOMER)
})
