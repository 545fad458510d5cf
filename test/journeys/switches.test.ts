import { signPlanSwitches } from '../../simulator/sandbox/sign-plan/switches'
import { switchList, type Switches } from '../../simulator/sandbox/switches'
import { CUSTOMER, OPERATOR, Story } from './story'

/**
 * The assumptions that nobody could check: the stories hold under every value of every switch. What the sandbox's own
 * tests cover alone (what is never sent by our client) is played here all the same.
 *
 * `SWITCHES=all` tells every story under every value (`npm run test:long -- switches`). Without it the defaults have all of
 * them, and every other value has one; `SWITCHES_SEED` gives it another one.
 */
const ALL = process.env['SWITCHES'] === 'all'
const SEED = Number(process.env['SWITCHES_SEED'] ?? 20261120)
/** How many stories there are below. */
const STORIES = 4
const untold = (): void => undefined

let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())

/** Of plans these stories say nothing: whole courses are told under them by `plans-switches` and `sessions-switches`. */
const OF_PLANS: readonly string[] = signPlanSwitches.map(({ name }) => name)
const ofOrders = switchList.filter(({ name }) => !OF_PLANS.includes(name))

/** The first value of every switch is the default: one world plays them all. */
const cases = [
  ['every switch', 'its default'] as const,
  ...ofOrders.flatMap(({ name, values }) => values.slice(1).map((value) => [name, value] as const)),
]

describe.each(cases.map(([name, value], index) => [name, value, index] as const))(
  '%s = %s',
  (name, value, index) => {
    const told = (nth: number) => (ALL || index === 0 || (SEED + index) % STORIES === nth ? it : untold)
    beforeEach(() => {
      story.sandbox.reset()
      if (name !== 'every switch') story.sandbox.setSwitches({ [name]: value } as Partial<Switches>)
    })

    told(0)('placed, confirmed, completed, paid', async () => {
      const { order, launch } = await story.create('hotel-night', {
        choices: { nights: 'one' },
        person: { name: '王小明', phone: '13812345678' },
      })
      expect(launch).toBeDefined()
      await story.confirm(order)
      expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
      await story.pass(3 * 3600)
      await story.complete(order.orderId, 31200, {
        fees: [
          { name: '酒店房费', amount: 29800, description: '湖景大床房 1 晚，含双早' },
          { name: '其他杂费', amount: 2000, description: '迷你吧', count: 2 },
        ],
        discounts: [{ name: '会员立减', amount: 600, description: '会员优惠' }],
      })
      await story.pay(order)
      await story.settle(3)
      story.agree(order.orderId)
      expect(story.document(order.orderId)).toMatchObject({
        state: 'USER_PAID',
        outcome: 'paid',
        bill: { total: 31200 },
      })
      expect(story.document(order.orderId).alerts).toEqual([])
    })

    told(1)('confirmed anew, then ended as unused', async () => {
      const { order } = await story.create()
      await story.pass(56 * 60)
      const { order: again } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
      await story.confirm(again)
      await story.pass(60)
      await story.call('console', 'cancel', { orderId: order.orderId, reason: '设备故障' }, OPERATOR)
      await story.settle(3)
      story.agree(order.orderId)
      expect(story.document(order.orderId).outcome).toBe('cancelled')
    })

    told(2)('zero, and paid elsewhere', async () => {
      const zero = await story.accepted()
      const elsewhere = await story.accepted()
      await story.pass(600)
      await story.complete(zero.orderId, 0)
      await story.complete(elsewhere.orderId, 900)
      await story.pass(600)
      const paidAt = story.world.clock.now() - 60_000
      await story.call(
        'console',
        'sync',
        { orderId: elsewhere.orderId, paidAt, reason: '付了现金' },
        OPERATOR,
      )
      await story.settle(3)
      expect(story.document(zero.orderId)).toMatchObject({ outcome: 'zero', filter: 'ended' })
      expect(story.document(elsewhere.orderId)).toMatchObject({ outcome: 'paidElsewhere', filter: 'ended' })
      story.agree(elsewhere.orderId)
    })

    told(3)('the answers of create and of complete are lost', async () => {
      story.sandbox.faults.add({ kind: 'wrong-signature', on: 'create', times: 9 })
      const wish = story.wish()
      const { order } = await story.call('orders', 'create', wish, CUSTOMER)
      story.sandbox.faults.clear()
      await story.pass(30)
      await story.ask('orders', 'create', wish, CUSTOMER)
      await story.confirm(order)
      expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
      await story.pass(600)
      story.sandbox.faults.add({ kind: 'wrong-signature', on: 'complete', times: 9 })
      await story.ask('console', 'complete', story.bill(order.orderId, 1800), OPERATOR)
      story.sandbox.faults.clear()
      await story.settle(3)
      await story.pay(order)
      await story.settle(2)
      story.agree(order.orderId)
      expect(story.document(order.orderId)).toMatchObject({ state: 'USER_PAID', bill: { total: 1800 } })
    })
  },
)
