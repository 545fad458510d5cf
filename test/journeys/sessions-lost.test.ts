import type { SignView } from '../../miniprogram/domain/lines/sign-plan'
import type { CallFault } from '../../simulator/sandbox/faults'
import { openPlanStory } from './plans'
import { sessionDisagreements, sessionsOf } from './sessions'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Sessions whose create has no answer: begun once or not at all, and the same number is never asked for in two ways. */
let story: Story
const sessions = sessionsOf(() => story)
let sign: SignView
beforeAll(async () => {
  story = await openPlanStory()
})
afterAll(() => story.close())
beforeEach(async () => {
  await story.forget()
  sign = await sessions.signed()
})
afterEach(async () => {
  story.sandbox.faults.clear()
  await story.settle(4)
  expect(sessionDisagreements(story)).toEqual([])
})

/** WeChat Pay did the work and we do not hear of it; and did nothing, and we cannot tell. */
const LOST: CallFault[] = [
  'lost-reset',
  'lost-system-error',
  'wrong-signature',
  'unsigned',
  'stale',
  'unreadable',
]
const NOTHING: CallFault[] = ['system-error', 'bad-gateway', 'reset']

/** More often than anything repeats a call by itself. */
const ALWAYS = 99

async function lose(kind: CallFault) {
  story.sandbox.faults.add({ kind, on: 'session', times: ALWAYS })
  const { order } = await sessions.start(sign, 1)
  expect(order).toMatchObject({ state: 'CREATING', pending: 'create', actions: [] })
  story.sandbox.faults.clear()
  return order
}

describe('the answer of create is lost', () => {
  it.each(LOST)('%s: the next look knows it, and it is not sent again', async (kind) => {
    const { orderId } = await lose(kind)
    const sent = sessions.creates().length
    await story.pass(30)
    expect(await story.get(orderId)).toMatchObject({ state: 'USER_ACCEPTED', actions: ['detail'] })
    expect(story.document(orderId)).not.toHaveProperty('pending')
    const { order } = await sessions.start(sign, 1)
    expect(order).toMatchObject({ orderId, state: 'USER_ACCEPTED' })
    expect(sessions.creates()).toHaveLength(sent)
    expect(story.sandbox.orders()).toHaveLength(1)
  })

  it('the timer knows it as well', async () => {
    const { orderId } = await lose('lost-reset')
    await story.settle(2)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED', alerts: [] })
    expect(await sessions.get(sign)).toMatchObject({ next: 2, waiting: 'in-use' })
  })

  it('and the starter tries again: told by a query, never sent', async () => {
    await lose('lost-system-error')
    const sent = sessions.creates().length
    await story.pass(30)
    expect(await sessions.checkIn(sign, 1)).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(sessions.creates()).toHaveLength(sent)
  })
})

describe('nothing was carried out', () => {
  it.each(NOTHING)('%s: the starter sends it again, the same bytes', async (kind) => {
    const { orderId } = await lose(kind)
    const { pending } = story.document(orderId)
    await story.pass(10)
    expect((await sessions.start(sign, 1)).order.state).toBe('CREATING')
    await story.pass(15)
    expect((await sessions.start(sign, 1)).order).toMatchObject({ orderId, state: 'USER_ACCEPTED' })
    expect(pending?.call.body).toContain(`"out_trade_no":"${sign.signId}-1-1"`)
    expect(story.sandbox.orders()).toHaveLength(1)
  })

  it('the timer never sends it: proven not to exist after two questions, then begun anew with the same number', async () => {
    const { orderId } = await lose('reset')
    const { pending } = story.document(orderId)
    const sent = sessions.creates().length
    await story.settle(1)
    expect(story.document(orderId).state).toBe('CREATING')
    expect(await sessions.get(sign)).toMatchObject({ next: 1, waiting: 'pending' })
    await story.settle(2)
    const never = story.document(orderId)
    expect(never).toMatchObject({ state: 'NOT_CREATED', attempts: [{ bytes: pending?.call }] })
    expect(sessions.creates()).toHaveLength(sent)
    expect(await sessions.get(sign)).toMatchObject({ next: 1, actions: ['start', 'cancel'] })
    expect((await story.fails('orders', 'startSession', { signId: sign.signId, no: 2 }, CUSTOMER)).code).toBe(
      'SESSION_NOT_NEXT',
    )
    const order = await sessions.checkIn(sign, 1)
    expect(order).toMatchObject({ orderId, state: 'USER_ACCEPTED', out_order_no: `${sign.signId}-1-1` })
    expect(order.attempts).toHaveLength(1)
    await sessions.complete(await story.look(orderId))
    await story.pay(order)
    expect((await sessions.start(sign, 2)).order.out_order_no).toBe(`${sign.signId}-1-2`)
  })

  it('and the customer cancels the plan: it is not begun any more', async () => {
    await lose('reset')
    await story.pass(30)
    await sessions.cancel(sign)
    const request = { signId: sign.signId, no: 1 }
    expect((await story.fails('console', 'startSession', request, OPERATOR)).code).toBe('NOT_SIGNED')
    await story.settle(3)
    expect(sessions.orderOf(sign, 1)).toMatchObject({ state: 'NOT_CREATED' })
    expect(story.sandbox.orders()).toEqual([])
  })
})

describe('refused', () => {
  it('said to who asked, and the session is next all the same', async () => {
    story.sandbox.faults.add({ kind: 'refused', on: 'session', times: 1 })
    const request = { signId: sign.signId, no: 1 }
    expect((await story.fails('console', 'startSession', request, OPERATOR)).code).toBe('PAY_REFUSED')
    expect((await story.fails('console', 'startSession', request, OPERATOR)).code).toBe('TOO_MANY')
    await story.pass(10)
    expect(await sessions.checkIn(sign, 1)).toMatchObject({ state: 'USER_ACCEPTED' })
  })
})

describe('a function that dies', () => {
  it.each(['before', 'after'] as const)('%s the create is answered: begun once', async (phase) => {
    story.killAt('/serviceorder', phase)
    const request = { signId: sign.signId, no: 1 }
    await expect(story.ask('console', 'startSession', request, OPERATOR)).rejects.toThrow()
    await story.pass(30)
    expect(await sessions.checkIn(sign, 1)).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(story.sandbox.orders()).toHaveLength(1)
    expect(sessions.document(sign.signId).started).toBe(1)
  })

  it('before anything is stored: nothing happened', async () => {
    story.killAt('/user-sign-plans/', 'after')
    const request = { signId: sign.signId, no: 1 }
    await expect(story.ask('console', 'startSession', request, OPERATOR)).rejects.toThrow()
    expect([story.documents(), sessions.document(sign.signId).started]).toEqual([[], 0])
    expect((await sessions.start(sign, 1)).order.state).toBe('USER_ACCEPTED')
  })
})
