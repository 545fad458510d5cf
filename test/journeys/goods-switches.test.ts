import { payOnDeliverySwitches } from '../../simulator/sandbox/pay-on-delivery/switches'
import { serviceSwitches } from '../../simulator/sandbox/service-orders/switches'
import type { Switches } from '../../simulator/sandbox/switches'
import { fillShelf, goodsOf, openGoodsStory, restLeaks, SHELF, TEA } from './goods'
import { CUSTOMER, type Story } from './story'

/**
 * Goods hold under every value of every assumption about them and about the service orders that they live on. `SWITCHES=all` plays
 * all of them (`npm run test:long -- switches`); without it those about goods, and about bills of nothing.
 */
const ALL = process.env['SWITCHES'] === 'all'

let story: Story
const goods = goodsOf(() => story)
beforeAll(async () => {
  story = await openGoodsStory()
})
afterAll(() => story.close())

const OF_SERVICES = serviceSwitches.filter(({ name }) => ALL || name === 'serviceZeroTotal')
const cases = [...payOnDeliverySwitches, ...OF_SERVICES].flatMap(({ name, values }) =>
  values.slice(1).map((value) => [name, value] as const),
)

it.each(cases)(
  '%s = %s: received and paid, given back in part, before and after they were sent; nobody is alarmed',
  async (name, value) => {
    await story.forget()
    await fillShelf(story, { tea: 20 })
    story.sandbox.setSwitches({ [name]: value } as Partial<Switches>)
    const before = await goods.accepted()
    const [paid, partly, after] = [await goods.shipped(), await goods.shipped(), await goods.shipped()]
    const lost = story.wish(SHELF, { cart: [TEA] })
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'create', times: 9 })
    await story.ask('orders', 'create', lost, CUSTOMER)
    story.sandbox.faults.clear()
    await goods.receive(paid)
    await goods.askReturn(partly, [{ id: 'tea', count: 1 }])
    await goods.answer(partly, true)
    for (const orderId of [before, after]) {
      await goods.askReturn(orderId)
      // What WeChat Pay refuses now is tried again by the timer.
      await goods.answer(orderId, true).catch(() => undefined)
    }
    await story.settle(2)
    await story.pass(8 * 86_400)
    await story.settle(3)
    for (const orderId of [paid, partly]) await story.pay({ out_order_no: `${orderId}_1` })
    await story.settle(3)
    expect(restLeaks(story, { tea: 20 })).toEqual([])
    const ends = (orderId: string) => {
      story.agree(orderId)
      const { outcome, bill, alerts } = story.document(orderId)
      expect(alerts).toEqual([])
      return [outcome, bill?.total ?? 0]
    }
    expect([paid, partly, after].map(ends)).toEqual([
      ['paid', 13_600],
      ['paid', 6800],
      ['zero', 0],
    ])
    expect([
      ['cancelled', 0],
      ['zero', 0],
    ]).toContainEqual(ends(before))
    for (const { _id } of story.documents()) story.agree(_id)
  },
)
