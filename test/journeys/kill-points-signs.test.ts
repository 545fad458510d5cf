import type { CallFault } from '../../simulator/sandbox/faults'
import { planIdOf } from '../../cloudfunctions/shared/plans/document'
import { signIdOf } from '../../cloudfunctions/shared/signs/document'
import { ALL, type Action, diesEverywhere } from './dying'
import { dyingPlansOf } from './dying-plans'
import { openPlanStory } from './plans'
import { sessionsOf } from './sessions'
import { OPERATOR, type Story } from './story'

/**
 * What kill-points-plans does not play, with KILL_POINTS=all alone: signings before they are confirmed, a session after a cancelled
 * one, other notifications, and the timer after the answer of each call was lost or the call itself; `dying.ts` says how.
 */
let story: Story
const sessions = sessionsOf(() => story)
const { agree, finish } = dyingPlansOf(() => story)
/** One plan for all signings, each of another customer. */
let planId = ''
const customers = new Map<string, string>()
const customerOf = (signId: string): string => customers.get(signId) ?? ''
let people = 0

/** A customer who has not signed yet. @returns their first signing's id */
const somebody = (): string => {
  const openid = `local-member-${String(++people).padStart(4, '0')}`
  const signId = signIdOf(openid, planId, 1)
  customers.set(signId, openid)
  return signId
}
const signs = (signId: string) =>
  story.ask('orders', 'sign', { planId, requestKey: `key-of-${signId}` }, customerOf(signId))
const retries = (signId: string) => story.ask('orders', 'retrySign', { signId }, customerOf(signId))
const cancels = (signId: string) => story.ask('orders', 'cancelSign', { signId }, customerOf(signId))
const starts = (no: number) => (signId: string) =>
  story.ask('orders', 'startSession', { signId, no }, customerOf(signId))
const confirm = async (signId: string): Promise<void> => {
  story.sandbox.actOnSignPlan(`${signId}-1`, 'confirm')
  await story.sandbox.whenIdle()
}
const completes = async (signId: string) => {
  const order = await story.look(sessions.orderOf({ signId }, 1)._id)
  return story.ask('console', 'complete', sessions.bill(order), OPERATOR)
}

const unsigned = async (): Promise<string> => {
  const signId = somebody()
  await signs(signId)
  return signId
}
const stale = async (): Promise<string> => {
  const signId = await unsigned()
  await story.pass(121 * 60)
  return signId
}
const signed = async (): Promise<string> => {
  const signId = await unsigned()
  await confirm(signId)
  return signId
}
const inUse = async (): Promise<string> => {
  const signId = await signed()
  await starts(1)(signId)
  await story.pass(60)
  return signId
}
const cancelledFirst = async (): Promise<string> => {
  const signId = await inUse()
  await sessions.cancelSession(sessions.orderOf({ signId }, 1)._id)
  return signId
}

const keys = new Map<string, ReturnType<typeof sessions.wish>>()
const wishedPlan = (): Promise<string> => {
  const wish = sessions.wish()
  const id = planIdOf(OPERATOR, wish.requestKey)
  keys.set(id, wish)
  return Promise.resolve(id)
}
const createsPlan = (id: string) =>
  story.ask('console', 'createPlan', keys.get(id) ?? sessions.wish(), OPERATOR)
const stopsPlan = (id: string) => story.ask('console', 'stopPlan', { planId: id }, OPERATOR)

/** One call whose answer is lost, or that never arrives: what `reconcile` finds, and where it may lead. */
interface Lost {
  on: string
  prepare(): Promise<string>
  run(id: string): Promise<unknown>
  /** When WeChat Pay did it, and when it never heard of it. */
  ends: { 'lost-reset': string; reset: string }
}

