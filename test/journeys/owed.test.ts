import { OPERATOR, type Story } from './story'
import { openServiceStory, serviceOrders } from './service-orders'

/** What is owed on the current protocol: lowered, collected, given up, paid elsewhere; announced before. */
let story: Story
const orders = serviceOrders(() => story)
beforeAll(async () => {
  story = await openServiceStory()
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

const first = (orderId: string) => `${orderId}_1`
const calls = (orderId: string, end: string): number =>
  story.sandbox.requests().filter(({ path }) => path.endsWith(`${orderId}_1/${end}`)).length

describe('a bill is lowered', () => {
  it('before it is paid: both sides have the lower one, and the customer sees what it was', async () => {
    const orderId = await orders.owed(900)
    expect((await orders.look(orderId)).actions).toEqual(['collect', 'modify', 'sync', 'waive'])
    const { order } = await story.call('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(order).toMatchObject({ state: 'FINISHED', bill: { total: 500 }, modified: { before: 900 } })
    expect(await story.get(orderId)).toMatchObject({ bill: { total: 500 }, modified: { before: 900 } })
    expect(order.audit.at(-1)).toMatchObject({ by: 'operator', what: 'modify', note: '多计费用' })
    await story.pay(order)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 500 }, alerts: [] })
  })

  it('asked twice with the same total: sent once', async () => {
    const orderId = await orders.owed(900)
    await story.call('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    const { order } = await story.call('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(order.bill?.total).toBe(500)
    expect(calls(orderId, 'modify')).toBe(1)
  })

  it('again and again, down to nothing', async () => {
    const orderId = await orders.owed(900)
    for (const total of [500, 1, 0])
      await story.call('console', 'modify', orders.lower(orderId, total), OPERATOR)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({
      outcome: 'zero',
      modified: { before: 900 },
      filter: 'ended',
      alerts: [],
    })
  })

  it.each([
    ['above what was billed', 901, 'NOT_LOWER'],
    ['to what was billed', 900, 'NOT_LOWER'],
    ['above what the customer saw', 9901, 'OVER_LIMIT'],
  ])('%s: refused, nothing is sent', async (_, total, code) => {
    const orderId = await orders.owed(900)
    const failure = await story.fails('console', 'modify', orders.lower(orderId, total), OPERATOR)
    expect(failure.code).toBe(code)
    expect(calls(orderId, 'modify')).toBe(0)
    expect(story.document(orderId)).toMatchObject({ bill: { total: 900 } })
  })

  it('with lines that do not make its total: refused', async () => {
    const orderId = await orders.owed(900)
    const wrong = { ...orders.lower(orderId, 500), total: 400 }
    expect((await story.fails('console', 'modify', wrong, OPERATOR)).code).toBe('SUM_MISMATCH')
  })

  it('after the payment: refused, and shown as paid', async () => {
    const orderId = await orders.owed(900)
    await story.pay({ out_order_no: first(orderId) })
    const failure = await story.fails('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(failure.code).toBe('ALREADY_PAID')
    expect(calls(orderId, 'modify')).toBe(0)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 900 } })
  })

  it('while WeChat Pay deducts: nothing changes', async () => {
    const orderId = await orders.owed(900)
    story.sandbox.deduct(first(orderId), 120)
    const failure = await story.fails('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(failure.code).toBe('DEDUCTING')
    await story.settle(3)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 900 }, alerts: [] })
  })

  it('before it is completed: refused', async () => {
    const orderId = await orders.accepted()
    const failure = await story.fails('console', 'modify', orders.lower(orderId, 500), OPERATOR)
    expect(failure.code).toBe('NOT_ALLOWED_NOW')
  })

  it('two operators at once: one of the two, and both sides agree', async () => {
    const orderId = await orders.owed(900)
    const answers = await Promise.all(
      [500, 300].map((total) => story.ask('console', 'modify', orders.lower(orderId, total), OPERATOR)),
    )
    expect(answers.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(1)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId).alerts).toEqual([])
  })
})

