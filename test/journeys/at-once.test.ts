import { CUSTOMER, OPERATOR, Story } from './story'

/** Operators, the customer and the timer at the same order at the same time. */
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
const inService = async (): Promise<string> => {
  const { orderId } = await story.accepted()
  await story.pass(600)
  return orderId
}
/** Calls of a kind that WeChat Pay carried out. */
const done = (orderId: string, call: 'complete' | 'cancel'): number =>
  story.sandbox
    .requests()
    .filter(({ path, status }) => path.includes(`${orderId}_1/${call}`) && [200, 204].includes(status ?? 0))
    .length
const charges = (orderId: string): number => done(orderId, 'complete')

describe('people at once', () => {
  it('two operators complete with different totals: one charge, and the other is told', async () => {
    const orderId = await inService()
    const answers = await Promise.all(
      [700, 1800, 2500].map((total) =>
        story.ask('console', 'complete', story.bill(orderId, total), OPERATOR),
      ),
    )
    const winners = answers.filter(({ ok }) => ok)
    expect(winners).toHaveLength(1)
    for (const answer of answers)
      if (!answer.ok) expect(['STATE_CHANGED', 'PENDING', 'ALREADY_COMPLETED']).toContain(answer.failure.code)
    expect(charges(orderId)).toBe(1)
    await story.settle(2)
    story.agree(orderId)
    expect(winners[0]).toMatchObject({ data: { order: { bill: story.document(orderId).bill } } })
  })

  it('an operator completes while another one ends it as unused: one of them', async () => {
    const orderId = await inService()
    const answers = await Promise.all([
      story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR),
      story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
    ])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    // Ended as unused is a completion of its own kind, or a cancellation.
    expect(charges(orderId) + done(orderId, 'cancel')).toBe(1)
    await story.settle(2)
    story.agree(orderId)
    expect(story.document(orderId).outcome).toBe(answers[0].ok ? undefined : 'cancelled')
  })

  it('customer and operator cancel while the customer confirms: whatever WeChat Pay has is what we say', async () => {
    const { order } = await story.create()
    const { orderId } = order
    await Promise.all([
      story.ask('orders', 'cancel', { orderId }, CUSTOMER),
      story.ask('console', 'cancel', { orderId, reason: '设备故障' }, OPERATOR),
      story.confirm(order).catch(() => undefined),
    ])
    await story.settle(3)
    story.agree(orderId)
  })

  it('three retries: one new attempt, and the old one is revoked', async () => {
    const { order } = await story.create()
    await story.pass(56 * 60)
    const retry = () => story.ask('orders', 'retry', { orderId: order.orderId }, CUSTOMER)
    const answers = await Promise.all([retry(), retry(), retry()])
    expect(answers.some(({ ok }) => ok)).toBe(true)
    expect(await retry()).toMatchObject({ data: { order: { out_order_no: `${order.orderId}_2` } } })
    expect(story.atWeChatPay(order.orderId).map(({ state }) => state)).toEqual(['REVOKED', 'CREATED'])
    await story.settle(2)
    story.agree(order.orderId)
  })

  it('two runs of the timer: one of them works', async () => {
    await story.create()
    await story.pass(90)
    let second: unknown
    const stop = story.world.cloudbase.watchOutgoing(async ({ phase, path }): Promise<'continue'> => {
      if (phase === 'after' && path.startsWith('/v3')) {
        stop()
        second = await story.reconcile()
      }
      return 'continue'
    })
    expect(await story.reconcile()).toMatchObject({ ok: true })
    expect(second).toEqual({ ok: false, skipped: 'another-run' })
  })

  it('the timer sends a completion again while the operator asks: one charge', async () => {
    const orderId = await inService()
    story.sandbox.faults.add({ kind: 'reset', on: 'complete' })
    await story.ask('console', 'complete', story.bill(orderId, 1800), OPERATOR)
    await story.pass(90)
    await Promise.all([
      story.reconcile(),
      story.ask('console', 'complete', story.bill(orderId, 900), OPERATOR),
      story.ask('console', 'get', { orderId }, OPERATOR),
      story.ask('orders', 'get', { orderId }, CUSTOMER),
    ])
    await story.settle(2)
    expect(charges(orderId)).toBe(1)
    story.agree(orderId)
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 1800 } })
  })
})
