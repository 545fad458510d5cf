import type { NotificationFault } from '../../simulator/sandbox/faults'
import { Forge } from './attacks/forge'
import { CUSTOMER, OPERATOR, Story } from './story'

/**
 * WeChat Pay's notifications as they really come: wrongly signed, doubled, late, in another order, or not at all; and ones
 * that say something else than the order. What a stranger may send stands in `attacks/`.
 */
let story: Story
let forge: Forge
beforeAll(async () => {
  story = await Story.open()
  forge = new Forge(story)
})
afterAll(() => story.close())
beforeEach(() => {
  story.sandbox.reset()
})

/** HTTP status of every delivery about a number, in order. */
const answers = (out_order_no: string): (number | undefined)[] =>
  story.sandbox
    .notifications()
    .filter((one) => one.out_order_no === out_order_no)
    .flatMap(({ deliveries }) => deliveries.map(({ status }) => status))
/** What `notify` recorded about a number. */
const records = (out_order_no: string): Record<string, unknown>[] =>
  story.world.cloudbase.store.list('notifications').filter((one) => one['out_order_no'] === out_order_no)
const alerts = (): Record<string, unknown>[] => story.world.cloudbase.store.list('alerts')

/** Confirmed while the confirmation's notification misbehaves. */
async function confirmed(kind: NotificationFault) {
  const { order } = await story.create()
  story.sandbox.faults.add({ kind, on: 'confirm' })
  await story.confirm(order)
  return order
}
/** Confirmed and completed over 900 fen, nobody has paid yet. */
async function billed() {
  const order = await story.accepted()
  await story.pass(60)
  await story.complete(order.orderId, 900)
  return order
}

describe('a confirmation is notified', () => {
  it.each(['notification-wrong-signature', 'notification-signtest', 'notification-stale'] as const)(
    '%s: refused with 401, and believed when it comes rightly signed',
    async (kind) => {
      const { orderId, out_order_no } = await confirmed(kind)
      expect(answers(out_order_no)).toEqual([401])
      expect(story.document(orderId).state).toBe('CREATED')
      expect(records(out_order_no)).toEqual([])
      await story.pass(15)
      expect(answers(out_order_no)).toEqual([401, 200])
      expect(story.document(orderId).state).toBe('USER_ACCEPTED')
    },
  )

  it('twice at the same time: both are answered 200, and it is one confirmation', async () => {
    const { orderId, out_order_no } = await confirmed('notification-doubled')
    expect(answers(out_order_no)).toEqual([200, 200])
    expect(records(out_order_no)).toHaveLength(1)
    expect(story.document(orderId).events.map(({ what }) => what)).toEqual([
      'CREATING',
      'CREATED',
      'USER_ACCEPTED',
    ])
  })

  it('is answered at once: nobody asks WeChat Pay while it waits', async () => {
    const { order } = await story.create()
    const asked: string[] = []
    const stop = story.world.cloudbase.watchOutgoing(({ path }): 'continue' => {
      if (path.startsWith('/v3/')) asked.push(path)
      return 'continue'
    })
    const started = performance.now()
    await story.confirm(order)
    stop()
    expect(answers(order.out_order_no)).toEqual([200])
    expect(asked).toEqual([])
    // WeChat Pay waits 5 seconds; the machine that runs this may be busy.
    expect(performance.now() - started).toBeLessThan(2500)
    expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
  })

  it('late: nothing is known before', async () => {
    const { orderId } = await confirmed('notification-late')
    expect(story.document(orderId).state).toBe('CREATED')
    await story.pass(61)
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
  })

  it('never: reconcile finds it by itself', async () => {
    const { orderId } = await confirmed('notification-lost')
    await story.settle(2)
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
  })

  it('after the payment: the order does not go back', async () => {
    const { orderId, out_order_no } = await confirmed('notification-reordered')
    await story.get(orderId)
    await story.pass(60)
    await story.complete(orderId, 900)
    await story.pay({ out_order_no })
    expect(answers(out_order_no)).toEqual([200, 200])
    expect(story.document(orderId)).toMatchObject({ state: 'USER_PAID', outcome: 'paid', alerts: [] })
    await story.settle(2)
    story.agree(orderId)
  })

  it('again days later: nothing changes, and nobody asks WeChat Pay', async () => {
    const order = await billed()
    await story.pay(order)
    await story.settle(2)
    await story.pass(3 * 86_400)
    const [before, asked] = [story.document(order.orderId), story.sandbox.requests().length]
    for (const { id } of story.sandbox.notifications()) story.sandbox.resend(id)
    await story.settle(2)
    expect(answers(order.out_order_no)).toEqual([200, 200, 200, 200])
    expect(records(order.out_order_no)).toHaveLength(2)
    expect(story.document(order.orderId)).toEqual(before)
    expect(
      story.sandbox
        .requests()
        .slice(asked)
        .filter(({ path }) => path.includes(order.orderId)),
    ).toEqual([])
  })

  it.each([
    ['notification-foreign-merchant', 'foreign'],
    ['notification-foreign-order', 'unknown'],
  ] as const)('%s beside ours: 200, kept as it came, alerted', async (kind, effect) => {
    const { orderId, out_order_no } = await confirmed(kind)
    expect(answers(out_order_no)).toEqual([200, 200])
    expect(story.document(orderId).state).toBe('USER_ACCEPTED')
    const kept = story.world.cloudbase.store.list('notifications').filter((one) => one['effect'] === effect)
    expect(kept.at(-1)).toMatchObject({ raw: { body: expect.stringContaining('ciphertext') as string } })
    expect(alerts().map(({ kind: what }) => what)).toContain(`${effect}-notification`)
  })

  it.each(['modifyDocument', 'insertDocument'])(
    'while the database does not %s: 500, and once more later',
    async (action) => {
      const { order } = await story.create()
      const fault = { kind: 'drop-after' } as const
      story.world.cloudbase.faults.add({ fault, action: `database.${action}`, function: 'notify' })
      await story.confirm(order)
      expect(answers(order.out_order_no)).toEqual([500])
      await story.pass(15)
      expect(answers(order.out_order_no)).toEqual([500, 200])
      expect(records(order.out_order_no)).toHaveLength(1)
      expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
    },
  )
})

