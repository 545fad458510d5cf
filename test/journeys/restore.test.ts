import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OrderDocument } from '../../cloudfunctions/shared/orders/document'
import { CUSTOMER, OPERATOR, root, Story } from './story'

/** The orders collection is lost; what was kept elsewhere and WeChat Pay's answers bring it back. */
let story: Story
let folder: string
beforeAll(async () => {
  story = await Story.open()
  folder = mkdtempSync(join(tmpdir(), 'restore-'))
})
afterAll(async () => {
  await story.close()
  rmSync(folder, { recursive: true })
})

const act = (action: 'retry' | 'cancel', orderId: string) =>
  story.call('orders', action, { orderId }, CUSTOMER)

/** One order in every state that it can stay in. */
async function everyState(): Promise<Record<string, string>> {
  const made: Record<string, string> = {}
  const { order: expired } = await story.create()
  const { order: second } = await story.create()
  await story.lapse()
  await story.get(expired.orderId)
  const { order: anew } = await act('retry', second.orderId)
  await story.confirm(anew)
  const { order: revoked } = await story.create()
  await act('cancel', revoked.orderId)
  const names = ['accepted', 'finished', 'paid', 'zero', 'unused', 'elsewhere', 'priceless'] as const
  for (const name of names) made[name] = (await story.accepted()).orderId
  const of = (name: (typeof names)[number]): string => made[name] ?? ''
  await story.pass(600)
  for (const name of ['finished', 'paid', 'elsewhere'] as const) await story.complete(of(name), 900)
  await story.complete(of('zero'), 0)
  const unused = { orderId: of('unused'), reason: '设备故障' }
  await story.call('console', 'cancel', unused, OPERATOR)
  await story.pay({ out_order_no: `${of('paid')}_1` })
  await story.pass(600)
  const sync = { orderId: of('elsewhere'), paidAt: story.world.clock.now() - 60_000, reason: '付了现金' }
  await story.call('console', 'sync', sync, OPERATOR)
  story.sandbox.faults.add({ kind: 'refused', on: 'create', tail: '271300099', message: '综合评估未通过' })
  await story.ask('orders', 'create', story.wish(), CUSTOMER)
  const { order: created } = await story.create()
  return {
    ...made,
    expired: expired.orderId,
    second: second.orderId,
    revoked: revoked.orderId,
    created: created.orderId,
  }
}

const lines = (name: string, documents: readonly unknown[]): string => {
  const path = join(folder, name)
  writeFileSync(path, documents.map((document) => JSON.stringify(document)).join('\n'))
  return path
}
const read = (path: string): Record<string, unknown>[] =>
  readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
const run = (...args: string[]): string =>
  execFileSync(process.execPath, [root('scripts', 'run.mjs'), 'restore', ...args], {
    encoding: 'utf8',
    stdio: 'pipe',
  })

async function wipe(): Promise<void> {
  await fetch(story.world.cloudbase.adminUrl, {
    method: 'POST',
    body: JSON.stringify({
      action: 'database.removeDocument',
      envName: 'local',
      collectionName: 'orders',
      query: '{}',
      multi: true,
    }),
  })
  expect(story.documents()).toEqual([])
}

/** What must come back of an order. */
const essence = ({ state, outcome, filter, current, attempts, bill, openid, preview }: OrderDocument) => ({
  state,
  outcome,
  filter,
  current,
  attempts: attempts
    .filter((attempt) => attempt.state !== 'NOT_CREATED')
    .map((attempt) => [attempt.out_order_no, attempt.state]),
  total: bill?.total,
  openid,
  preview,
})

it('brings every order back as WeChat Pay has it; an accepted one can be completed and paid', async () => {
  const made = await everyState()
  await story.settle(4)
  const before = story.documents()
  const there = ['CREATED', 'FINISHED', 'NOT_CREATED', 'REVOKED', 'USER_ACCEPTED', 'USER_PAID']
  const states = [...new Set([...there, story.product.lapsed])]
  expect([...new Set(before.map(({ state }) => state))].sort()).toEqual(states.sort())
  const kept = join(folder, 'kept.json')
  run('keep', lines('orders.json', before), kept)
  expect(readFileSync(kept, 'utf8')).not.toMatch(/package|launch|finish_ticket/)
  const numbers = read(kept).map(({ preview, ...one }) => {
    if (one['orderId'] === made['priceless']) return one
    // Kept before the customer tried anew.
    return { ...one, preview, attempts: one['orderId'] === made['second'] ? 1 : one['attempts'] }
  })
  const offers = lines('offers.json', story.world.cloudbase.store.list('offers'))
  const file = join(folder, 'import.json')
  const shops = lines('shops.json', story.world.cloudbase.store.list('shops'))
  run('orders', lines('numbers.json', numbers), offers, file, shops)
  await wipe()
  // The command ran by the machine's clock, which is behind the world's.
  const restoredAt = story.world.clock.now()
  const imported = (read(file) as unknown as OrderDocument[]).map((order) => ({
    ...order,
    attempts: order.attempts.map((attempt) => ({ ...attempt, restoredAt })),
  }))
  await story.world.cloudbase.store.insert('orders', imported as never)
  // Long enough to ask twice where WeChat Pay knows of nothing.
  await story.settle(8)
  const after = new Map(story.documents().map((order) => [order._id, order]))
  for (const order of before) {
    const back = after.get(order._id)
    if (order._id === made['priceless']) continue
    expect(back && essence(back)).toEqual(essence(order))
    expect(back?.alerts).toEqual([])
    story.agree(order._id)
  }
  const orderId = made['accepted'] ?? ''
  expect(await story.fails('console', 'complete', story.bill(orderId, 9901), OPERATOR)).toMatchObject({
    code: 'OVER_LIMIT',
  })
  expect((await story.complete(orderId, 1200)).state).toBe('FINISHED')
  await story.pay({ out_order_no: `${orderId}_1` })
  await story.settle(2)
  story.agree(orderId)
  expect(story.document(orderId)).toMatchObject({ outcome: 'paid', bill: { total: 1200 } })

  const priceless = made['priceless'] ?? ''
  expect(story.document(priceless)).toMatchObject({
    state: 'USER_ACCEPTED',
    alerts: [expect.stringMatching(/价格/)],
  })
  expect(await story.fails('console', 'complete', story.bill(priceless, 1), OPERATOR)).toMatchObject({
    code: 'OVER_LIMIT',
  })
  const request = { orderId: priceless, reason: '价格记录丢失' }
  expect((await story.call('console', 'cancel', request, OPERATOR)).order.outcome).toBe('cancelled')
})

it('writes nothing when a line or an offer is missing, and says which, without its values', () => {
  const offers = lines('no-offers.json', [])
  const good = {
    orderId: 'a'.repeat(24),
    openid: 'secret-openid',
    appid: 'wx12345678',
    service_id: '5',
    offerId: 'x',
    attempts: 1,
  }
  const bad = lines('bad.json', [good, { ...good, openid: 'no openid!' }, { ...good, attempts: 0 }, null])
  const out = join(folder, 'nothing.json')
  let said = ''
  try {
    run('orders', bad, offers, out)
  } catch (error) {
    said = String((error as { stderr: string }).stderr)
  }
  expect(said).toMatch(
    /order 1: the offers lack x.*\norder 2: openid .*\norder 3: attempts .*\norder 4: orderId /,
  )
  expect(said).not.toContain('secret-openid')
  expect(() => readFileSync(out)).toThrow()
})
