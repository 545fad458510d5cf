import {
  closeConnections,
  createKeyring,
  createPayClient,
  readPrivateKey,
  readPublicKey,
} from '../../../cloudfunctions/shared/wechatpay'
import { prepareCreate } from '../../../cloudfunctions/shared/wechatpay/service-orders'
import { openPlanStory } from '../plans'
import { sessionDisagreements, sessionsOf } from '../sessions'
import { OPERATOR, type Story } from '../story'
import { SERVICE_ORDERS } from '../../../simulator/world/product'

/** Somebody with our own keys places an order under the number that a session was promised. */
let story: Story
const sessions = sessionsOf(() => story)
beforeAll(async () => {
  story = await openPlanStory({}, {}, SERVICE_ORDERS)
})
afterAll(async () => {
  closeConnections()
  await story.close()
})

async function take(out_order_no: string): Promise<void> {
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
  const call = prepareCreate(
    {
      ...{ out_order_no, appid, service_id, service_introduction: '别的服务' },
      need_user_confirm: true,
      notify_url: 'https://example.com/pay/notify',
      time_range: { start_time: 'OnAccept' },
      location: { start_location: '别处' },
      risk_fund: { name: 'ESTIMATE_ORDER_COST', amount: 50_000 },
    },
    { keyring, clock: () => story.world.clock.now() },
  )
  await client.send(call)
}

it('nothing is billed to it and nothing follows it, until an operator ends it; then the next session begins', async () => {
  const sign = await sessions.signed()
  const { signId } = sign
  await take(`${sign.number}-1`)
  const { orderId } = await sessions.checkIn(sign, 1)
  await story.settle(4)
  const order = await story.look(orderId)
  expect(order).toMatchObject({ state: 'CREATED', preview: { maxCharge: 9800 } })
  expect((await story.fails('console', 'complete', sessions.bill(order), OPERATOR)).code).toBe('NOT_ALLOWED_NOW')
  for (const no of [2, 3])
    expect((await story.fails('console', 'startSession', { signId, no }, OPERATOR)).code).toBe(
      no === 2 ? 'SESSION_IN_USE' : 'SESSION_NOT_NEXT',
    )
  await sessions.cancelSession(orderId)
  await story.pass(60)
  await sessions.paid(sign, 2)
  expect(await sessions.get(sign)).toMatchObject({ paid: 8800, next: 3 })
  await story.settle(4)
  expect(sessionDisagreements(story)).toEqual([])
}) // prettier-ignore

it('control: under another number it is none of ours, and sessions begin as ever', async () => {
  await story.forget()
  const sign = await sessions.signed()
  await take(`${'f'.repeat(24)}-1-1`)
  await sessions.paid(sign, 1)
  expect(await sessions.get(sign)).toMatchObject({ paid: 9800, next: 2 })
  expect(story.sandbox.orders().map(({ charged }) => charged)).toEqual([0, 9800])
})
