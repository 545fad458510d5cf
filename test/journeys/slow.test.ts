import type { CallFault } from '../../simulator/sandbox/faults'
import { CUSTOMER, OPERATOR, Story } from './story'

/** Slow, silent and broken answers within the functions' time limits, and a database that fails afterwards. */
let story: Story
beforeAll(async () => {
  story = await Story.open()
  await story.call('console', 'list', {}, OPERATOR)
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
  story.world.cloudbase.faults.clear()
})

/** More often than the client asks again by itself. */
const ALWAYS = 9
/** `PATIENT=1` also waits for what takes as long as a function may: 18 seconds. */
const patient: (name: string, test: () => Promise<void>, ms?: number) => void =
  process.env['PATIENT'] === '1' ? it : () => undefined
/** The functions' limit and the reserve before it (config.json, invocation.ts). */
const LIMIT_MS = 20_000

const inService = async (): Promise<string> => {
  const { orderId } = await story.accepted()
  await story.pass(600)
  return orderId
}
async function timed<T>(work: Promise<T>): Promise<{ answer: T; ms: number }> {
  const started = performance.now()
  const answer = await work
  return { answer, ms: performance.now() - started }
}
describe('an answer that comes late, but within the wait, is an answer', () => {
  it.each(['slow', 'late'] as const)('%s', async (kind) => {
    story.sandbox.faults.add({ kind, ms: 300, on: 'create' })
    const { order, launch } = await story.create()
    expect(order.state).toBe('CREATED')
    expect(launch).toBeDefined()
    await story.confirm(order)
    story.sandbox.faults.add({ kind, ms: 300, on: 'query' })
    expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
    await story.pass(60)
    story.sandbox.faults.add({ kind, ms: 300, on: 'complete' })
    expect(await story.complete(order.orderId, 900)).toMatchObject({ state: 'FINISHED' })
  })
})

describe('no answer', () => {
  // Each silent attempt costs the client's six seconds: create asks three times, a completion only once.
  it('to a completion: the function ends in time, and the same bytes are the one charge', async () => {
    const orderId = await inService()
    story.sandbox.faults.add({ kind: 'lost-silent', on: 'complete' })
    const { answer, ms } = await timed(story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR))
    expect(answer).toMatchObject({
      ok: true,
      data: { order: { state: 'USER_ACCEPTED', pending: 'complete' } },
    })
    expect(ms).toBeLessThan(8000)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 1800 } })
  }, 15_000)

  patient(
    'to a create, ever: it answers before the platform ends it, and is proven not to exist',
    async () => {
      story.sandbox.faults.add({ kind: 'silent', on: 'create', times: ALWAYS })
      const { answer, ms } = await timed(story.create())
      expect(answer.order).toMatchObject({ state: 'CREATING', pending: 'create' })
      expect(ms).toBeLessThan(LIMIT_MS - 500)
      story.sandbox.faults.clear()
      await story.settle(2)
      expect(story.document(answer.order.orderId).state).toBe('NOT_CREATED')
    },
    25_000,
  )
})

describe('a question without a usable answer', () => {
  const BROKEN: CallFault[] = [
    'rate-limited',
    'system-error',
    'bad-gateway',
    'reset',
    'unreadable',
    'unsigned',
  ]

  it.each(BROKEN)('%s: nothing is sent that needed it, and the page shows what is known', async (kind) => {
    const orderId = await inService()
    story.sandbox.faults.add({ kind, on: 'query', times: ALWAYS })
    const sent = story.sandbox.requests().length
    expect((await story.fails('console', 'complete', story.bill(orderId, 1800), OPERATOR)).code).toBe(
      'RESULT_UNKNOWN',
    )
    expect(
      story.sandbox
        .requests()
        .slice(sent)
        .every(({ method }) => method === 'GET'),
    ).toBe(true)
    expect(story.document(orderId)).not.toHaveProperty('pending')
    story.sandbox.faults.clear()
    story.sandbox.faults.add({ kind, on: 'query', times: ALWAYS })
    expect((await story.get(orderId)).state).toBe('USER_ACCEPTED')
  })

  it('429: the run of the timer ends at once and goes on with the next', async () => {
    await story.settle(2)
    for (let n = 0; n < 3; n++) await story.create()
    await story.pass(90)
    story.sandbox.faults.add({ kind: 'rate-limited', on: 'query', times: ALWAYS * 99 })
    expect(await story.reconcile()).toMatchObject({ ok: true, swept: { rest: true } })
    story.sandbox.faults.clear()
    expect(await story.reconcile()).toMatchObject({ ok: true, swept: { rest: false } })
  })
})

describe('the database fails after WeChat Pay answered', () => {
  const ACTIONS = {
    create: { fn: 'orders', writes: 0, ends: ['CREATED'] },
    cancel: { fn: 'orders', writes: 2, ends: ['REVOKED'] },
    complete: { fn: 'console', writes: 1, ends: ['FINISHED'] },
    sync: { fn: 'console', writes: 2, ends: ['USER_PAID'] },
  } as const
  const run: Record<keyof typeof ACTIONS, () => Promise<string>> = {
    async create() {
      await story.ask('orders', 'create', story.wish(), CUSTOMER).catch(() => undefined)
      return story.documents().at(-1)?._id ?? ''
    },
    async cancel() {
      const { order } = await story.create()
      arm('cancel')
      await story.ask('orders', 'cancel', { orderId: order.orderId }, CUSTOMER)
      return order.orderId
    },
    async complete() {
      const orderId = await inService()
      arm('complete')
      await story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR)
      return orderId
    },
    async sync() {
      const orderId = await inService()
      await story.complete(orderId, 900)
      await story.pass(600)
      arm('sync')
      const request = { orderId, paidAt: story.world.clock.now() - 60_000, reason: '付了现金' }
      await story.ask('console', 'sync', request, OPERATOR)
      return orderId
    },
  }
  let fault: 'drop-before' | 'drop-after' | 'status'
  /** The write after the call to WeChat Pay fails; the ones before pass. */
  function arm(action: keyof typeof ACTIONS): void {
    const { fn, writes } = ACTIONS[action]
    story.world.cloudbase.faults.add({
      fault: fault === 'status' ? { kind: 'status', status: 500 } : { kind: fault },
      action: 'database.modifyDocument',
      function: fn,
      skip: writes,
      times: 3,
    })
  }

  it.each(
    (Object.keys(ACTIONS) as (keyof typeof ACTIONS)[]).flatMap((action) =>
      (['drop-before', 'drop-after', 'status'] as const).map((kind) => [action, kind] as const),
    ),
  )('%s, %s', async (action, kind) => {
    fault = kind
    if (action === 'create') arm('create')
    const orderId = await run[action]()
    story.world.cloudbase.faults.clear()
    await story.settle(8)
    story.agree(orderId)
    expect(ACTIONS[action].ends).toContain(story.document(orderId).state)
  })
})
