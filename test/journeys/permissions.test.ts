import { execFileSync } from 'node:child_process'
import type { CallContext } from '../../simulator/cloudbase'
import { fillShelf, goodsOf, TEA } from './goods'
import { CARD, newKey } from './plans'
import { openBothStory, SERVICE, serviceOrders } from './service-orders'
import { refundsOf } from './refunds'
import { offerPlans, sessionsOf } from './sessions'
import { CUSTOMER, OPERATOR, root, type Story, STRANGER } from './story'

/**
 * Function × action × caller: what every cell answers. The actions are read from the built functions, so that a new one
 * without a row fails here.
 */

const REMOVED = 'local-removed-3'
/** Works on the orders of a shop that has none. */
const SHOPS = 'local-clerk-4'
const SHOP = '1900007784'
const CALLERS = {
  customer: { openid: CUSTOMER },
  'other customer': { openid: STRANGER },
  operator: { openid: OPERATOR },
  'removed operator': { openid: REMOVED },
  'operator of a shop': { openid: SHOPS },
  'operator, other app': { openid: OPERATOR, appid: 'wxother0000000000' },
  function: { source: 'scf' },
  timer: { source: 'timer' },
  HTTP: { source: 'http' },
  nobody: { source: 'wx_client' },
} as const satisfies Record<string, CallContext>
type Caller = keyof typeof CALLERS
const names = Object.keys(CALLERS) as Caller[]

const NOBODY = Array(5).fill('NO_IDENTITY') as string[]
const everybody = ['OK', 'OK', 'OK', 'OK', 'OK', ...NOBODY]
const owner = ['OK', ...(Array(4).fill('ORDER_NOT_FOUND') as string[]), ...NOBODY]
const signer = ['OK', ...(Array(4).fill('SIGN_NOT_FOUND') as string[]), ...NOBODY]
const operators = ['NOT_OPERATOR', 'NOT_OPERATOR', 'OK', 'NOT_OPERATOR', 'OK', ...NOBODY]
/** About something of another shop's. */
const operatorsOf = (refusal: string) => operators.map((one, at) => (at === 4 ? refusal : one))
const itsOperators = operatorsOf('ORDER_NOT_FOUND')

/** The answers in the order of CALLERS. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  'orders.offers': everybody,
  'orders.create': everybody,
  'orders.list': everybody,
  'orders.get': owner,
  'orders.reopen': owner,
  'orders.retry': owner,
  'orders.cancel': owner,
  'orders.detail': owner,
  'orders.receive': owner,
  'orders.return': owner,
  'orders.plans': everybody,
  'orders.sign': everybody,
  'orders.signs': everybody,
  'orders.getSign': signer,
  'orders.reopenSign': signer,
  'orders.retrySign': signer,
  'orders.cancelSign': signer,
  'orders.startSession': signer,
  'console.me': everybody,
  'console.join': everybody,
  'console.list': operators,
  'console.alerts': operators,
  'console.get': itsOperators,
  'console.complete': itsOperators,
  'console.cancel': itsOperators,
  'console.sync': itsOperators,
  'console.modify': itsOperators,
  'console.collect': itsOperators,
  'console.message': itsOperators,
  'console.refund': itsOperators,
  'console.ship': itsOperators,
  'console.answerReturn': itsOperators,
  'console.differences': operators,
  'console.settleDifference': itsOperators,
  'console.plans': operators,
  'console.createPlan': operatorsOf('UNKNOWN_OFFER'),
  'console.getPlan': operatorsOf('PLAN_NOT_FOUND'),
  'console.stopPlan': operatorsOf('PLAN_NOT_FOUND'),
  'console.members': operatorsOf('PLAN_NOT_FOUND'),
  'console.getSign': operatorsOf('SIGN_NOT_FOUND'),
  'console.cancelSign': operatorsOf('SIGN_NOT_FOUND'),
  'console.startSession': operatorsOf('SIGN_NOT_FOUND'),
  'console.operators': operators,
  'console.invite': operators,
  'console.remove': operators,
  'reconcile.': [...(Array(7).fill('not-the-timer') as string[]), 'OK', 'not-the-timer', 'not-the-timer'],
  'notify.': [...(Array(8).fill('404') as string[]), '401', '404'],
}

let story: Story
const service = serviceOrders(() => story, SERVICE)
const refunds = refundsOf(() => story)
const goods = goodsOf(() => story)
const sessions = sessionsOf(() => story)
let settled = 0
const invoke = (fn: string, event: object, caller: CallContext) =>
  story.world.cloudbase.invoke(fn, event, caller)

beforeAll(async () => {
  story = await openBothStory()
  await fillShelf(story, { tea: 1000 }, SERVICE)
  await offerPlans(story, SERVICE)
  const { code } = await story.call('console', 'invite', { name: '小王' }, OPERATOR)
  await story.call('console', 'join', { code }, REMOVED)
  await remove(REMOVED)
  await story.world.cloudbase.store.put('shops', [
    { _id: SHOP, schema: 1, version: 1, name: '另一家店', phone: '400', enabled: true },
  ] as never)
  await letInForShop()
})
afterAll(() => story.close())

async function letInForShop(): Promise<void> {
  const { code } = await story.call('console', 'invite', { name: '店员', shops: [SHOP] }, OPERATOR)
  await story.call('console', 'join', { code }, SHOPS)
}

async function remove(openid: string): Promise<void> {
  const { operators: all } = await story.call('console', 'operators', {}, openid)
  const id = all.find(({ you }) => you)?.id ?? ''
  await story.call('console', 'remove', { id }, OPERATOR)
}

/** The names of the actions, as the built function tells them. */
function actionsOf(fn: string): string[] {
  const script = `console.log(JSON.stringify(require(process.argv[1]).actionNames ?? ['']))`
  const file = root('dist', 'cloudfunctions', fn, 'index.js')
  return JSON.parse(execFileSync(process.execPath, ['-e', script, file], { encoding: 'utf8' })) as string[]
}

