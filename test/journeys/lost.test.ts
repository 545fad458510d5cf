import type { CallFault } from '../../simulator/sandbox/faults'
import { CUSTOMER, OPERATOR, Story } from './story'

let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

/** WeChat Pay did the work and we do not hear of it, in every way there is. */
const LOST: CallFault[] = [
  'lost-reset',
  'lost-system-error',
  'lost-bad-gateway',
  'wrong-signature',
  'unsigned',
  'signtest',
  'stale',
  'unreadable',
]
/** WeChat Pay did nothing and we cannot tell. */
const NOTHING: CallFault[] = ['system-error', 'bad-gateway', 'reset', 'rate-limited']

/** More times than the client repeats a call by itself. */
const ALWAYS = 9

describe('create', () => {
  it.each(LOST)('%s: the order is found, and its package again by the same bytes', async (kind) => {
    story.sandbox.faults.add({ kind, on: 'create', times: ALWAYS })
    const wish = story.wish()
    const { order, launch } = await story.call('orders', 'create', wish, CUSTOMER)
    expect(order).toMatchObject({ state: 'CREATING', pending: 'create', actions: [] })
    expect(launch).toBeUndefined()
    story.sandbox.faults.clear()
    await story.pass(30)
    expect(await story.get(order.orderId)).toMatchObject({ state: 'CREATED', actions: ['retry', 'cancel'] })
    const { order: found, launch: late } = await story.call('orders', 'create', wish, CUSTOMER)
    expect(found).toMatchObject({
      orderId: order.orderId,
      state: 'CREATED',
      out_order_no: order.out_order_no,
    })
    expect(late).toBeDefined()
    expect(story.sandbox.orders()).toHaveLength(1)
    await story.settle()
    story.agree(order.orderId)
  })

  it.each(NOTHING)(
    '%s: proven not to exist after two questions, and never created by the timer',
    async (kind) => {
      story.sandbox.faults.add({ kind, on: 'create', times: ALWAYS })
      const { order } = await story.create()
      expect(order.state).toBe('CREATING')
      story.sandbox.faults.clear()
      await story.settle(1)
      expect(story.document(order.orderId).state).toBe('CREATING')
      await story.settle(1)
      expect(story.document(order.orderId)).toMatchObject({ state: 'NOT_CREATED' })
      expect(story.sandbox.orders()).toHaveLength(0)
      story.agree(order.orderId)
      const { order: again } = await story.call('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
      expect(again).toMatchObject({ state: 'CREATED', out_order_no: `${order.orderId}_2` })
    },
  )

  it('refused for this person: said in our own words, and nothing is left', async () => {
    story.sandbox.faults.add({ kind: 'refused', on: 'create', tail: '271300099', message: '综合评估未通过' })
    const failure = await story.fails('orders', 'create', story.wish(), CUSTOMER)
    expect(failure).toMatchObject({ code: 'PAY_UNAVAILABLE' })
    expect(JSON.stringify(failure)).not.toContain('综合评估')
  })

  it('the answer is lost and the function dies right there', async () => {
    story.killAt(story.product.path)
    const wish = story.wish()
    await expect(story.ask('orders', 'create', wish, CUSTOMER)).rejects.toThrow()
    const orderId = story.documents().at(-1)?._id ?? ''
    expect(story.document(orderId)).toMatchObject({ state: 'CREATING', pending: { action: 'create' } })
    expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'CREATED' }])
    await story.settle(10)
    story.agree(orderId)
    expect(story.document(orderId).state).toBe('CREATED')
    await story.lapse()
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId).state).toBe(story.product.lapsed)
  })

  it('the function dies before the request leaves', async () => {
    story.killAt(story.product.path, 'before')
    await expect(story.ask('orders', 'create', story.wish(), CUSTOMER)).rejects.toThrow()
    const orderId = story.documents().at(-1)?._id ?? ''
    await story.settle(4)
    story.agree(orderId)
    expect(story.document(orderId).state).toBe('NOT_CREATED')
  })
})

describe('complete', () => {
  const completed = async (prepare: () => void): Promise<string> => {
    const order = await story.accepted()
    await story.pass(600)
    prepare()
    await story.ask('console', 'complete', story.bill(order.orderId, 1800), OPERATOR).catch(() => undefined)
    story.sandbox.faults.clear()
    return order.orderId
  }

  it.each([...LOST, ...NOTHING])('%s: one charge, the right one', async (kind) => {
    const orderId = await completed(() => story.sandbox.faults.add({ kind, on: 'complete', times: ALWAYS }))
    await story.settle(4)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 1800 } })
  })

  it.each(['before', 'after'] as const)('the function dies %s the answer', async (phase) => {
    const orderId = await completed(() => {
      story.killAt('/complete', phase)
    })
    expect(story.document(orderId)).toMatchObject({ pending: { action: 'complete' } })
    await story.settle(4)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 1800 } })
    await story.pay({ out_order_no: `${orderId}_1` })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid' })
  })

  it('while its result is unknown, no other total is sent', async () => {
    const orderId = await completed(() => {
      story.killAt('/complete', 'before')
    })
    const other = await story.fails('console', 'complete', story.bill(orderId, 900), OPERATOR)
    expect(other.code).toBe('PENDING')
    await story.settle(3)
    expect(story.atWeChatPay(orderId)).toMatchObject([{ total: 1800 }])
    expect(await story.fails('console', 'complete', story.bill(orderId, 900), OPERATOR)).toMatchObject({
      code: 'ALREADY_COMPLETED',
    })
  })
})

describe('cancel, sync', () => {
  it.each([...LOST, ...NOTHING])('cancel, %s', async (kind) => {
    const { order } = await story.create()
    story.sandbox.faults.add({ kind, on: 'cancel', times: ALWAYS })
    await story.ask('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
    story.sandbox.faults.clear()
    await story.settle(4)
    story.agree(order.orderId)
    expect(story.document(order.orderId)).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
  })

  it('cancel is lost, and the customer confirms: the confirmation stands', async () => {
    const { order } = await story.create()
    story.sandbox.faults.add({ kind: 'reset', on: 'cancel', times: ALWAYS })
    await story.ask('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
    await story.confirm(order)
    story.sandbox.faults.clear()
    await story.settle(3)
    story.agree(order.orderId)
    expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
  })

  it.each([...LOST, ...NOTHING])('sync, %s', async (kind) => {
    const order = await story.accepted()
    await story.pass(600)
    await story.complete(order.orderId, 900)
    await story.pass(600)
    story.sandbox.faults.add({ kind, on: 'sync', times: ALWAYS })
    const request = {
      orderId: order.orderId,
      paidAt: story.world.clock.now() - 60_000,
      reason: '到店付了现金',
    }
    await story.ask('console', 'sync', request, OPERATOR)
    story.sandbox.faults.clear()
    await story.settle(4)
    story.agree(order.orderId)
    expect(story.document(order.orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paidElsewhere' })
  })

  it.each([1, 2, 3])('a retry dies at its request %d and never leaves two live attempts', async (number) => {
    const { order } = await story.create()
    await story.pass(56 * 60)
    let seen = 0
    const stop = story.world.cloudbase.watchOutgoing((event) => {
      if (event.path.startsWith('/admin') || event.phase !== 'after' || ++seen !== number) return 'continue'
      stop()
      return 'kill'
    })
    await expect(story.ask('orders', 'retry', { orderId: order.orderId }, CUSTOMER)).rejects.toThrow()
    await story.settle(6)
    story.agree(order.orderId)
  })
})
