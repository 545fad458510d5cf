import type { Fen } from '#domain/money'
import {
  closeConnections,
  createKeyring,
  createPayClient,
  readPrivateKey,
  readPublicKey,
} from '../../cloudfunctions/shared/wechatpay'
import { keyOf } from '../../cloudfunctions/shared/orders/document'
import { protocolOf } from '../../cloudfunctions/shared/protocols'
import { justAfter, justBefore } from './hold'
import { openServiceStory, serviceOrders } from './service-orders'
import { OPERATOR, type Story } from './story'

/** Between our question and our call somebody else is faster: WeChat Pay, or another system of the merchant's. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(async () => {
  closeConnections()
  await story.close()
})
beforeEach(() => {
  story.sandbox.reset()
})

/** Another system of the merchant's, which has the private key, lowers the bill past us. */
async function lowerElsewhere(orderId: string, total: Fen, before: Fen): Promise<void> {
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
  const order = story.document(orderId)
  const bill = { fees: [{ name: '别处', amount: total }], discounts: [], total, before }
  const call = protocolOf(order.protocol).prepareModify?.(
    { ...keyOf(order, 1), ...bill, riskAmount: order.preview.riskAmount, reason: '别处' },
    { keyring, clock: () => story.world.clock.now() },
  )
  if (call) await client.send(call)
}

describe('a bill that another system lowers in between', () => {
  it('below ours: an alarm and no success, and ours is not sent again', async () => {
    const orderId = await orders.owed(900)
    justBefore(story, 'POST', '/modify', () => lowerElsewhere(orderId, 700, 900))
    const failure = await story.fails('console', 'modify', orders.lower(orderId, 800), OPERATOR)
    expect(failure.code).toBe('STATE_CHANGED')
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      bill: { total: 700 },
      alerts: [expect.stringContaining('金额与本店账单不一致')],
    })
  })

  it('while our answer is lost: an alarm, and ours is given up', async () => {
    const orderId = await orders.owed(900)
    story.sandbox.faults.add({ kind: 'reset', on: 'modify', times: 9 })
    await story.ask('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    story.sandbox.faults.clear()
    await lowerElsewhere(orderId, 700, 900)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      bill: { total: 700 },
      alerts: [expect.stringContaining('金额与本店账单不一致')],
    })
    expect(story.document(orderId)).not.toHaveProperty('modified')
    expect(story.document(orderId)).not.toHaveProperty('pending')
  })
})

describe('WeChat Pay gets the money in between', () => {
  const paid = (path: string, orderId: string): void => {
    justBefore(story, 'POST', path, () => story.pay({ out_order_no: `${orderId}_1` }))
  }

  it.each([
    ['modify', '/modify', (orderId: string) => orders.lower(orderId, 500)],
    ['cancel', '/cancel', (orderId: string) => orders.waive(orderId)],
  ] as const)('%s: refused aloud, the payment stands', async (action, path, request) => {
    const orderId = await orders.owed(900)
    paid(path, orderId)
    const failure = await story.fails('console', action, request(orderId) as never, OPERATOR)
    expect(failure.code).toBe('ALREADY_PAID')
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 900 } })
  })

  it('collect: shown as paid, which it is', async () => {
    const orderId = await orders.owed(900)
    paid('/pay', orderId)
    const answer = await story.ask('console', 'collect', { orderId }, OPERATOR)
    if (answer.ok) expect(answer.data.order.outcome).toBe('paid')
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', alerts: [] })
  })
})

describe('a lower bill while the answer to the former one is on its way', () => {
  const lower = (orderId: string, total: Fen) =>
    story.call('console', 'modify', orders.lower(orderId, total), OPERATOR)
  const expectBill = async (orderId: string, total: Fen): Promise<void> => {
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ bill: { total }, charged: total, alerts: [] })
  }

  it('is no contradiction of a completion', async () => {
    const orderId = await orders.accepted()
    justAfter(story, 'POST', '/complete', () => lower(orderId, 500))
    await story.ask('console', 'complete', story.bill(orderId, 900), OPERATOR)
    await expectBill(orderId, 500)
  })

  it('is no contradiction of a bill that was lowered less; who lowered it hears that somebody was faster', async () => {
    const orderId = await orders.owed(900)
    justAfter(story, 'POST', '/modify', () => lower(orderId, 500))
    const { code } = await story.fails('console', 'modify', orders.lower(orderId, 700), OPERATOR)
    expect(code).toBe('STATE_CHANGED')
    await expectBill(orderId, 500)
  })
})
