import type { ConsolePlanView } from '../../miniprogram/domain/view'
import { CARD, newKey, openPlanStory, planDisagreements, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from './story'

/** 签约计划, up to the first session: a customer signs a plan, and either side ends it. */
let story: Story
const plans = plansOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())
beforeEach(() => story.forget())
afterEach(async () => {
  story.sandbox.faults.clear()
  await story.settle(3)
  expect(planDisagreements(story)).toEqual([])
})

const offered = async (openid = CUSTOMER) => story.call('orders', 'plans', { offerId: CARD }, openid)

describe('signing', () => {
  it('stores a number for each session before anything is sent, and opens WeChat Pay’s page by its package alone', async () => {
    const plan = await plans.create()
    const { sign, launch } = await plans.sign(plan)
    expect(sign).toMatchObject({
      state: 'UNSIGNED',
      actions: ['reopen', 'retry', 'cancel'],
      number: `${sign.signId}-1`,
      total: 39_000,
      paid: 0,
    })
    expect(launch).toMatchObject({ businessType: 'wxpayScorePlan' })
    expect(Object.keys(launch?.extraData ?? {})).toEqual(['package'])
    expect(launch).not.toHaveProperty('fallback')
    const { attempts } = plans.document(sign.signId)
    const numbers = [1, 2, 3, 4, 5].map((no) => `${sign.signId}-1-${no}`)
    expect(attempts[0]?.numbers).toEqual(numbers)
    const [there] = story.sandbox.signPlans()
    expect(there?.sessions.map((one) => one.merchant_plan_detail_no)).toEqual(numbers)
    expect(JSON.stringify(sign)).not.toContain(attempts[0]?.package)
  })

  it('confirmed is known by the notification, and again by who looks', async () => {
    const { sign } = await plans.sign(await plans.create())
    await plans.confirm(sign)
    expect(plans.document(sign.signId)).toMatchObject({ state: 'SIGNED' })
    expect(plans.document(sign.signId).attempts[0]).not.toHaveProperty('package')
    const seen = await plans.get(sign)
    expect(seen).toMatchObject({ state: 'SIGNED', actions: ['start', 'cancel'], next: 1 })
    expect(seen.overAt).toBeGreaterThan(story.world.clock.now())
    expect(seen.sessions.map(({ state, actual }) => [state, actual])).toEqual(
      [9800, 8800, 7800, 6800, 5800].map((actual) => ['NOT_USED', actual]),
    )
    expect((await offered()).signs).toMatchObject([{ signId: sign.signId, state: 'SIGNED' }])
  })

  it('declined in WeChat Pay’s page stays open: the same package is opened again', async () => {
    const { sign, launch } = await plans.sign(await plans.create())
    await story.pass(600)
    const again = await story.call('orders', 'reopenSign', { signId: sign.signId }, CUSTOMER)
    expect(again.launch).toEqual(launch)
    expect(again.sign.number).toBe(sign.number)
  })

  it('is one, however often the customer taps', async () => {
    const { planId } = await plans.create()
    const wish = { planId, requestKey: newKey() }
    const answers = await Promise.all([1, 2, 3].map(() => story.ask('orders', 'sign', wish, CUSTOMER)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(story.sandbox.signPlans()).toHaveLength(1)
    expect(plans.signs()).toHaveLength(1)
  })

  it('a second time is refused with the first one, signed or not, one after the other or at once', async () => {
    const { planId } = await plans.create()
    const wishes = [1, 2, 3].map(() => ({ planId, requestKey: newKey() }))
    const answers = await Promise.all(wishes.map((wish) => story.ask('orders', 'sign', wish, CUSTOMER)))
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    const [sign] = plans.signs()
    const third = await story.fails('orders', 'sign', { planId, requestKey: newKey() }, CUSTOMER)
    expect(third).toMatchObject({ code: 'ALREADY_SIGNED', details: { signId: sign?._id } })
    expect(third.message).toBe('您有一份还没有完成的签约')
    await plans.confirm({ number: sign?.attempts[0]?.number ?? '' })
    const fourth = await story.fails('orders', 'sign', { planId, requestKey: newKey() }, CUSTOMER)
    expect(fourth).toMatchObject({ code: 'ALREADY_SIGNED', message: '您已经签约了这个计划' })
    expect(story.sandbox.signPlans()).toHaveLength(1)
  })

  it('cancelled by the customer before it is confirmed leaves room for another signing, with other numbers', async () => {
    const plan = await plans.create()
    const { sign } = await plans.sign(plan)
    expect(await plans.cancel(sign)).toMatchObject({ state: 'SIGN_PLAN_CANCEL', actions: [] })
    const { sign: next } = await plans.sign(plan)
    expect(next.signId).not.toBe(sign.signId)
    expect(plans.document(sign.signId).followedBy).toBe(next.signId)
    await plans.confirm(next)
    expect(await plans.get(next)).toMatchObject({ state: 'SIGNED' })
    expect((await offered()).signs).toMatchObject([{ signId: next.signId }])
  })

  it('cancelled by the customer afterwards ends the sessions that are left', async () => {
    const sign = await plans.signed()
    const ended = await plans.cancel(sign)
    expect(ended).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelledBy: 'customer', actions: [] })
    expect(ended).not.toHaveProperty('next')
    expect(await plans.cancel(sign)).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  })

  it('cancelled a moment ago, before anybody asked WeChat Pay again, is offered anew and can be signed', async () => {
    const { signId } = await plans.cancel(await plans.signed())
    expect(plans.document(signId).attempts[0]).not.toHaveProperty('proven', 'SIGN_PLAN_CANCEL')
    const { plans: there, signs } = await offered()
    expect(signs).toEqual([])
    const { sign: anew } = await plans.sign(there[0] as ConsolePlanView)
    expect(anew).toMatchObject({ state: 'UNSIGNED' })
    expect(anew.signId).not.toBe(signId)
  })

  it('cancelled by an operator says why', async () => {
    const sign = await plans.signed()
    const request = { signId: sign.signId, reason: '场馆装修' }
    const { sign: ended } = await story.call('console', 'cancelSign', request, OPERATOR)
    expect(ended).toMatchObject({ state: 'SIGN_PLAN_CANCEL', cancelledBy: 'merchant' })
    expect(ended.audit.find(({ what }) => what === 'cancel')).toMatchObject({
      by: 'operator',
      note: '场馆装修',
    })
    expect(story.sandbox.signPlans()[0]?.cancelled).toMatchObject({ type: 'MERCHANT', reason: '场馆装修' })
  })

  it('confirmed just before it is cancelled stays: who ends what nobody signed does not end what is signed', async () => {
    const { sign } = await plans.sign(await plans.create())
    story.sandbox.faults.add({ kind: 'notification-late', on: 'confirm' })
    await plans.confirm(sign)
    const failure = await story.fails('orders', 'cancelSign', { signId: sign.signId }, CUSTOMER)
    expect(failure.code).toBe('STATE_CHANGED')
    expect(await plans.get(sign)).toMatchObject({ state: 'SIGNED' })
  })

  it('whose package died is made anew, with new numbers for every session', async () => {
    const { sign } = await plans.sign(await plans.create())
    await story.pass(121 * 60)
    expect(await plans.get(sign)).toMatchObject({ state: 'UNSIGNED', actions: ['retry', 'cancel'] })
    const failure = await story.fails('orders', 'reopenSign', { signId: sign.signId }, CUSTOMER)
    expect(failure).toMatchObject({ code: 'STATE_CHANGED', message: '签约的状态已经变化，不能进行此操作' })
    const { sign: again, launch } = await plans.retry(sign)
    expect(again).toMatchObject({ signId: sign.signId, number: `${sign.signId}-2`, state: 'UNSIGNED' })
    expect(launch).toBeDefined()
    expect(plans.document(sign.signId).attempts).toMatchObject([
      { state: 'SIGN_PLAN_CANCEL' },
      { numbers: [1, 2, 3, 4, 5].map((no) => `${sign.signId}-2-${no}`) },
    ])
    await plans.confirm(again)
    expect(await plans.get(again)).toMatchObject({ state: 'SIGNED' })
  })

  it('that nobody confirmed is ended by the timer, and can be made anew from its page or from the plan’s', async () => {
    const plan = await plans.create()
    const { sign } = await plans.sign(plan)
    await story.pass(126 * 60)
    await story.reconcile()
    await story.settle(2)
    expect(plans.document(sign.signId)).toMatchObject({ state: 'SIGN_PLAN_CANCEL', retrying: true })
    expect((await plans.get(sign)).actions).toEqual(['retry'])
    expect(await plans.get(sign)).not.toHaveProperty('cancelledBy')
    const [anew, other] = await Promise.all([
      story.ask('orders', 'retrySign', { signId: sign.signId }, CUSTOMER),
      story.ask('orders', 'sign', { planId: plan.planId, requestKey: newKey() }, CUSTOMER),
    ])
    expect([anew.ok, other.ok].filter(Boolean)).toHaveLength(1)
    expect(story.sandbox.signPlans().filter(({ state }) => state === 'UNSIGNED')).toHaveLength(1)
  })

  it('that was signed while a new one is asked for stays the one that counts', async () => {
    const { sign } = await plans.sign(await plans.create())
    story.sandbox.faults.add({ kind: 'notification-late', on: 'confirm' })
    await plans.confirm(sign)
    const { sign: same, launch } = await plans.retry(sign)
    expect(same).toMatchObject({ number: sign.number, state: 'SIGNED' })
    expect(launch).toBeUndefined()
    expect(story.sandbox.signPlans()).toHaveLength(1)
  })

  it('whose time is over is over', async () => {
    const sign = await plans.signed()
    await story.pass(91 * 86_400)
    expect(await plans.get(sign)).toMatchObject({ state: 'EXPIRE', actions: [] })
  })
})