describe('what no order of ours explains', () => {
  const shown = async (openid = OPERATOR, seen?: { id: string; count: number }) =>
    (await story.call('console', 'alerts', seen === undefined ? {} : { seen }, openid)).alerts.filter(
      ({ out_order_no }) => out_order_no === 'nobody-1',
    )
  const tellForeign = () => {
    const resource = { ...forge.resource('nobody-1', 'USER_PAID'), mchid: '1999999999' }
    return forge.post(forge.letter({ resource }))
  }

  it('is shown to operators until one of them saw it, and again when it comes again', async () => {
    await tellForeign()
    const [alert] = await shown()
    expect(alert).toMatchObject({ out_order_no: 'nobody-1', count: 1 })
    const { id = '', count = 0 } = alert ?? {}
    await tellForeign()
    // Seen as often as it was shown: the second one was not.
    expect(await shown(OPERATOR, { id, count })).toMatchObject([{ id, count: 2 }])
    expect(await shown(OPERATOR, { id, count: 2 })).toEqual([])
    expect(await shown(OPERATOR, { id: 'no-such-alert', count: 9 })).toEqual([])
    await tellForeign()
    expect(await shown()).toMatchObject([{ id, count: 3 }])
    expect(await story.fails('console', 'alerts', {}, CUSTOMER)).toMatchObject({ code: 'NOT_OPERATOR' })
  })
})

describe('signed by WeChat Pay, and another thing than we know', () => {
  const tell = (out_order_no: string, state: string, more: object) =>
    forge.post(
      forge.letter({ event_type: 'PAYSCORE.USER_PAID', resource: forge.resource(out_order_no, state, more) }),
    )

  it.each([100, 9900, 990_000])(
    'paid %d fen instead of 900: alerted, and the query decides',
    async (total) => {
      const { orderId, out_order_no } = await billed()
      const paid = { total_amount: total, finish_transaction_id: '4200000000000000000000000001' }
      expect(await tell(out_order_no, 'USER_PAID', paid)).toMatchObject({ status: 200 })
      expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 900 } })
      expect(story.document(orderId).alerts).toEqual([expect.stringContaining(`${total} 分`)])
      await story.settle(1)
      expect(story.document(orderId)).toMatchObject({ state: 'FINISHED', bill: { total: 900 } })
      story.agree(orderId)
    },
  )

  it('paid, of an order that nobody paid: the query takes it back and says so', async () => {
    const { orderId, out_order_no } = await billed()
    await tell(out_order_no, 'USER_PAID', { total_amount: 900 })
    expect(story.document(orderId).state).toBe('USER_PAID')
    await story.settle(1)
    const { state, audit, outcome } = story.document(orderId)
    expect({ state, outcome }).toEqual({ state: 'FINISHED', outcome: undefined })
    expect(audit.at(-1)).toMatchObject({ what: 'correction', note: 'USER_PAID → FINISHED' })
    story.agree(orderId)
  })

  it('completed, of an order in service: the query denies it, and the operator completes it with the real total', async () => {
    const { orderId, out_order_no } = await story.accepted()
    await story.pass(60)
    await tell(out_order_no, 'FINISHED', { total_amount: 9900, finish_type: 2 })
    expect(story.document(orderId)).toMatchObject({ state: 'FINISHED' })
    await story.settle(1)
    expect(story.document(orderId)).toMatchObject({ state: 'USER_ACCEPTED' })
    expect(await story.complete(orderId, 900)).toMatchObject({ state: 'FINISHED', bill: { total: 900 } })
    await story.settle(1)
    story.agree(orderId)
  })

  it('an event and a word that nobody knows: kept, shown to a person, the order stays', async () => {
    const { orderId, out_order_no } = await billed()
    const letter = { event_type: 'PAYSCORE.NEWS', resource: forge.resource(out_order_no, 'FROZEN') }
    expect(await forge.post(forge.letter(letter))).toMatchObject({ status: 200 })
    expect(story.document(orderId)).toMatchObject({
      state: 'FINISHED',
      alerts: [expect.stringContaining('FROZEN')],
    })
    const strange = { event_type: 'PAYSCORE.NEWS', resource: { hello: 'world' } }
    expect(await forge.post(forge.letter(strange))).toMatchObject({ status: 200 })
    expect(records(out_order_no).at(-1)).toMatchObject({ event_type: 'PAYSCORE.NEWS' })
    expect(alerts()).toContainEqual(expect.objectContaining({ _id: 'unknown-notification' }))
  })

  it('the signature of another order’s notification is none', async () => {
    const [{ order: one }, { order: other }] = [await story.create(), await story.create()]
    const letterOf = (out_order_no: string) =>
      forge.letter({ resource: forge.resource(out_order_no, 'USER_ACCEPTED') })
    const { body } = letterOf(one.out_order_no)
    expect(await forge.post({ ...letterOf(other.out_order_no), body })).toMatchObject({ status: 401 })
    expect(story.document(one.orderId).state).toBe('CREATED')
    expect(story.document(other.orderId).state).toBe('CREATED')
  })
})
