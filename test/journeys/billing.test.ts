import {
  closeConnections,
  createKeyring,
  createPayClient,
  readPrivateKey,
  readPublicKey,
} from '../../cloudfunctions/shared/wechatpay'
import { keyOf } from '../../cloudfunctions/shared/orders/document'
import { protocolOf } from '../../cloudfunctions/shared/protocols'
import { justBefore } from './hold'
import { OPERATOR, Story } from './story'

/** Bills and payments that look settled and are not: each of these once lost or doubled money, or hid that it did. */
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
    justBefore(story, 'POST', '/sync', () => story.pay({ out_order_no: `${orderId}_1` }))
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
    justBefore(story, 'POST', '/sync', () => {
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
async function completeElsewhere(orderId: string, total: number): Promise<void> {
  const { mchid, ...keys } = story.world.credentials
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
  const order = story.document(orderId)
  const key = keyOf(order, 1)
  const calls = protocolOf(order.protocol)
  const { finishTicket: ticket = '' } = calls.readQuery(await client.send(calls.prepareQuery(key, context)))
  const endedAt = story.world.clock.now() - 2000
  const bill = { fees: [{ name: '别处', amount: total }], discounts: [], total, riskAmount: 9900, endedAt }
  const call = { ...key, ...bill, finishType: 2 as const, ticket, profitSharing: false }
  await client.send(calls.prepareComplete(call, context))
}

describe('a completion', () => {
  it('that another system makes with another total in between is an alarm, and no success', async () => {
    const { orderId } = await story.accepted()
    await story.pass(600)
    justBefore(story, 'POST', '/complete', () => completeElsewhere(orderId, 700))
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