describe('a collection', () => {
  it('its 200 is not a payment: the order is paid when a query says so', async () => {
    const orderId = await orders.owed(900)
    const { order } = await story.call('console', 'collect', { orderId }, OPERATOR)
    expect(order).toMatchObject({ state: 'FINISHED' })
    expect(order).not.toHaveProperty('pending')
    await story.pay(order)
    expect((await orders.look(orderId)).outcome).toBe('paid')
    story.agree(orderId)
  })

  it('at most once a minute', async () => {
    const orderId = await orders.owed(900)
    await story.call('console', 'collect', { orderId }, OPERATOR)
    await story.pass(50)
    expect((await story.fails('console', 'collect', { orderId }, OPERATOR)).code).toBe('TOO_MANY')
    await story.pass(10)
    await story.call('console', 'collect', { orderId }, OPERATOR)
    expect(calls(orderId, 'pay')).toBe(2)
  })

  it('that could not be made: said, and the debt stays', async () => {
    const orderId = await orders.owed(900)
    story.sandbox.act(first(orderId), 'fail')
    expect((await story.fails('console', 'collect', { orderId }, OPERATOR)).code).toBe('NOT_DEDUCTED')
    expect(await orders.look(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 900 } })
  })

  it('of a paid order: refused, and shown as paid', async () => {
    const orderId = await orders.owed(900)
    story.sandbox.faults.add({ kind: 'notification-lost', on: '*', times: 9 })
    await story.pay({ out_order_no: first(orderId) })
    expect((await story.fails('console', 'collect', { orderId }, OPERATOR)).code).toBe('ALREADY_PAID')
    expect(story.document(orderId)).toMatchObject({ outcome: 'paid' })
    expect(calls(orderId, 'pay')).toBe(0)
  })
})

describe('a debt that is waived', () => {
  it('is given up on both sides, with an entry in the audit trail, and the customer reads it', async () => {
    const orderId = await orders.owed(900)
    const { order } = await story.call('console', 'cancel', orders.waive(orderId), OPERATOR)
    expect(order).toMatchObject({ state: 'REVOKED', outcome: 'cancelled', waived: 900 })
    expect(order.audit.at(-1)).toMatchObject({ by: 'operator', what: 'waive', note: '与顾客协商' })
    expect(await story.get(orderId)).toMatchObject({ waived: 900 })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ filter: 'ended', alerts: [] })
    // Said again, for example by a second tap: nothing more happens.
    await story.call('console', 'cancel', orders.waive(orderId), OPERATOR)
    expect(calls(orderId, 'cancel')).toBe(1)
  })

  it('is never given up by a cancel that does not say so', async () => {
    const orderId = await orders.owed(900)
    const failure = await story.fails('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR)
    expect(failure.code).toBe('NOT_ALLOWED_NOW')
    expect(calls(orderId, 'cancel')).toBe(0)
  })

  it('not while WeChat Pay deducts: nothing changes, asked again after three minutes, and said when', async () => {
    const orderId = await orders.owed(900)
    story.sandbox.act(first(orderId), 'fail')
    story.sandbox.deduct(first(orderId), 150)
    const failure = await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR)
    expect(failure).toMatchObject({
      code: 'DEDUCTING',
      message: expect.stringMatching(/\d\d:\d\d/) as string,
    })
    const { nextCheckAt = Infinity, ...now } = story.document(orderId)
    expect(now).toMatchObject({ state: 'FINISHED', bill: { total: 900 } })
    expect(now).not.toHaveProperty('pending')
    expect(nextCheckAt - story.world.clock.now()).toBeLessThanOrEqual(180_000)
    await story.pass(181)
    const due = story.world.clock.now()
    await story.reconcile()
    expect(story.document(orderId).checkedAt).toBeGreaterThanOrEqual(due)
    await story.call('console', 'cancel', orders.waive(orderId), OPERATOR)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'REVOKED', alerts: [] })
  })

  it('not once it is paid', async () => {
    const orderId = await orders.owed(900)
    await story.pay({ out_order_no: first(orderId) })
    expect((await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR)).code).toBe(
      'ALREADY_PAID',
    )
    expect(story.document(orderId).outcome).toBe('paid')
  })

  it('not where WeChat Pay does not take it', async () => {
    story.sandbox.setSwitches({ cancelWhilePaying: 'refused' })
    const orderId = await orders.owed(900)
    expect((await story.fails('console', 'cancel', orders.waive(orderId), OPERATOR)).code).toBe('PAY_REFUSED')
    expect(await orders.look(orderId)).toMatchObject({
      state: 'FINISHED',
      actions: expect.arrayContaining(['modify']) as string[],
    })
  })
})

