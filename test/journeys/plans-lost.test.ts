import type { CallFault } from '../../simulator/sandbox/faults'
import { newKey, openPlanStory, planDisagreements, plansOf } from './plans'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** The answer of a call about a plan or a signing is lost, or its function dies. */
let story: Story
const plans = plansOf(() => story)
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())
beforeEach(() => story.forget())
afterEach(async () => {
  story.sandbox.faults.clear()
  await story.settle(4)
  expect(planDisagreements(story)).toEqual([])
})

/** WeChat Pay did the work and we do not hear of it. */
const LOST: CallFault[] = ['lost-reset', 'wrong-signature', 'unreadable']
/** WeChat Pay did nothing and we cannot tell. */
const NOTHING: CallFault[] = ['system-error', 'rate-limited']
/** More times than the client repeats a call by itself. */
const ALWAYS = 9

const lose = (on: string, kind: CallFault): void => {
  story.sandbox.faults.add({ kind, on, times: ALWAYS })
}
const PHASES = ['before', 'after'] as const

describe('create a plan', () => {
  it.each(LOST)('%s: it is found, and nobody signs it before', async (kind) => {
    lose('create-plan', kind)
    const { planId, state, pending } = await plans.create()
    expect({ state, pending }).toEqual({ state: 'CREATING', pending: 'create' })
    const wish = { planId, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', wish, CUSTOMER)).code).toBe('PLAN_NOT_FOUND')
    story.sandbox.faults.clear()
    await story.pass(2)
    const { plan } = await story.call('console', 'getPlan', { planId }, OPERATOR)
    expect(plan).toMatchObject({ state: 'NORMAL', actions: ['stop'] })
    expect(plan).not.toHaveProperty('pending')
    expect(story.sandbox.payscorePlans()).toHaveLength(1)
  })

  it.each(NOTHING)('%s: proven not to exist, never made by the timer, made by the same key', async (kind) => {
    lose('create-plan', kind)
    const wish = plans.wish()
    await story.ask('console', 'createPlan', wish, OPERATOR)
    story.sandbox.faults.clear()
    await story.settle(3)
    expect(story.sandbox.payscorePlans()).toEqual([])
    expect(plans.plans()).toMatchObject([{ state: 'NOT_CREATED' }])
    const { plan } = await story.call('console', 'createPlan', wish, OPERATOR)
    expect(plan.state).toBe('NORMAL')
    expect(story.sandbox.payscorePlans()).toHaveLength(1)
  })

  it('lost: the same key sends the same bytes again', async () => {
    lose('create-plan', 'system-error')
    const wish = plans.wish()
    await story.call('console', 'createPlan', wish, OPERATOR)
    const before = plans.plans()[0]?.pending?.call
    story.sandbox.faults.clear()
    expect((await story.call('console', 'createPlan', wish, OPERATOR)).plan.state).toBe('CREATING')
    await story.pass(30)
    const sent: string[] = []
    const stop = story.world.cloudbase.watchOutgoing(({ phase, method, path }): 'continue' => {
      if (phase === 'before' && method === 'POST' && path.startsWith('/v3/')) sent.push(path)
      return 'continue'
    })
    expect((await story.call('console', 'createPlan', wish, OPERATOR)).plan.state).toBe('NORMAL')
    stop()
    expect(sent).toEqual([before?.path])
  })

  it.each(PHASES)('the function dies %s the answer', async (phase) => {
    story.killAt('/payscore-plans', phase)
    await expect(story.ask('console', 'createPlan', plans.wish(), OPERATOR)).rejects.toThrow()
    await story.settle(4)
    expect(plans.plans()).toMatchObject([{ state: phase === 'after' ? 'NORMAL' : 'NOT_CREATED' }])
  })
})

describe('stop a plan', () => {
  it.each([...LOST, ...NOTHING])('%s: nobody is offered it, and it is stopped', async (kind) => {
    const { planId, offerId } = await plans.create()
    lose('stop-plan', kind)
    await story.ask('console', 'stopPlan', { planId }, OPERATOR)
    expect(plans.plan(planId).pending?.action).toBe('stop')
    const wish = { planId, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', wish, CUSTOMER)).code).toBe('PLAN_STOPPED')
    expect((await story.call('orders', 'plans', { offerId }, CUSTOMER)).plans).toEqual([])
    story.sandbox.faults.clear()
    await story.settle(3)
    expect(plans.plan(planId).state).toBe('STOP')
  })

  it.each(PHASES)('the function dies %s the answer', async (phase) => {
    const { planId } = await plans.create()
    story.killAt('/stop', phase)
    await expect(story.ask('console', 'stopPlan', { planId }, OPERATOR)).rejects.toThrow()
    await story.settle(4)
    expect(plans.plan(planId)).toMatchObject({ state: 'STOP' })
  })
})

describe('sign', () => {
  it.each(LOST)('%s: it is found, and its package again by the same bytes', async (kind) => {
    const { planId } = await plans.create()
    lose('sign', kind)
    const wish = { planId, requestKey: newKey() }
    const { sign, launch } = await story.call('orders', 'sign', wish, CUSTOMER)
    expect(sign).toMatchObject({ state: 'CREATING', pending: 'sign', actions: [] })
    expect(launch).toBeUndefined()
    story.sandbox.faults.clear()
    await story.pass(30)
    expect(await plans.get(sign)).toMatchObject({ state: 'UNSIGNED', actions: ['retry', 'cancel'] })
    const again = await story.call('orders', 'sign', wish, CUSTOMER)
    expect(again.sign).toMatchObject({ signId: sign.signId, number: sign.number, state: 'UNSIGNED' })
    expect(again.launch).toBeDefined()
    expect(story.sandbox.signPlans()).toHaveLength(1)
  })

  it.each(NOTHING)(
    '%s: proven not to exist, never made by the timer, made anew with new numbers',
    async (kind) => {
      const plan = await plans.create()
      lose('sign', kind)
      const { sign } = await plans.sign(plan)
      story.sandbox.faults.clear()
      await story.settle(3)
      expect(story.sandbox.signPlans()).toEqual([])
      expect(plans.document(sign.signId)).toMatchObject({ state: 'NOT_CREATED' })
      const { sign: again } = await plans.retry(sign)
      expect(again).toMatchObject({ state: 'UNSIGNED', number: `${sign.signId}-2` })
    },
  )

  it('refused: nothing is left, and the plan can be signed again', async () => {
    const plan = await plans.create()
    story.sandbox.faults.add({ kind: 'refused', on: 'sign' })
    const wish = { planId: plan.planId, requestKey: newKey() }
    expect((await story.fails('orders', 'sign', wish, CUSTOMER)).code).toBe('PAY_REFUSED')
    const { sign } = await plans.sign(plan)
    expect(sign.state).toBe('UNSIGNED')
  })

  it.each(PHASES)('the function dies %s the answer', async (phase) => {
    const { planId } = await plans.create()
    story.killAt('/user-sign-plans', phase)
    const wish = { planId, requestKey: newKey() }
    await expect(story.ask('orders', 'sign', wish, CUSTOMER)).rejects.toThrow()
    await story.settle(4)
    const [sign] = plans.signs()
    expect(sign?.state).toBe(phase === 'after' ? 'UNSIGNED' : 'NOT_CREATED')
    const { sign: again, launch } = await plans.retry({ signId: sign?._id ?? '' })
    expect(launch).toBeDefined()
    await plans.confirm(again)
    expect(await plans.get(again)).toMatchObject({ state: 'SIGNED', next: 1 })
  })

  it.each(['query-sign', 'stop-sign', 'sign'])(
    'anew, while %s is not answered: nothing is twice',
    async (on) => {
      const { sign } = await plans.sign(await plans.create())
      await story.pass(121 * 60)
      lose(on, 'lost-reset')
      await story.ask('orders', 'retrySign', { signId: sign.signId }, CUSTOMER)
      story.sandbox.faults.clear()
      await story.settle(3)
      const { sign: again, launch } = await plans.retry(sign)
      expect(launch).toBeDefined()
      await plans.confirm(again)
      expect(story.sandbox.signPlans().filter(({ state }) => state === 'SIGNED')).toHaveLength(1)
      expect(await plans.get(sign)).toMatchObject({ state: 'SIGNED', number: again.number })
    },
  )
})

describe('cancel', () => {
  const ended = async (from: 'UNSIGNED' | 'SIGNED', prepare: () => void): Promise<string> => {
    const { sign } = await plans.sign(await plans.create())
    if (from === 'SIGNED') await plans.confirm(sign)
    prepare()
    await story.ask('orders', 'cancelSign', { signId: sign.signId }, CUSTOMER).catch(() => undefined)
    return sign.signId
  }

  it.each(
    (['UNSIGNED', 'SIGNED'] as const).flatMap((from) =>
      [...LOST, ...NOTHING].map((kind) => [from, kind] as const),
    ),
  )('%s, %s: ended, and nothing is begun or opened meanwhile', async (from, kind) => {
    const signId = await ended(from, () => lose('stop-sign', kind))
    expect(plans.document(signId).pending).toMatchObject({ action: 'cancel', from })
    const { sign } = await story.call('console', 'getSign', { signId }, OPERATOR)
    expect(sign.actions).toEqual([])
    story.sandbox.faults.clear()
    await story.settle(3)
    expect(plans.document(signId)).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  })

  it.each(PHASES)('the function dies %s the answer', async (phase) => {
    const signId = await ended('SIGNED', () => story.killAt('/stop', phase))
    await story.settle(4)
    expect(plans.document(signId)).toMatchObject({ state: 'SIGN_PLAN_CANCEL' })
  })

  it('of what was not signed is not sent again once it is', async () => {
    const signId = await ended('UNSIGNED', () => lose('stop-sign', 'system-error'))
    await plans.confirm({ number: `${signId}-1` })
    story.sandbox.faults.clear()
    await story.settle(3)
    expect(plans.document(signId)).toMatchObject({ state: 'SIGNED' })
    expect(plans.document(signId)).not.toHaveProperty('pending')
  })
})
