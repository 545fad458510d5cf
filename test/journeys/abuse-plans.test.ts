import { newKey, planDisagreements, plansOf } from './plans'
import { sessionsOf } from './sessions'
import { productOfTests } from './products'
import { SERVICE_ORDERS } from '../../simulator/world/product'
import { CUSTOMER, OPERATOR, Story, STRANGER } from './story'

/** What one person can do to the shop and to WeChat Pay with plans; see docs/guarantees.md. */
let story: Story
const sessions = sessionsOf(() => story)
const plans = plansOf(() => story)
beforeAll(async () => {
  const product = productOfTests().protocol === SERVICE_ORDERS.protocol ? productOfTests() : SERVICE_ORDERS
  story = await Story.open({}, {}, { product, orderLimits: 'product' })
})
afterAll(() => story.close())
beforeEach(() => story.forget())

/** So many plans of the card, which differ by their name alone. */
async function made(count: number): Promise<{ planId: string }[]> {
  const all: { planId: string }[] = []
  for (let n = 1; n <= count; n++) all.push(await plans.create({ name: `瑜伽卡 ${n}` }))
  return all
}
const wishOf = ({ planId }: { planId: string }) => ({ planId, requestKey: newKey() })

describe('signings of one customer', () => {
  it('five are unsigned: the sixth is refused with what to do, and comes to be when one of them ends', async () => {
    const [sixth, ...five] = await made(6)
    if (!sixth) throw new Error('There is no plan.')
    const wishes = five.map(wishOf)
    for (const wish of wishes) await story.call('orders', 'sign', wish, CUSTOMER)
    await story.pass(61)
    const refused = await story.fails('orders', 'sign', wishOf(sixth), CUSTOMER)
    expect(refused.code).toBe('TOO_MANY')
    expect(refused.message).toMatch(/没有确认.*取消/)
    expect(story.sandbox.signPlans()).toHaveLength(5)
    // Another person is not this one, and a repeated key is not another signing.
    expect((await story.ask('orders', 'sign', wishOf(sixth), STRANGER)).ok).toBe(true)
    const { sign } = await story.call('orders', 'sign', wishes[0] ?? wishOf(sixth), CUSTOMER)
    await plans.cancel(sign)
    expect((await plans.sign(sixth)).sign.state).toBe('UNSIGNED')
    await story.settle(2)
    expect(planDisagreements(story)).toEqual([])
  })

  it('six are begun in a minute: the seventh waits for the next minute, ended or not, on whichever way', async () => {
    const [plan] = await made(1)
    if (!plan) throw new Error('There is no plan.')
    for (let n = 0; n < 6; n++) await plans.cancel((await plans.sign(plan)).sign)
    const refused = await story.fails('orders', 'sign', wishOf(plan), CUSTOMER)
    expect(refused.code).toBe('TOO_MANY')
    expect(refused.message).toMatch(/过一分钟/)
    await story.pass(61)
    const { sign } = await plans.sign(plan)
    await story.pass(121 * 60)
    // A dead package six times over is a new attempt each time, and counts as one.
    for (let n = 0; n < 6; n++) {
      await story.pass(7)
      expect((await story.ask('orders', 'retrySign', { signId: sign.signId }, CUSTOMER)).ok).toBe(true)
    }
    await story.pass(7)
    const { signId } = sign
    expect((await story.fails('orders', 'retrySign', { signId }, CUSTOMER)).code).toBe('TOO_MANY')
    expect(story.sandbox.signPlans().filter(({ state }) => state === 'UNSIGNED')).toHaveLength(1)
  })
})

it('who taps start all the time begins one session, and WeChat Pay hears of one create', async () => {
  const sign = await sessions.signed()
  const { signId } = sign
  for (let n = 0; n < 10; n++) {
    await story.ask('orders', 'startSession', { signId, no: 1 }, CUSTOMER)
    await story.ask('console', 'startSession', { signId, no: 1 }, OPERATOR)
    await story.ask('orders', 'startSession', { signId, no: 2 }, CUSTOMER)
  }
  expect(sessions.creates()).toHaveLength(1)
  expect(story.documents()).toHaveLength(1)
})

it('what opens WeChat Pay’s page leaves a signing as soon as there is nothing to sign', async () => {
  const secrets = ({ signId }: { signId: string }) =>
    plans.document(signId).attempts.flatMap((one) => Object.keys(one).filter((key) => /^package/.test(key)))
  const { sign } = await plans.sign(await plans.create())
  expect(secrets(sign)).toEqual(['package', 'packageAt'])
  await plans.confirm(sign)
  expect(secrets(sign)).toEqual([])
  const { sign: cancelled } = await plans.sign(await plans.create())
  await plans.cancel(cancelled)
  expect(secrets(cancelled)).toEqual([])
  const { sign: dead } = await plans.sign(await plans.create())
  await story.pass(126 * 60)
  await story.reconcile()
  await story.settle(2)
  expect(secrets(dead)).toEqual([])
})
