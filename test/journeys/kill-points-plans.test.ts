import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import type { PlanDocument } from '../../cloudfunctions/shared/plans/document'
import { currentAttempt, type SignDocument } from '../../cloudfunctions/shared/signs/document'
import { ALL, type Action, diesEverywhere } from './dying'
import { newKey, openPlanStory } from './plans'
import { noticesOf } from './schedules/course'
import { sessionDisagreements, sessionsOf } from './sessions'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Every action on plans, signings and sessions, and what the timer does about them; `dying.ts` says how. */
let story: Story
const sessions = sessionsOf(() => story)
/** What was asked for under a name that the story gave it. */
const wishes = new Map<string, ReturnType<typeof sessions.wish>>()
const keys = new Map<string, string>()
const bills = new Map<string, ReturnType<typeof sessions.bill>>()

const signed = async (): Promise<string> => (await sessions.signed()).signId
const started = async (): Promise<string> => {
  const sign = await sessions.signed()
  await sessions.used(sign, 1)
  return sign.signId
}
/** Nothing came of what was sent, or nobody heard of it. */
async function lost(signId: string, kind: 'reset' | 'lost-reset'): Promise<string> {
  story.sandbox.faults.add({ kind, on: 'session', times: 9 })
  await starts(signId, 1)
  story.sandbox.faults.clear()
  return signId
}
const starts = (signId: string, no: number, openid = OPERATOR): Promise<unknown> =>
  openid === OPERATOR
    ? story.ask('console', 'startSession', { signId, no }, openid)
    : story.ask('orders', 'startSession', { signId, no }, openid)

const signOf = (id: string): SignDocument | undefined =>
  sessions.signs().find(({ _id, planId }) => _id === id || planId === id)
const planOf = (key: string): PlanDocument | undefined =>
  sessions.plans().find(({ _id, name }) => _id === key || name === wishes.get(key)?.name)

let plans = 0
const ACTIONS: Record<string, Action> = {
  'a plan is made': {
    fn: 'console',
    prepare() {
      const name = `瑜伽卡 ${++plans}`
      wishes.set(name, sessions.wish({ name }))
      return Promise.resolve(name)
    },
    wait: 0,
    run: (name) => story.ask('console', 'createPlan', wishes.get(name) ?? sessions.wish(), OPERATOR),
    ends: ['NORMAL', 'NOT_CREATED', 'none'],
  },
  'a plan is stopped': {
    fn: 'console',
    costly: true,
    prepare: async () => (await sessions.create()).planId,
    wait: 60,
    run: (planId) => story.ask('console', 'stopPlan', { planId }, OPERATOR),
    ends: ['NORMAL', 'STOP'],
  },
  'a plan is signed': {
    fn: 'orders',
    prepare: async () => {
      const { planId } = await sessions.create()
      keys.set(planId, newKey())
      return planId
    },
    wait: 60,
    run: (planId) => story.ask('orders', 'sign', { planId, requestKey: keys.get(planId) ?? '' }, CUSTOMER),
    ends: ['UNSIGNED', 'NOT_CREATED', 'none'],
  },
  'a confirmation is told': {
    fn: 'notify',
    prepare: async () => (await sessions.sign(await sessions.create())).sign.signId,
    wait: 5,
    run: (signId) => sessions.confirm({ number: `${signId}-1` }),
    ends: ['SIGNED'],
  },
  'a plan is signed anew': {
    fn: 'orders',
    costly: true,
    prepare: async () => {
      const { signId } = (await sessions.sign(await sessions.create())).sign
      await story.pass(121 * 60)
      return signId
    },
    wait: 0,
    run: (signId) => story.ask('orders', 'retrySign', { signId }, CUSTOMER),
    ends: ['UNSIGNED', 'NOT_CREATED', 'SIGN_PLAN_CANCEL'],
  },
  'the rest is cancelled while a session is in use': {
    fn: 'orders',
    costly: true,
    prepare: started,
    wait: 60,
    run: (signId) => story.ask('orders', 'cancelSign', { signId }, CUSTOMER),
    ends: ['SIGNED USER_ACCEPTED', 'SIGN_PLAN_CANCEL USER_ACCEPTED'],
  },
  'the first session is started': {
    fn: 'console',
    every: 4,
    prepare: signed,
    wait: 60,
    run: (signId) => starts(signId, 1),
    ends: ['SIGNED', 'SIGNED USER_ACCEPTED', 'SIGNED NOT_CREATED'],
  },
  'the second session is started by the customer': {
    fn: 'orders',
    costly: true,
    prepare: async () => {
      const sign = await sessions.signed()
      await sessions.paid(sign, 1)
      return sign.signId
    },
    wait: 60,
    run: (signId) => starts(signId, 2, CUSTOMER),
    ends: ['SIGNED USER_PAID', 'SIGNED USER_PAID USER_ACCEPTED', 'SIGNED USER_PAID NOT_CREATED'],
  },
  'a session of which nothing came is started again': {
    fn: 'console',
    costly: true,
    prepare: async () => {
      const signId = await lost(await signed(), 'reset')
      await story.settle(3)
      return signId
    },
    wait: 60,
    run: (signId) => starts(signId, 1),
    ends: ['SIGNED USER_ACCEPTED', 'SIGNED NOT_CREATED'],
  },
  'a session without an answer is started again': {
    fn: 'console',
    costly: true,
    prepare: async () => lost(await signed(), 'reset'),
    wait: 25,
    run: (signId) => starts(signId, 1),
    ends: ['SIGNED USER_ACCEPTED', 'SIGNED NOT_CREATED'],
  },
  'a session is completed': {
    fn: 'console',
    costly: true,
    prepare: async () => {
      const signId = await started()
      bills.set(signId, sessions.bill(await story.look(sessions.orderOf({ signId }, 1)._id)))
      return signId
    },
    wait: 60,
    run: (signId) => story.ask('console', 'complete', bills.get(signId) ?? story.bill('', 0), OPERATOR),
    ends: ['SIGNED USER_ACCEPTED', 'SIGNED FINISHED'],
  },
  'the timer, after a session without an answer': {
    fn: 'reconcile',
    costly: true,
    prepare: async () => lost(await signed(), 'lost-reset'),
    wait: 61,
    run: () => story.reconcile(),
    ends: ['SIGNED USER_ACCEPTED'],
  },
  'the timer, after a cancelling without an answer': {
    fn: 'reconcile',
    costly: true,
    prepare: async () => {
      const signId = await started()
      story.sandbox.faults.add({ kind: 'reset', on: 'stop-sign', times: 9 })
      await story.ask('orders', 'cancelSign', { signId }, CUSTOMER)
      story.sandbox.faults.clear()
      return signId
    },
    wait: 61,
    run: () => story.reconcile(),
    ends: ['SIGN_PLAN_CANCEL USER_ACCEPTED'],
  },
}