const cells = ['orders', 'console', 'notify', 'reconcile'].flatMap((fn) =>
  actionsOf(fn).map((action) => `${fn}.${action}`),
)

async function finished(): Promise<string> {
  const { orderId } = await story.accepted()
  await story.pass(60)
  await story.complete(orderId, 100)
  await story.pass(60)
  return orderId
}

/** What nobody was allowed to touch yet serves the next caller too. */
const untouched = new Map<string, Promise<object>>()
function kept<T extends object>(name: string, make: () => Promise<T>): () => Promise<T> {
  return () => {
    const found = (untouched.get(name) as Promise<T> | undefined) ?? make()
    untouched.set(name, found)
    return found
  }
}
const aPlan = kept('plan', async () => ({ planId: (await sessions.create()).planId }))
const unsigned = kept('unsigned', async () => {
  const { signId } = (await sessions.sign(await sessions.create())).sign
  return { signId }
})
const signed = kept('signed', async () => ({ signId: (await sessions.signed()).signId }))

const unconfirmed = async (): Promise<string> => (await story.create()).order.orderId

/** A request that works for whoever may send it, about an order of the customer's where there is one. */
const REQUESTS: Readonly<Record<string, () => Promise<object> | object>> = {
  'orders.create': () => story.wish(),
  'console.complete': async () => {
    const { orderId } = await story.accepted()
    await story.pass(60)
    return story.bill(orderId, 100)
  },
  'console.sync': async () => ({
    orderId: await finished(),
    paidAt: story.world.clock.now() - 10_000,
    reason: '到店付了现金',
  }),
  'console.modify': async () => service.lower(await service.owed(), 500),
  'console.collect': async () => ({ orderId: await service.owed() }),
  'console.refund': async () => refunds.ask(await refunds.paid(), 100),
  'console.settleDifference': async () => {
    const id = `amount_${++settled}`
    const difference = {
      _id: id,
      schema: 1,
      version: 1,
      kind: 'amount',
      state: 'open',
      day: '20261120',
      at: 1,
    }
    await story.world.cloudbase.store.put('differences', [difference])
    return { id, note: '已核对' }
  },
  'orders.receive': async () => ({ orderId: await goods.shipped() }),
  'orders.return': async () => ({ orderId: await goods.accepted(), goods: [TEA], reason: '不想要了' }),
  'console.ship': async () => ({ orderId: await goods.accepted(), note: '顺丰 SF1' }),
  'console.answerReturn': async () => {
    const orderId = await goods.shipped()
    const { delivery } = await goods.askReturn(orderId)
    return { orderId, at: delivery?.returns?.[0]?.at, accept: false }
  },
  'console.message': async () => service.message(await service.accepted()),
  'console.cancel': async () => ({ orderId: await unconfirmed(), reason: '设备故障' }),
  'orders.plans': () => ({ offerId: CARD }),
  'orders.sign': async () => ({ ...(await aPlan()), requestKey: newKey() }),
  'orders.getSign': signed,
  'orders.reopenSign': unsigned,
  'orders.retrySign': unsigned,
  'orders.cancelSign': signed,
  'orders.startSession': async () => ({ ...(await signed()), no: 1 }),
  'console.createPlan': () => sessions.wish(),
  'console.getPlan': aPlan,
  'console.stopPlan': aPlan,
  'console.members': aPlan,
  'console.getSign': signed,
  'console.cancelSign': async () => ({ ...(await signed()), reason: '场馆装修' }),
  'console.startSession': async () => ({ ...(await signed()), no: 1 }),
  'console.invite': () => ({ name: '小李' }),
  'console.join': async () => ({
    code: (await story.call('console', 'invite', { name: '小李' }, OPERATOR)).code,
  }),
  'console.remove': () => ({ id: '0'.repeat(24) }),
}
const ABOUT_AN_ORDER = /\.(get|reopen|retry|cancel|detail)$/

