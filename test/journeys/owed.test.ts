import { CUSTOMER, OPERATOR, Story } from './story'
import { openServiceStory, serviceOrders } from './service-orders'

/** What is owed on the current protocol: lowered, collected, given up, announced before. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

const ask = (action: 'modify' | 'collect' | 'message' | 'cancel', request: object) =>
  story.ask('console', action, request as never, OPERATOR)

describe('a bill is lowered', () => {
  it('before it is paid: both sides have the lower one, and the customer sees what it was', async () => {
    const orderId = await orders.owed(900)
    expect((await orders.look(orderId)).actions).toEqual(['collect', 'modify', 'sync', 'waive'])
    const { order } = await story.call('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(order).toMatchObject({ state: 'FINISHED', bill: { total: 500 }, modified: { before: 900 } })
    expect(await story.get(orderId)).toMatchObject({ bill: { total: 500 }, modified: { before: 900 } })
    expect(order.audit.at(-1)).toMatchObject({ by: 'operator', what: 'modify', note: '多计费用' })
    await story.pay({ out_order_no: order.out_order_no })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 500 }, alerts: [] })
  })
})
