import { CUSTOMER, OPERATOR, Story } from './story'

/** How often each action asks the database; every one is a round trip that somebody waits for. */
let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())

/** Database calls of the newest call of a function. */
const spent = (name: string): number | undefined =>
  story.world.cloudbase.history.calls.filter(({ function: one }) => one === name).at(-1)?.databaseCalls

it('an order from start to payment', async () => {
  // The first operator is written once, by their first call.
  await story.call('console', 'me', {}, OPERATOR)
  await story.call('orders', 'offers', {}, CUSTOMER)
  expect(spent('orders')).toBe(1 + story.product.shopReads + story.product.stockReads)
  const { order } = await story.create()
  expect(spent('orders')).toBeLessThanOrEqual(4 + story.product.shopReads)
  await story.get(order.orderId)
  await story.get(order.orderId)
  expect(spent('orders')).toBe(1)
  await story.confirm(order)
  expect(spent('notify')).toBeLessThanOrEqual(3)
  // The customer's page asks when they come back: a read, and a write of what a query proved.
  await story.get(order.orderId)
  expect(spent('orders')).toBe(2)
  await story.pass(600)
  await story.complete(order.orderId, 900)
  // Three for the order, one to know that an operator asks.
  expect(spent('console')).toBeLessThanOrEqual(4)
  await story.pay(order)
  expect(spent('notify')).toBeLessThanOrEqual(3)
  await story.get(order.orderId)
  expect(spent('orders')).toBeLessThanOrEqual(2)
  await story.call('orders', 'list', {}, CUSTOMER)
  expect(spent('orders')).toBe(1)
})
