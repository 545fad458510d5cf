import type { NotificationFault } from '../../simulator/sandbox/faults'
import { Forge } from './attacks/forge'
import { openPlanStory, planDisagreements, plansOf } from './plans'
import type { Story } from './story'

/**
 * Notifications about a signing: doubled, late, lost, in another order, contradicting a query, and about somebody else. A signing
 * is believed, an end is asked about (facts: payscore 6.2, 9-12).
 */
let story: Story
let forge: Forge
const plans = plansOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
  forge = new Forge(story)
})
afterAll(() => story.close())
beforeEach(() => story.forget())
afterEach(async () => {
  story.sandbox.faults.clear()
  await story.settle(3)
  expect(planDisagreements(story)).toEqual([])
})

const records = () => story.world.cloudbase.store.list('notifications').map(({ effect }) => effect)
const state = (signId: string) => plans.document(signId).state

/** A plan that somebody is asked to sign, and whose confirmation's notification misbehaves. */
async function confirmed(kind: NotificationFault) {
  const { sign } = await plans.sign(await plans.create())
  story.sandbox.faults.add({ kind, on: 'PAYSCORE.USER_SIGN_PLAN', seconds: 3600 })
  await plans.confirm(sign)
  return sign
}

/** What WeChat Pay says of a signing, but for what is changed. */
function resource(signId: string, more: object): Record<string, unknown> {
  const sign = plans.document(signId)
  const { appid, service_id, plan_id, sub_mchid, openid } = sign
  return {
    sign_plan_id: sign.sign_plan_id,
    merchant_sign_plan_no: sign.attempts.at(-1)?.number,
    mchid: story.world.credentials.mchid,
    ...(sub_mchid === undefined ? {} : { sub_mchid }),
    ...{ appid, service_id, plan_id, openid },
    ...more,
  }
}
const tell = (signId: string, more: object, event_type = 'PAYSCORE.USER_SIGN_PLAN') =>
  forge.post(forge.letter({ event_type, resource: resource(signId, more) }))

describe('that somebody signed', () => {
  it('twice at once: one signing, both answered', async () => {
    const { signId } = await confirmed('notification-doubled')
    expect(state(signId)).toBe('SIGNED')
    expect(records()).toEqual(['applied'])
    expect(plans.document(signId).audit.map(({ what }) => what)).toEqual(['sign'])
  })

  it.each(['notification-late', 'notification-lost'] as const)('%s: found by the timer', async (kind) => {
    const { signId } = await confirmed(kind)
    expect(state(signId)).toBe('UNSIGNED')
    await story.settle(1)
    expect(state(signId)).toBe('SIGNED')
    await story.pass(3600)
    expect(state(signId)).toBe('SIGNED')
  })

  it('late, after it was ended: nothing comes back', async () => {
    const sign = await confirmed('notification-late')
    await plans.get(sign)
    await plans.cancel(sign)
    await story.settle(2)
    await story.pass(3600)
    expect(state(sign.signId)).toBe('SIGN_PLAN_CANCEL')
    await story.settle(2)
    expect(state(sign.signId)).toBe('SIGN_PLAN_CANCEL')
  })

  it('by its own number alone, where ours is left out', async () => {
    const { sign } = await plans.sign(await plans.create())
    const { signId } = sign
    story.sandbox.faults.add({ kind: 'notification-lost', on: 'PAYSCORE.USER_SIGN_PLAN' })
    await plans.confirm(sign)
    await tell(signId, { merchant_sign_plan_no: undefined, sign_state: 'SIGNED' })
    expect(state(signId)).toBe('SIGNED')
  })

  it('falsely: the query that follows says that nobody did', async () => {
    const { sign } = await plans.sign(await plans.create())
    await tell(sign.signId, { sign_state: 'SIGNED' })
    expect(state(sign.signId)).toBe('SIGNED')
    await story.reconcile()
    expect(plans.document(sign.signId)).toMatchObject({ state: 'UNSIGNED' })
    expect(plans.document(sign.signId).audit.at(-1)?.what).toBe('correction')
  })

  it('of an attempt that was taken for over: it is asked about again', async () => {
    const { sign } = await plans.sign(await plans.create())
    await plans.cancel(sign)
    await story.settle(2)
    expect(plans.document(sign.signId).nextCheckAt).toBeUndefined()
    await tell(sign.signId, { sign_state: 'SIGNED' })
    expect(plans.document(sign.signId)).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
    expect(plans.document(sign.signId).nextCheckAt).toBeLessThanOrEqual(story.world.clock.now())
  })
})

