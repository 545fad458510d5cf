import { CARD, DRAFT, draftOf, newKey, openPlanStory, planDisagreements, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from './story'

/** 签约计划: an operator makes a plan, which is offered until it is stopped. */
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

describe('a plan', () => {
  it('is made at WeChat Pay as the operator wrote it, and offered', async () => {
    const plan = await plans.create()
    expect(plan).toMatchObject({ state: 'NORMAL', actions: ['stop'], original: 60_000, total: 39_000 })
    expect(plan).not.toHaveProperty('pending')
    expect(story.sandbox.payscorePlans()).toMatchObject([
      {
        merchant_plan_no: plan.planId,
        plan_state: 'NORMAL',
        plan_name: DRAFT.name,
        plan_duration: 90,
        total_original_price: 60_000,
        total_actual_price: 39_000,
      },
    ])
    expect((await offered()).plans).toMatchObject([{ planId: plan.planId, total: 39_000 }])
    const listed = await story.call('console', 'plans', {}, OPERATOR)
    expect(listed.items).toMatchObject([{ planId: plan.planId }])
    expect(listed.offers).toContainEqual({ offerId: CARD, name: '瑜伽次卡', maxCharge: 12_000 })
  })

  it('is one, however often the operator taps', async () => {
    const wish = plans.wish()
    const answers = await Promise.all([1, 2, 3].map(() => story.ask('console', 'createPlan', wish, OPERATOR)))
    expect(answers.every(({ ok }) => ok)).toBe(true)
    expect(story.sandbox.payscorePlans()).toHaveLength(1)
    expect(plans.plans()).toHaveLength(1)
  })

  it('with the key of another one is refused', async () => {
    const wish = plans.wish()
    await story.call('console', 'createPlan', wish, OPERATOR)
    const other = { ...wish, name: '另一张次卡' }
    expect(await story.fails('console', 'createPlan', other, OPERATOR)).toMatchObject({
      code: 'STATE_CHANGED',
    })
    expect(story.sandbox.payscorePlans()).toHaveLength(1)
  })

  it.each([
    ['prices that rise', [{ name: '一', original: 900, actual: 500 }, { name: '二', original: 900, actual: 600 }], 1, 'rises'], // prettier-ignore
    ['a price above the original', [{ name: '一', original: 900, actual: 901 }], 0, 'above-original'],
    ['a price above what one session may cost', [{ name: '一', original: 20_000, actual: 12_001 }], 0, 'above-limit'], // prettier-ignore
    ['a name that nobody sees', [{ name: '一\u200b', original: 900, actual: 900 }], 0, 'detail-name'],
    ['no session', [], undefined, 'empty'],
  ])('%s: refused, and says where; nothing is sent', async (_what, details, at, problem) => {
    const failure = await story.fails('console', 'createPlan', plans.wish({ details }), OPERATOR)
    expect(failure.code).toBe('PLAN_INVALID')
    expect(failure.details).toEqual({ problems: [{ ...(at === undefined ? {} : { at }), problem }] })
    expect(story.sandbox.payscorePlans()).toEqual([])
    expect(plans.plans()).toEqual([])
  })

  it('that WeChat Pay refuses is none, and its number is free for another try', async () => {
    story.sandbox.faults.add({ kind: 'refused', on: 'create-plan' })
    const wish = plans.wish()
    expect((await story.fails('console', 'createPlan', wish, OPERATOR)).code).toBe('PAY_REFUSED')
    expect(plans.plans()).toMatchObject([{ state: 'NOT_CREATED' }])
    const { plan } = await story.call('console', 'createPlan', wish, OPERATOR)
    expect(plan).toMatchObject({ state: 'NORMAL', planId: plans.plans()[0]?._id })
  })

  it('under an offer of another line is refused', async () => {
    const wish = { ...plans.wish(), offerId: 'power-bank' }
    expect((await story.fails('console', 'createPlan', wish, OPERATOR)).code).toBe('UNKNOWN_OFFER')
    expect((await story.fails('orders', 'plans', { offerId: 'power-bank' }, CUSTOMER)).code).toBe(
      'UNKNOWN_OFFER',
    )
  })

  it('stopped cannot be signed any more, and who signed it goes on', async () => {
    const plan = await plans.create()
    const { sign } = await plans.sign(plan)
    await plans.confirm(sign)
    const { sign: waiting } = await plans.sign(plan, STRANGER)
    expect(await plans.stop(plan)).toMatchObject({ state: 'STOP', actions: [] })
    expect(await plans.stop(plan)).toMatchObject({ state: 'STOP' })
    expect((await offered()).plans).toEqual([])
    const again = { planId: plan.planId, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', again, 'local-late-1')).code).toBe('PLAN_STOPPED')
    await story.pass(10)
    const retry = { signId: waiting.signId }
    expect((await story.fails('orders', 'retrySign', retry, STRANGER)).code).toBe('PLAN_STOPPED')
    expect(await plans.get(sign)).toMatchObject({ state: 'SIGNED', next: 1 })
  })

  it('stopped in the merchant platform is found stopped by who signs it', async () => {
    const plan = await plans.create()
    await story.settle(1)
    // Nobody tells us.
    const { version, ...normal } = plans.plan(plan.planId)
    await plans.stop(plan)
    const now = plans.plan(plan.planId)
    await story.world.cloudbase.store.put('plans', [
      { ...normal, version: Math.max(version, now.version) + 1 },
    ] as never)
    const wish = { planId: plan.planId, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', wish, CUSTOMER)).code).toBe('PLAN_STOPPED')
    expect((await offered()).plans).toEqual([])
  })
})

describe('an offer that became another shop’s or another service’s', () => {
  it('does not offer what was made under the former one; who signed that goes on', async () => {
    const plan = await plans.create()
    const { sign } = await plans.sign(plan)
    const { store } = story.world.cloudbase
    const offer = store.get('offers', CARD) as object
    await store.put('offers', [{ ...offer, service_id: '00002000000000170000000000000007' }] as never)
    try {
      expect((await offered()).plans).toEqual([])
      const wish = { planId: plan.planId, requestKey: newKey() }
      expect((await story.fails('orders', 'sign', wish, STRANGER)).code).toBe('PLAN_NOT_FOUND')
      await story.pass(10)
      const again = { signId: sign.signId }
      expect((await story.fails('orders', 'retrySign', again, CUSTOMER)).code).toBe('PLAN_STOPPED')
      await plans.confirm(sign)
      expect(await plans.get(sign)).toMatchObject({ state: 'SIGNED', next: 1 })
    } finally {
      await store.put('offers', [offer] as never)
    }
  })
})

describe('another offer', () => {
  it('has its own plans', async () => {
    const course = await plans.create({}, 'badminton-course')
    expect(course).toMatchObject({ name: draftOf('badminton-course').name, total: 4 * 12_800 })
    expect((await offered()).plans).toEqual([])
  })
})
