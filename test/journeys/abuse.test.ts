import { createHash } from 'node:crypto'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { CUSTOMER, OPERATOR, Story, STRANGER } from './story'

/** What one person can do to the shop, to WeChat Pay and to the bill of the cloud; see docs/guarantees.md. */
describe('orders of one customer', () => {
  let story: Story
  beforeAll(async () => {
    story = await Story.open({}, {}, { orderLimits: 'product' })
  })
  afterAll(() => story.close())

  const end = async (orderId: string) => story.call('orders', 'cancel', { orderId }, CUSTOMER)
  const open = () =>
    story.documents().filter(({ openid, filter }) => openid === CUSTOMER && filter === 'open')
  beforeEach(async () => {
    for (const { _id } of open()) await end(_id)
    await story.pass(61)
    story.sandbox.reset()
  })

  it('five are open: the sixth is refused with what to do, and comes to be when one of them ends', async () => {
    const wishes = Array.from({ length: 5 }, () => story.wish())
    for (const wish of wishes) await story.call('orders', 'create', wish, CUSTOMER)
    await story.pass(61)
    const refused = await story.fails('orders', 'create', story.wish(), CUSTOMER)
    expect(refused).toMatchObject({ code: 'TOO_MANY' })
    expect(refused.message).toMatch(/5 笔.*取消/)
    expect(story.sandbox.orders()).toHaveLength(5)
    // Another person is not this one, and a repeated key is not another order.
    expect((await story.ask('orders', 'create', story.wish(), STRANGER)).ok).toBe(true)
    const { order } = await story.call('orders', 'create', wishes[0] ?? story.wish(), CUSTOMER)
    await end(order.orderId)
    expect((await story.create()).order.state).toBe('CREATED')
  })

  it('what ended is not tried anew beside five open ones', async () => {
    const { order: old } = await story.create()
    await story.lapse()
    expect((await story.get(old.orderId)).state).toBe(story.product.lapsed)
    for (let n = 0; n < 5; n++) await story.create()
    await story.pass(61)
    const request = { orderId: old.orderId }
    expect(await story.fails('orders', 'retry', request, CUSTOMER)).toMatchObject({ code: 'TOO_MANY' })
    // One of the five is open already: another attempt of it makes them no more.
    const { order } = await story.call('orders', 'retry', { orderId: open()[0]?._id ?? '' }, CUSTOMER)
    expect(order.out_order_no).toMatch(/_2$/)
  })

  it('six are begun in a minute: the seventh waits for the next minute, ended or not', async () => {
    const wishes = Array.from({ length: 6 }, () => story.wish())
    for (const wish of wishes) await end((await story.call('orders', 'create', wish, CUSTOMER)).order.orderId)
    const refused = await story.fails('orders', 'create', story.wish(), CUSTOMER)
    expect(refused).toMatchObject({ code: 'TOO_MANY' })
    expect(refused.message).toMatch(/过一分钟/)
    for (const wish of [...wishes, ...wishes])
      expect((await story.ask('orders', 'create', wish, CUSTOMER)).ok).toBe(true)
    await story.pass(61)
    expect((await story.create()).order.state).toBe('CREATED')
  })

  it('a repeated key finds its order behind more newer ones than are counted', async () => {
    const wish = story.wish()
    const { order } = await story.call('orders', 'create', wish, CUSTOMER)
    const { pending: _pending, ...old } = story.document(order.orderId)
    const now = story.world.clock.now()
    const newer = Array.from({ length: 25 }, (_, n): OrderDocument => ({
      ...old,
      _id: n.toString(16).padStart(24, '0'),
      filter: n < 5 ? 'open' : 'ended',
      createdAt: now + n,
    }))
    await story.world.cloudbase.store.insert('orders', newer as never)
    for (const more of [{}, { revision: 7 }, { offerId: 'nothing' }]) {
      const again = await story.call('orders', 'create', { ...wish, ...more }, CUSTOMER)
      expect(again.order.orderId).toBe(order.orderId)
    }
    expect(story.sandbox.orders()).toHaveLength(1)
  })
})

