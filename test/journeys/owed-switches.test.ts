import { serviceSwitches } from '../../simulator/sandbox/service-orders/switches'
import type { Switches } from '../../simulator/sandbox/switches'
import { openServiceStory, serviceOrders } from './service-orders'
import { OPERATOR, type Story } from './story'

/** What is owed holds under every value of every assumption about service orders. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())

const cases = serviceSwitches.flatMap(({ name, values }) =>
  values.slice(1).map((value) => [name, value] as const),
)

it.each(cases)(
  '%s = %s: lowered, collected, announced, waived; both sides agree, nobody is alarmed',
  async (name, value) => {
    story.sandbox.reset()
    story.sandbox.setSwitches({ [name]: value } as Partial<Switches>)
    const lowered = await orders.owed(900)
    const failing = await orders.owed(900)
    const waived = await orders.owed(900)
    const free = await orders.owed(900)
    const unused = await orders.accepted()
    await story.ask('console', 'message', orders.message(unused), OPERATOR)
    await story.call('console', 'cancel', { orderId: unused, reason: '设备故障' }, OPERATOR)
    await story.call('console', 'modify', orders.lower(lowered, 500), OPERATOR)
    // An answer that is lost, and bytes that are sent again while the bill is the former one.
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'modify', times: 9 })
    await story.ask('console', 'modify', orders.lower(failing, 400), OPERATOR)
    story.sandbox.faults.clear()
    story.sandbox.act(`${failing}_1`, 'fail')
    await story.call('console', 'modify', orders.lower(free, 0), OPERATOR)
    await story.ask('console', 'collect', { orderId: lowered }, OPERATOR)
    await story.ask('console', 'cancel', orders.waive(waived), OPERATOR)
    await story.settle(2)
    await story.ask('console', 'collect', { orderId: failing }, OPERATOR)
    await story.pay({ out_order_no: `${lowered}_1` })
    await story.settle(3)
    for (const orderId of [lowered, failing, waived, free, unused]) {
      story.agree(orderId)
      expect(story.document(orderId).alerts).toEqual([])
    }
    expect(story.document(lowered)).toMatchObject({ outcome: 'paid', bill: { total: 500 } })
    expect(story.document(failing)).toMatchObject({ state: 'FINISHED', bill: { total: 400 } })
    expect(story.document(free)).toMatchObject({ outcome: 'zero' })
    expect(story.document(unused)).toMatchObject({ outcome: 'cancelled' })
  },
)
