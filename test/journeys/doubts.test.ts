import {
  closeConnections,
  createKeyring,
  createPayClient,
  readPrivateKey,
  readPublicKey,
} from '../../cloudfunctions/shared/wechatpay'
import { payafterOrders } from '../../cloudfunctions/shared/wechatpay/payafter-orders/adapter'
import { CUSTOMER, OPERATOR, Story } from './story'

/** What looks settled and is not: each of these once lost or doubled money, or hid that it did. */
let story: Story
beforeAll(async () => {
  story = await Story.open()
})
afterAll(async () => {
  closeConnections()
  await story.close()
})
beforeEach(() => {
  story.sandbox.reset()
})

/** More often than anything asks, also about orders of the stories before. */
const ALWAYS = 999
const silence = (on: string): void => {
  story.sandbox.faults.add({ kind: 'reset', on, times: ALWAYS })
}

/** Does something once, just before the next request to WeChat Pay whose path and method fit leaves. */
function justBefore(method: string, path: string, act: () => unknown): void {
  const stop = story.world.cloudbase.watchOutgoing(async (event): Promise<'continue'> => {
    if (event.phase === 'before' && event.method === method && event.path.includes(path)) {
      stop()
      await act()
    }
    return 'continue'
  })
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
    justBefore('GET', '/v3/payscore', () =>
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

describe('paid elsewhere', () => {
  const unpaid = async (): Promise<string> => {
    const order = await story.accepted()
    await story.pass(600)
    await story.complete(order.orderId, 900)
    await story.pass(600)
    return order.orderId
  }
  const sync = (orderId: string) => ({
    orderId,
    paidAt: story.world.clock.now() - 60_000,
    reason: '付了现金',
  })

  it('is refused aloud when WeChat Pay deducted a moment before', async () => {
    const orderId = await unpaid()
    justBefore('POST', '/sync', () => story.pay({ out_order_no: `${orderId}_1` }))
    const failure = await story.fails('console', 'sync', sync(orderId), OPERATOR)
    expect(failure).toMatchObject({
      code: 'NOT_ALLOWED_NOW',
      message: expect.stringContaining('退还') as string,
    })
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid' })
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('退还')])
  })

  it('is told once, even while the question that would prove it has no answer', async () => {
    const orderId = await unpaid()
    justBefore('POST', '/sync', () => {
      silence('query')
    })
    const { order } = await story.call('console', 'sync', sync(orderId), OPERATOR)
    expect(order).toMatchObject({ state: 'FINISHED', actions: [] })
    const requests = story.sandbox.requests().length
    expect((await story.ask('console', 'sync', sync(orderId), OPERATOR)).ok).toBe(true)
    expect(
      story.sandbox
        .requests()
        .slice(requests)
        .filter(({ path }) => path.includes('/sync')),
    ).toEqual([])
    story.sandbox.faults.clear()
    await story.settle(2)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paidElsewhere' })
  })
})

/** The merchant's other system completes the order past us, as only somebody with the private key can. */
async function completeElsewhere(out_order_no: string, total: number): Promise<void> {
  const { mchid, appid, serviceId: service_id, ...keys } = story.world.credentials
  const publicKey = readPublicKey(keys.platformPublicKey)
  const keyring = createKeyring([{ serial: keys.platformPublicKeyId, publicKey }])
  const client = createPayClient({
    mchid,
    merchantSerial: keys.merchantSerial,
    merchantPrivateKey: readPrivateKey(keys.merchantPrivateKey),
    keyring,
    baseUrl: story.world.payOrigin,
    sandbox: true,
  })
  const context = { keyring, clock: () => story.world.clock.now() }
  const key = { out_order_no, appid, service_id }
  const { finishTicket: ticket = '' } = payafterOrders.readQuery(
    await client.send(payafterOrders.prepareQuery(key, context)),
  )
  const endedAt = story.world.clock.now() - 2000
  const bill = { fees: [{ name: '别处', amount: total }], discounts: [], total, riskAmount: 9900, endedAt }
  const call = { ...key, ...bill, finishType: 2 as const, ticket, profitSharing: false }
  await client.send(payafterOrders.prepareComplete(call, context))
}

describe('a completion', () => {
  it('that another system makes with another total in between is an alarm, and no success', async () => {
    const { orderId, out_order_no } = await story.accepted()
    await story.pass(600)
    justBefore('POST', '/complete', () => completeElsewhere(out_order_no, 700))
    const failure = await story.fails('console', 'complete', story.bill(orderId, 1800), OPERATOR)
    expect(failure.code).toBe('ALREADY_COMPLETED')
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('金额与本店账单不一致')])
    await story.settle(1)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 700 } })
  })

  it('that WeChat Pay refuses when reconcile sends it again is shown to a person', async () => {
    const { orderId } = await story.accepted()
    await story.pass(600)
    silence('complete')
    await story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR)
    story.sandbox.faults.clear()
    story.sandbox.faults.add({ kind: 'refused', on: 'complete', times: ALWAYS })
    await story.settle(1)
    const { pending, alerts, state } = story.document(orderId)
    expect({ pending, state }).toEqual({ pending: undefined, state: 'USER_ACCEPTED' })
    expect(alerts).toEqual([expect.stringContaining('完结')])
    story.sandbox.faults.clear()
    await story.complete(orderId, 1800)
    await story.settle(1)
    story.agree(orderId)
  })

  it('without a result for an hour is shown to a person', async () => {
    const { orderId } = await story.accepted()
    await story.pass(600)
    story.sandbox.faults.add({ kind: 'system-error', on: 'complete', times: ALWAYS })
    await story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR)
    await story.settle(2)
    expect(story.document(orderId).alerts).toEqual([])
    await story.pass(3600)
    await story.settle(1)
    expect(story.document(orderId).alerts).toEqual([expect.stringContaining('结果')])
    story.sandbox.faults.clear()
    await story.pass(3600)
    await story.settle(1)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 1800 } })
  })

  it('ends when the operator says, although we heard of the confirmation later', async () => {
    story.sandbox.setSwitches({ startTimeAfterAccept: 'OnAccept' })
    story.sandbox.faults.add({ kind: 'notification-lost', on: 'confirm' })
    const { order } = await story.create()
    await story.confirm(order)
    await story.pass(1200)
    const endedAt = story.world.clock.now()
    await story.pass(1200)
    expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
    const { bill } = await story.complete(order.orderId, 300, { endedAt })
    expect(bill?.endedAt).toBe(Math.floor(endedAt / 1000) * 1000)
  })
})

describe('an outage of WeChat Pay', () => {
  it('puts no order off for a day', async () => {
    const { orderId } = await story.accepted()
    await story.pass(600)
    await story.complete(orderId, 900)
    for (let hours = 0; hours < 4; hours++) {
      await story.pass(25 * 3600)
      await story.settle(2)
    }
    silence('query')
    await story.pass(25 * 3600)
    await story.reconcile()
    const { nextCheckAt = Infinity } = story.document(orderId)
    expect(nextCheckAt - story.world.clock.now()).toBeLessThanOrEqual(15 * 60_000)
  })
})
