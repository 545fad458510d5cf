import { justBefore } from './hold'
import { CUSTOMER, OPERATOR, Story } from './story'

/** Attempts that look settled and are not: each of these once lost an order, or had it confirmed twice. */
let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

/** More often than anything asks, also about orders of the stories before. */
const ALWAYS = 999
const silence = (on: string): void => {
  story.sandbox.faults.add({ kind: 'reset', on, times: ALWAYS })
}

describe('reconcile and a cancel without an answer', () => {
  it('does not send it again while WeChat Pay does not say that the order is still unconfirmed', async () => {
    story.sandbox.setSwitches({ cancelAfterAcceptance: 'allowed' })
    story.sandbox.faults.add({ kind: 'notification-lost', on: 'confirm' })
    const { order } = await story.create()
    silence('cancel')
    await story.ask('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
    await story.confirm(order)
    story.sandbox.faults.clear()
    silence('query')
    await story.settle(1)
    expect(story.atWeChatPay(order.orderId)).toMatchObject([{ state: 'USER_ACCEPTED' }])
    story.sandbox.faults.clear()
    await story.settle(3)
    story.agree(order.orderId)
    expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
  })

  it('keeps the confirm page closed until it is known whether the order still exists', async () => {
    const { order } = await story.create()
    silence('cancel')
    await story.ask('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
    const failure = await story.fails('orders', 'reopen', { orderId: order.orderId }, CUSTOMER)
    expect(failure.code).toBe('NOT_ALLOWED_NOW')
  })

  it("is not replaced by the customer's retry", async () => {
    const { order } = await story.create()
    const { orderId } = order
    silence('cancel')
    justBefore(story, 'GET', '/v3/payscore', () =>
      story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
    )
    const failure = await story.fails('orders', 'retry', { orderId }, CUSTOMER)
    expect(failure.code).toBe('PENDING')
    expect(story.document(orderId).pending).toMatchObject({ action: 'cancel', by: 'operator' })
    story.sandbox.faults.clear()
    await story.settle(3)
    story.agree(orderId)
    expect(story.document(orderId).outcome).toBe('cancelled')
  })
})

describe('an order that was believed not to exist', () => {
  /** WeChat Pay says twice that there is no such order, and there is. */
  async function denied() {
    story.sandbox.faults.add({ kind: 'lost-reset', on: 'create', times: ALWAYS })
    const { order } = await story.create()
    story.sandbox.faults.clear()
    const wrong = { kind: 'refused', status: 404, code: 'ORDER_NOT_EXIST' } as const
    story.sandbox.faults.add({ ...wrong, on: 'query', times: ALWAYS })
    await story.settle(3)
    expect(story.document(order.orderId).state).toBe('NOT_CREATED')
    story.sandbox.faults.clear()
    return order
  }
  /** The same, and a second attempt that waits for its confirmation. */
  async function deniedTwice() {
    const order = await denied()
    const { orderId } = order
    const wrong = { kind: 'refused', status: 404, code: 'ORDER_NOT_EXIST' } as const
    story.sandbox.faults.add({ ...wrong, on: 'query' })
    const { order: second } = await story.call('orders', 'retry', { orderId }, CUSTOMER)
    expect(second.out_order_no).toBe(`${orderId}_2`)
    return { first: order, second }
  }

  it('becomes the current attempt when it is confirmed, and the one that replaced it is cancelled', async () => {
    const { first, second } = await deniedTwice()
    await story.confirm(first)
    await story.settle(3)
    expect(story.document(first.orderId)).toMatchObject({ state: 'USER_ACCEPTED', current: 1 })
    expect(story.atWeChatPay(first.orderId)).toMatchObject([
      { state: 'USER_ACCEPTED' },
      { out_order_no: second.out_order_no, state: 'REVOKED' },
    ])
    story.agree(first.orderId)
  })

  it('is for a person when both are confirmed, and only one is ever billed', async () => {
    const { first, second } = await deniedTwice()
    await story.confirm(second)
    await story.confirm(first)
    await story.settle(3)
    const { orderId } = first
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', current: 2 })
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('两次确认')])
    await story.complete(orderId, 900)
    await story.settle(2)
    expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'USER_ACCEPTED' }, { total: 900 }])
  })

  const alertOf = (orderId: string) => story.document(orderId).alerts
  const end = (orderId: string, more: object = {}) =>
    story.call('console', 'cancel', { orderId, reason: '重复下单', ...more }, OPERATOR)
  async function confirmedTwice() {
    const { first, second } = await deniedTwice()
    await story.confirm(second)
    await story.confirm(first)
    await story.settle(3)
    expect(alertOf(first.orderId)).toHaveLength(1)
    return { orderId: first.orderId, first: `${first.orderId}_1`, second: second.out_order_no }
  }

  it('is ended by an operator when both are confirmed, and the order goes on with the other one', async () => {
    const { orderId, first } = await confirmedTwice()
    const shown = await story.look(orderId)
    expect(shown.attempts.map(({ canEnd }) => canEnd)).toEqual([true, undefined])
    const { order } = await end(orderId, { out_order_no: first })
    expect(order).toMatchObject({ state: 'USER_ACCEPTED', alerts: [], out_order_no: `${orderId}_2` })
    expect(order.audit.map(({ what }) => what)).toContain('two-confirmed resolved')
    expect(story.atWeChatPay(orderId)).toMatchObject([
      { state: story.product.unused },
      { state: 'USER_ACCEPTED' },
    ])
    // Again: it is over already.
    await story.settle(2)
    const { order: same } = await end(orderId, { out_order_no: first })
    expect(same.alerts).toEqual([])
    await story.complete(orderId, 900)
    await story.settle(2)
    expect(story.atWeChatPay(orderId)).toMatchObject([{ state: story.product.unused }, { total: 900 }])
    story.agree(orderId)
  })

  it('becomes the current attempt when the other one is ended', async () => {
    const { orderId, second } = await confirmedTwice()
    const { order } = await end(orderId, { out_order_no: second })
    expect(order).toMatchObject({ alerts: [], outcome: 'cancelled' })
    await story.settle(2)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', current: 1, alerts: [] })
    expect(story.document(orderId).outcome).toBeUndefined()
    await story.complete(orderId, 900)
    await story.settle(2)
    story.agree(orderId)
  })

  it.each(['lost-reset', 'reset'] as const)('ends also when the answer is missing: %s', async (kind) => {
    const { orderId, first } = await confirmedTwice()
    story.sandbox.faults.add({ kind, on: story.product.endedBy, times: 9 })
    const { order } = await end(orderId, { out_order_no: first })
    expect(order).toMatchObject({
      pending: story.product.endedBy,
      alerts: [expect.stringContaining('两次确认')],
    })
    story.sandbox.faults.clear()
    await story.settle(3)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', current: 2, alerts: [] })
    story.agree(orderId)
  })

  it('no attempt of another order, and none that is not confirmed, is ended by its number', async () => {
    const { orderId } = await confirmedTwice()
    const { order: foreign } = await story.create()
    const ask = (out_order_no: string) =>
      story.fails('console', 'cancel', { orderId, reason: '重复下单', out_order_no }, OPERATOR)
    expect(await ask(foreign.out_order_no)).toMatchObject({ code: 'ORDER_NOT_FOUND' })
    expect(await ask('../1')).toMatchObject({ code: 'INVALID_REQUEST' })
    await story.complete(orderId, 900)
    expect(await ask(`${orderId}_3`)).toMatchObject({ code: 'ORDER_NOT_FOUND' })
    expect(story.atWeChatPay(orderId)).toMatchObject([{ state: 'USER_ACCEPTED' }, { total: 900 }])
  })

  it('is asked about when a notification says that it was confirmed', async () => {
    const order = await denied()
    await story.confirm(order)
    await story.settle(1)
    expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
    story.agree(order.orderId)
  })

  it('needs two proofs after the last sending', async () => {
    silence('create')
    const wish = story.wish()
    const { order } = await story.call('orders', 'create', wish, CUSTOMER)
    const state = () => story.document(order.orderId).state
    await story.settle(1)
    await story.ask('orders', 'create', wish, CUSTOMER)
    await story.settle(1)
    expect(state()).toBe('CREATING')
    await story.settle(1)
    expect(state()).toBe('NOT_CREATED')
  })
})