describe('a repeated create', () => {
  let story: Story
  beforeAll(async () => {
    story = await Story.open()
  })
  afterAll(() => story.close())

  it("is answered with the caller's own order only, whatever the id is made of", async () => {
    const wish = story.wish()
    const { order } = await story.call('orders', 'create', wish, CUSTOMER)
    const stored = story.document(order.orderId)
    const foreign = story.wish()
    const _id = createHash('sha256').update(`${CUSTOMER}|${foreign.requestKey}`).digest('hex').slice(0, 24)
    await story.world.cloudbase.store.insert('orders', [{ ...stored, _id, openid: STRANGER }] as never)
    expect(await story.fails('orders', 'create', foreign, CUSTOMER)).toMatchObject({
      code: 'ORDER_NOT_FOUND',
    })
    expect((await story.call('orders', 'create', wish, CUSTOMER)).order.orderId).toBe(order.orderId)
  })

  it('costs four calls to the database, however many orders there are', async () => {
    let calls = 0
    const stop = story.world.cloudbase.watchOutgoing(({ phase, path }) => {
      if (phase === 'before' && path.startsWith('/admin')) calls++
      return 'continue'
    })
    await story.create()
    stop()
    expect(calls).toBe(4 + story.product.shopReads)
  })
})

describe('looking at an order', () => {
  let story: Story
  beforeAll(async () => {
    story = await Story.open()
  })
  afterAll(() => story.close())

  /** How often WeChat Pay was asked while `work` ran. */
  async function asked(work: () => Promise<unknown>): Promise<number> {
    const before = queries()
    await work()
    return queries() - before
  }
  const queries = () =>
    story.sandbox.requests().filter(({ method, path }) => method === 'GET' && path.startsWith('/v3/payscore'))
      .length
  const look = (orderId: string) => () => story.ask('orders', 'get', { orderId }, CUSTOMER)

  it('asks WeChat Pay once a second, however often one instance is called, and stores nothing that is not new', async () => {
    const { order } = await story.create()
    const often = async () => {
      for (let n = 0; n < 20; n++) await look(order.orderId)()
    }
    expect(await asked(often)).toBe(1)
    const { version } = story.document(order.orderId)
    await story.pass(1)
    expect(await asked(look(order.orderId))).toBe(1)
    expect(await asked(look(order.orderId))).toBe(0)
    expect(story.document(order.orderId).version).toBe(version)
  })

  it('what another instance learned within the second is not asked again', async () => {
    const { order } = await story.create()
    story.sandbox.act(order.out_order_no, 'confirm')
    await look(order.orderId)()
    const console = () => story.ask('console', 'get', { orderId: order.orderId }, OPERATOR)
    expect(await asked(console)).toBe(0)
    await story.pass(1)
    expect(await asked(console)).toBe(1)
  })

  it('whoever changes something asks, however short ago somebody looked', async () => {
    const { order } = await story.create()
    await story.get(order.orderId)
    story.sandbox.act(order.out_order_no, 'confirm')
    expect(await story.fails('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)).toMatchObject({
      code: 'NOT_ALLOWED_NOW',
    })
    await story.pass(10)
    await story.get(order.orderId)
    expect((await story.complete(order.orderId, 900)).state).toBe('FINISHED')
  })
})

it('what opens the confirm page leaves an order as soon as there is nothing to confirm', async () => {
  const story = await Story.open()
  try {
    const secrets = (orderId: string) =>
      story
        .document(orderId)
        .attempts.flatMap((attempt) =>
          Object.keys(attempt).filter((key) => /^package|^launch|^business/.test(key)),
        )
    const { order: accepted } = await story.create()
    expect(secrets(accepted.orderId)).not.toEqual([])
    story.sandbox.act(accepted.out_order_no, 'confirm')
    await story.get(accepted.orderId)
    expect(secrets(accepted.orderId)).toEqual([])
    const { order: cancelled } = await story.create()
    await story.call('orders', 'cancel', { orderId: cancelled.orderId }, CUSTOMER)
    expect(secrets(cancelled.orderId)).toEqual([])
    const { order: expired } = await story.create()
    await story.lapse()
    await story.get(expired.orderId)
    expect(secrets(expired.orderId)).toEqual([])
  } finally {
    await story.close()
  }
})