const CALLS: Record<string, Lost> = {
  'a plan that is made': {
    on: 'create-plan',
    prepare: wishedPlan,
    run: createsPlan,
    ends: { 'lost-reset': 'NORMAL', reset: 'NOT_CREATED' },
  },
  'a plan that is stopped': {
    on: 'stop-plan',
    prepare: async () => (await sessions.create()).planId,
    run: stopsPlan,
    ends: { 'lost-reset': 'STOP', reset: 'STOP' },
  },
  'a signing that is made': {
    on: 'sign',
    prepare: () => Promise.resolve(somebody()),
    run: signs,
    ends: { 'lost-reset': 'UNSIGNED', reset: 'NOT_CREATED' },
  },
  'a signing that is cancelled': {
    on: 'stop-sign',
    prepare: unsigned,
    run: cancels,
    ends: { 'lost-reset': 'SIGN_PLAN_CANCEL', reset: 'SIGN_PLAN_CANCEL' },
  },
  'the rest that is cancelled': {
    on: 'stop-sign',
    prepare: signed,
    run: cancels,
    ends: { 'lost-reset': 'SIGN_PLAN_CANCEL', reset: 'SIGN_PLAN_CANCEL' },
  },
  'an old attempt that is ended for another one': {
    on: 'stop-sign',
    prepare: stale,
    run: retries,
    ends: { 'lost-reset': 'SIGN_PLAN_CANCEL', reset: 'SIGN_PLAN_CANCEL' },
  },
  'a second attempt': {
    on: 'sign',
    prepare: stale,
    run: retries,
    ends: { 'lost-reset': 'UNSIGNED', reset: 'NOT_CREATED' },
  },
  'a session that is started': {
    on: 'session',
    prepare: signed,
    run: starts(1),
    ends: { 'lost-reset': 'SIGNED USER_ACCEPTED', reset: 'SIGNED NOT_CREATED' },
  },
  'a session that is completed': {
    on: 'complete',
    prepare: inUse,
    run: completes,
    ends: { 'lost-reset': 'SIGNED FINISHED', reset: 'SIGNED FINISHED' },
  },
}

const LOST = Object.entries(CALLS).flatMap(([what, call]) =>
  (['lost-reset', 'reset'] as const).map((kind): [string, Action] => {
    const name = `${what}, ${kind === 'reset' ? 'never heard of' : 'without an answer'}`
    const prepare = async (): Promise<string> => {
      const id = await call.prepare()
      story.sandbox.faults.add({ kind: kind satisfies CallFault, on: call.on, times: 9 })
      await call.run(id)
      story.sandbox.faults.clear()
      return id
    }
    const action: Action = {
      fn: 'reconcile',
      prepare,
      wait: 61,
      run: () => story.reconcile(),
      // A signing that is known to be there keeps its bytes for ten minutes, for its package.
      ...(call.on === 'sign' && kind === 'lost-reset' ? { later: 15 * 60 } : {}),
      ends: [call.ends[kind]],
    }
    return [`reconcile with ${name}`, action]
  }),
)

const ACTIONS: Record<string, Action> = {
  'cancel before it is confirmed': {
    fn: 'orders',
    prepare: unsigned,
    wait: 60,
    run: cancels,
    ends: ['UNSIGNED', 'SIGN_PLAN_CANCEL'],
  },
  'start after a session that was cancelled': {
    fn: 'orders',
    prepare: cancelledFirst,
    wait: 60,
    run: starts(2),
    ends: ['SIGNED REVOKED', 'SIGNED REVOKED USER_ACCEPTED', 'SIGNED REVOKED NOT_CREATED'],
  },
  'notify of an end in WeChat Pay’s own page': {
    fn: 'notify',
    prepare: signed,
    wait: 5,
    run: async (signId) => {
      story.sandbox.actOnSignPlan(`${signId}-1`, 'cancel')
      await story.sandbox.whenIdle()
    },
    ends: ['SIGN_PLAN_CANCEL'],
  },
  'notify of a session that is paid': {
    fn: 'notify',
    prepare: async () => {
      const signId = await inUse()
      await completes(signId)
      return signId
    },
    wait: 5,
    run: (signId) => story.pay({ out_order_no: `${signId}-1-1` }),
    ends: ['SIGNED USER_PAID'],
  },
}

/** kill-points-plans plays some of the same calls every day. */
const whenAll = ALL ? describe : describe.skip

whenAll('a function dies over signings', () => {
  beforeAll(async () => {
    story = await openPlanStory()
    await story.call('console', 'list', {}, OPERATOR)
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    await story.forget()
    const never = { _id: 'trade-bill', schema: 1, version: 1, day: '20991231', askAt: Date.UTC(2100, 0) }
    await story.world.cloudbase.store.put('bills', [never])
    planId = (await sessions.create()).planId
    // One that is asked about once more would be another request of the timer.
    await story.settle(2)
  })

  it.each([...Object.entries(ACTIONS), ...LOST])(
    '%s: at every request',
    (name, action) => diesEverywhere(name, action, { story, agree, finish }),
    3_600_000,
  )
})