/** Where a signing and its sessions are, or a plan alone. */
function whereIs(id: string): string {
  const sign = signOf(id)
  if (!sign) return planOf(id)?.state ?? 'none'
  const orders = story.documents().filter(({ session }) => session?.signId === sign._id)
  orders.sort((a, b) => (a.session?.no ?? 0) - (b.session?.no ?? 0))
  return [sign.state, ...orders.map(({ state }) => state)].join(' ')
}

function agree(id: string, ends: string[]): void {
  expect(sessionDisagreements(story)).toEqual([])
  expect(noticesOf(story)).toEqual([])
  const where = whereIs(id)
  const stopped = ends.includes('none') && where === 'NORMAL'
  if (!stopped && !ends.includes('REVOKED')) expect(ends).toContain(where)
}

/** Everything that is under way ends: what is in use is billed and paid, what is signed or not is cancelled. */
async function finish(id: string): Promise<void> {
  const sign = signOf(id)
  if (!sign) return
  for (const order of story.documents().filter(({ session }) => session?.signId === sign._id)) {
    const seen = await story.look(order._id)
    if (seen.state === 'USER_ACCEPTED') await sessions.complete(seen)
    if (story.document(order._id).state === 'FINISHED') await story.pay(seen)
  }
  const view = { signId: sign._id } as SignView
  if (['UNSIGNED', 'SIGNED'].includes(currentAttempt(sign).state)) await sessions.cancel(view)
}

describe('a function dies over plans', () => {
  beforeAll(async () => {
    story = await openPlanStory()
    const never = { _id: 'trade-bill', schema: 1, version: 1, day: '20991231', askAt: Date.UTC(2100, 0) }
    await story.world.cloudbase.store.put('bills', [never])
    await story.call('console', 'list', {}, OPERATOR)
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    const { store } = story.world.cloudbase
    story.sandbox.reset()
    for (const name of ['orders', 'plans', 'signs']) await store.clear(name)
  })

  it.each(Object.entries(ACTIONS).filter(([, { costly }]) => ALL || !costly))(
    '%s: at every request',
    (name, action) => diesEverywhere(name, action, { story, agree, finish }),
    480_000,
  )
})