describe('that somebody ended it', () => {
  it('in WeChat Pay: its own state is not believed, the query is', async () => {
    const sign = await plans.signed()
    await plans.end(sign)
    // The documents' own example says UNSIGNED.
    expect(state(sign.signId)).toBe('SIGNED')
    expect(plans.document(sign.signId).nextCheckAt).toBeLessThanOrEqual(story.world.clock.now())
    await story.reconcile()
    expect(plans.document(sign.signId)).toMatchObject({
      state: 'SIGN_PLAN_CANCEL',
      signed: { cancelledBy: 'customer' },
    })
  })

  it('and whoever looks first knows it', async () => {
    const sign = await plans.signed()
    await plans.end(sign)
    const { sign: seen } = await story.call('orders', 'getSign', { signId: sign.signId }, 'local-customer-1')
    expect(seen).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelledBy: 'customer', actions: [] })
  })

  it('by closing the whole service', async () => {
    const sign = await plans.signed()
    story.sandbox.setAvailable('local-customer-1', false)
    await story.sandbox.whenIdle()
    expect(await plans.get(sign)).toMatchObject({
      state: 'SIGN_PLAN_CANCEL',
      cancelledBy: 'service-closed',
    })
    story.sandbox.setAvailable('local-customer-1', true)
  })

  it.each(['SIGN_PLAN_CANCEL', 'UNSIGNED', 'SIGNED', 'COMPLETE', 'GONE'])(
    'falsely, as %s: asked about, and it goes on',
    async (sign_state) => {
      const sign = await plans.signed()
      const more = { sign_state, cancel_sign_type: 'USER' }
      await tell(sign.signId, more, 'PAYSCORE.USER_CANCEL_SIGN_PLAN')
      expect(state(sign.signId)).toBe('SIGNED')
      await story.reconcile()
      expect(plans.document(sign.signId)).toMatchObject({ state: 'SIGNED', alerts: [] })
    },
  )
})

describe('about somebody else', () => {
  it.each([
    ['merchant', { mchid: '1900000001' }],
    ['app', { appid: 'wx0000000000000001' }],
    ['service', { service_id: '500009' }],
    ['plan', { plan_id: 'another-plan' }],
    ['shop', { sub_mchid: '1900009999' }],
    ['person', { openid: 'local-stranger-9' }],
  ])('another %s: kept, told to operators, and nothing is believed', async (_what, more) => {
    const { sign } = await plans.sign(await plans.create())
    expect(await tell(sign.signId, { sign_state: 'SIGNED', ...more })).toMatchObject({ status: 200 })
    expect(state(sign.signId)).toBe('UNSIGNED')
    expect(records()).toEqual(['foreign'])
    expect(story.world.cloudbase.store.list('alerts')).toMatchObject([
      { kind: 'foreign-notification', out_order_no: sign.number },
    ])
  })

  it.each([
    ['a number of nobody', { merchant_sign_plan_no: `${'f'.repeat(24)}-1` }],
    ['an attempt that never was', 'next'],
    ['an order’s number', { merchant_sign_plan_no: `${'f'.repeat(24)}_1` }],
  ])('%s: unknown', async (_what, more) => {
    const { sign } = await plans.sign(await plans.create())
    const changes = more === 'next' ? { merchant_sign_plan_no: `${sign.signId}-2` } : (more as object)
    await tell(sign.signId, { sign_state: 'SIGNED', ...changes })
    expect(state(sign.signId)).toBe('UNSIGNED')
    expect(records()).toEqual(['unknown'])
  })
})