describe('a confirmed order that was not used', () => {
  it('is cancelled, without a completion', async () => {
    const orderId = await orders.accepted()
    const { order } = await story.call('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR)
    expect(order).toMatchObject({ state: 'REVOKED', outcome: 'cancelled' })
    expect(order).not.toHaveProperty('waived')
    expect([calls(orderId, 'cancel'), calls(orderId, 'complete')]).toEqual([1, 0])
    await story.settle(2)
    story.agree(orderId)
  })

  it('is not cancelled when it turns out to be billed: a cancel would waive the bill', async () => {
    const orderId = await orders.owed(900)
    const request = { orderId, reason: '设备故障' }
    expect((await story.fails('console', 'cancel', request, OPERATOR)).code).toBe('NOT_ALLOWED_NOW')
    expect(calls(orderId, 'cancel')).toBe(0)
  })
})

describe('a message', () => {
  it.each(['pending', 'prepaid'] as const)('%s: once per order, remembered', async (kind) => {
    const orderId = await orders.accepted()
    const { order } = await story.call('console', 'message', orders.message(orderId, kind), OPERATOR)
    expect(order.messages).toMatchObject({ [kind]: { result: 'sent', total: 900 } })
    expect(order.actions).toContain('message')
    const again = await story.fails('console', 'message', orders.message(orderId, kind), OPERATOR)
    expect(again.code).toBe('ALREADY_SENT')
    expect(calls(orderId, `send-${kind}message`)).toBe(1)
  })

  it('both were sent: no more is offered', async () => {
    const orderId = await orders.accepted()
    for (const kind of ['pending', 'prepaid'] as const)
      await story.call('console', 'message', orders.message(orderId, kind), OPERATOR)
    expect((await orders.look(orderId)).actions).toEqual(['complete', 'cancel'])
  })

  it.each([
    ['for yesterday', { day: -24 }, 'TIME_INVALID'],
    ['for next year', { day: 24 * 400 }, 'TIME_INVALID'],
    ['of more than the customer saw', { total: 9901 }, 'OVER_LIMIT'],
  ])(
    '%s: refused, nothing is sent',
    async (_, { day = 24, total = 900 }: { day?: number; total?: number }, code) => {
      const orderId = await orders.accepted()
      const request = {
        ...orders.message(orderId),
        ...story.bill(orderId, total),
        day: story.world.clock.now() + day * 3_600_000,
      }
      expect((await story.fails('console', 'message', request, OPERATOR)).code).toBe(code)
      expect(calls(orderId, 'send-pendingmessage')).toBe(0)
    },
  )

  it('after the completion, or before the confirmation: refused', async () => {
    for (const orderId of [await orders.owed(), await orders.created()])
      expect((await story.fails('console', 'message', orders.message(orderId), OPERATOR)).code).toBe(
        'NOT_ALLOWED_NOW',
      )
  })
})

describe('paid to the merchant', () => {
  it('WeChat Pay stops deducting, and both sides know how it was paid', async () => {
    const orderId = await orders.owed(900)
    await story.pass(600)
    const paidAt = story.world.clock.now() - 60_000
    const { order } = await story.call('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR)
    expect(order).toMatchObject({ outcome: 'paidElsewhere' })
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId).alerts).toEqual([])
  })

  it('not before the completion', async () => {
    const orderId = await orders.owed(900)
    const paidAt = story.world.clock.now() - 3_600_000
    const failure = await story.fails('console', 'sync', { orderId, paidAt, reason: '付了现金' }, OPERATOR)
    expect(failure.code).toBe('TIME_INVALID')
  })
})

it('a deduction that fails for long: the customer hears that it goes on, and may pay', async () => {
  const orderId = await orders.owed(900)
  story.sandbox.act(first(orderId), 'fail')
  expect(await story.get(orderId)).not.toHaveProperty('overdue')
  await story.pass(600)
  expect(await story.get(orderId)).toMatchObject({ state: 'FINISHED', overdue: true, actions: ['detail'] })
})