describe('of somebody else', () => {
  let plan: ConsolePlanView
  beforeEach(async () => {
    plan = await plans.create()
  })

  it('a signing is like none at all', async () => {
    const { sign } = await plans.sign(plan)
    const { signId } = sign
    for (const action of ['getSign', 'reopenSign', 'retrySign', 'cancelSign'] as const)
      expect((await story.fails('orders', action, { signId }, STRANGER)).code).toBe('SIGN_NOT_FOUND')
    const none = { signId: 'f'.repeat(24) }
    expect((await story.fails('orders', 'getSign', none, CUSTOMER)).code).toBe('SIGN_NOT_FOUND')
    expect((await story.call('orders', 'signs', {}, STRANGER)).items).toEqual([])
    expect((await offered(STRANGER)).signs).toEqual([])
  })

  it('nobody but operators makes, sees or ends plans', async () => {
    const { planId } = plan
    for (const refused of [
      story.fails('console', 'createPlan', plans.wish(), CUSTOMER),
      story.fails('console', 'stopPlan', { planId }, CUSTOMER),
      story.fails('console', 'plans', {}, CUSTOMER),
      story.fails('console', 'members', { planId }, CUSTOMER),
    ])
      expect((await refused).code).toBe('NOT_OPERATOR')
    const none = { planId: 'f'.repeat(24) }
    expect((await story.fails('console', 'getPlan', none, OPERATOR)).code).toBe('PLAN_NOT_FOUND')
    const wish = { ...none, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', wish, CUSTOMER)).code).toBe('PLAN_NOT_FOUND')
  })

  it('members are found by the end of a number', async () => {
    const { sign } = await plans.sign(plan)
    await plans.sign(plan, STRANGER)
    const { planId } = plan
    const all = await story.call('console', 'members', { planId }, OPERATOR)
    expect(all.items).toHaveLength(2)
    expect(JSON.stringify(all)).not.toContain(STRANGER)
    const search = sign.number.slice(-8)
    const found = await story.call('console', 'members', { planId, search }, OPERATOR)
    expect(found.items).toMatchObject([{ signId: sign.signId, actions: ['cancel'] }])
  })
})