const outcomeOf = (answer: unknown): string => {
  const { ok, failure, skipped, statusCode } = answer as {
    ok?: boolean
    failure?: { code: string }
    skipped?: string
    statusCode?: number
  }
  if (statusCode !== undefined) return String(statusCode)
  return ok === true ? 'OK' : (failure?.code ?? skipped ?? '')
}

const eventOf = (fn: string, action: string, request: object, caller: Caller): object => {
  const timer = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-20T00:00:00Z', Message: '' }
  const http = { httpMethod: 'POST', path: '/', headers: {}, body: '{}', isBase64Encoded: false }
  return {
    ...(fn === 'reconcile' || caller === 'timer' ? timer : {}),
    ...(caller === 'HTTP' ? http : {}),
    ...(action === '' ? {} : { action, ...request }),
  }
}

const seen: Record<string, string[]> = {}

it('every action of the built functions has its row, and no row is left over', () => {
  expect([...cells].sort()).toEqual(Object.keys(EXPECTED).sort())
})

describe.each(cells)('%s', (cell) => {
  const [fn = '', action = ''] = cell.split('.')

  it.each(names.map((name, column) => [name, EXPECTED[cell]?.[column]] as const))(
    '%s: %s',
    async (caller, expected) => {
      const request =
        (await REQUESTS[cell]?.()) ?? (ABOUT_AN_ORDER.test(cell) ? { orderId: await unconfirmed() } : {})
      const { orderId } = request as { orderId?: string }
      const state = () =>
        JSON.stringify([
          orderId === undefined ? story.documents().length : story.document(orderId),
          story.world.cloudbase.store.list('operators'),
          ['plans', 'signs'].map((name) => story.world.cloudbase.store.list(name)),
          story.sandbox.orders(),
          story.sandbox.payscorePlans(),
          story.sandbox.signPlans(),
        ])
      const before = state()
      const outcome = outcomeOf(await invoke(fn, eventOf(fn, action, request, caller), CALLERS[caller]))
      ;(seen[cell] ??= []).push(outcome)
      expect(outcome).toBe(expected)
      if (outcome !== 'OK') expect(state()).toBe(before)
      else untouched.clear()
      if (cell === 'console.join' && outcome === 'OK' && caller !== 'operator')
        await remove((CALLERS[caller] as { openid: string }).openid)
      // The invitation was for all orders.
      if (cell === 'console.join' && caller === 'operator of a shop') await letInForShop()
    },
  )
})

afterAll(() => {
  const rows = Object.entries(seen).map(([cell, row]) =>
    [cell.padEnd(18), ...row.map((one) => one.padEnd(16))].join(' '),
  )
  const head = ['function.action'.padEnd(18), ...names.map((name) => name.slice(0, 16).padEnd(16))].join(' ')
  const count = Object.values(seen).flat().length
  process.stdout.write(`${[head, ...rows, `${count} cells`].map((line) => line.trimEnd()).join('\n')}\n`)
})
