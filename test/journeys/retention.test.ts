import type { NotificationDocument } from '../../cloudfunctions/shared/notify'
import { Story } from './story'

const DAY = 24 * 60 * 60_000

/** How long records of notifications are kept; see docs/guarantees.md. */
let story: Story
beforeEach(async () => {
  story = await Story.open()
})
afterEach(() => story.close())

type Effect = NotificationDocument['effect']

async function put(effect: Effect, days: number, count = 1): Promise<void> {
  const at = story.world.clock.now() - days * DAY
  const records = Array.from({ length: count }, (_, n): NotificationDocument => ({
    _id: `${effect}-${days}-${n}`,
    schema: 1,
    version: 1,
    at: at + n,
    event_type: 'PAYSCORE.USER_PAID',
    effect,
  }))
  await story.world.cloudbase.store.insert('notifications', records as never)
}
const kept = (): string[] =>
  story.world.cloudbase.store
    .list('notifications')
    .map(({ _id }) => String(_id).replace(/-\d+$/, ''))
    .sort()

it('forgets after 40 days what was applied, and after 180 what could not be used', async () => {
  for (const effect of ['applied', 'duplicate', 'noted', 'foreign', 'unknown'] as const)
    for (const days of [39, 41, 179, 181]) await put(effect, days)
  expect(await story.reconcile()).toMatchObject({ ok: true, forgotten: 11 })
  expect(kept()).toEqual(
    ['foreign', 'unknown']
      .flatMap((effect) => [39, 41, 179].map((days) => `${effect}-${days}`))
      .concat(['applied-39', 'duplicate-39', 'noted-39'])
      .sort(),
  )
})

it('forgets many in several runs, and nothing else while orders wait', async () => {
  await put('applied', 50, 200)
  await put('applied', 1, 3)
  expect(await story.reconcile()).toMatchObject({ forgotten: 160 })
  expect(await story.reconcile()).toMatchObject({ forgotten: 40 })
  expect(await story.reconcile()).toMatchObject({ forgotten: 0 })
  expect(kept()).toEqual(['applied-1', 'applied-1', 'applied-1'])
  await put('applied', 60)
  await story.create()
  await story.pass(90)
  story.sandbox.faults.add({ kind: 'rate-limited', on: 'query', times: 9 })
  expect(await story.reconcile()).toMatchObject({ swept: { rest: true }, forgotten: 0 })
  expect(kept()).toContain('applied-60')
})

it('a notification whose record was forgotten changes nothing when it comes again', async () => {
  const order = await story.accepted()
  await story.pass(600)
  await story.complete(order.orderId, 900)
  await story.pay(order)
  const paid = story.sandbox.notifications().at(-1)?.id ?? ''
  await story.pass(41 * 24 * 3600)
  await story.settle(2)
  expect(kept()).toEqual([])
  const { version: _version, updatedAt: _at, ...before } = story.document(order.orderId)
  story.sandbox.resend(paid)
  await story.sandbox.whenIdle()
  expect(kept()).toHaveLength(1)
  expect(story.document(order.orderId)).toMatchObject(before)
  story.agree(order.orderId)
})
