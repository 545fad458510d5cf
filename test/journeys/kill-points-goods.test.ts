import { orderIdOf } from '../../cloudfunctions/shared/orders/new-order'
import { ALL, type Action, diesEverywhere } from './dying'
import { fillShelf, goodsOf, openGoodsStory, restLeaks, SHELF, TEA } from './goods'
import { CUSTOMER, OPERATOR, type Story } from './story'

/** Every action on goods, and what the timer does about them; `dying.ts` says how. Beside the two sides the stock must agree. */
let story: Story
const goods = goodsOf(() => story)
const wishes = new Map<string, ReturnType<Story['wish']>>()
/** Enough for every point's order. */
const THERE = { tea: 2000, cake: 1 }
const PART = [{ id: 'tea', count: 1 }]
const first = (orderId: string) => ({ out_order_no: `${orderId}_1` })

const asked = async (orderId: string, lines = [TEA]): Promise<string> => {
  await goods.askReturn(orderId, lines)
  await story.pass(60)
  return orderId
}
const answers = (orderId: string, accept: boolean) => {
  const at = story.document(orderId).delivery?.returns?.[0]?.at ?? 0
  return story.ask('console', 'answerReturn', { orderId, at, accept }, OPERATOR)
}
/** Nobody confirmed it, and its goods went back. */
const lapsed = async (): Promise<string> => {
  const { orderId } = await goods.create()
  await story.pass(66 * 60)
  await story.reconcile()
  await story.settle(2)
  return orderId
}
/** Ended by a request that never arrived. */
const pending = async (on: string, orderId: string, run: (orderId: string) => Promise<unknown>) => {
  story.sandbox.faults.add({ kind: 'reset', on, times: 9 })
  await run(orderId)
  story.sandbox.faults.clear()
  return orderId
}
const receives = (orderId: string) => story.ask('orders', 'receive', { orderId }, CUSTOMER)

const ACTIONS: Record<string, Action> = {
  create: {
    fn: 'orders',
    prepare() {
      const wish = story.wish(SHELF, { cart: [TEA] })
      const orderId = orderIdOf(CUSTOMER, wish.requestKey)
      wishes.set(orderId, wish)
      return Promise.resolve(orderId)
    },
    wait: 0,
    run: (orderId) => story.ask('orders', 'create', wishes.get(orderId) ?? story.wish(), CUSTOMER),
    ends: ['CREATED', 'NOT_CREATED'],
  },
  'retry of what nobody confirmed': {
    fn: 'orders',
    prepare: lapsed,
    wait: 60,
    run: (orderId) => story.ask('orders', 'retry', { orderId }, CUSTOMER),
    ends: ['CREATED', 'REVOKED', 'NOT_CREATED'],
  },
  receive: {
    fn: 'orders',
    prepare: () => goods.shipped(),
    wait: 60,
    run: receives,
    ends: ['USER_ACCEPTED', 'FINISHED'],
  },
  return: {
    fn: 'orders',
    costly: true,
    prepare: () => goods.shipped(),
    wait: 60,
    run: (orderId) => story.ask('orders', 'return', { orderId, goods: PART, reason: '不要了' }, CUSTOMER),
    ends: ['USER_ACCEPTED'],
  },
  ship: {
    fn: 'console',
    costly: true,
    prepare: () => goods.accepted(),
    wait: 60,
    run: (orderId) => story.ask('console', 'ship', { orderId, note: '顺丰 SF1' }, OPERATOR),
    ends: ['USER_ACCEPTED'],
  },
  'accept a part back': {
    fn: 'console',
    costly: true,
    prepare: async () => asked(await goods.shipped(), PART),
    wait: 60,
    run: (orderId) => answers(orderId, true),
    ends: ['USER_ACCEPTED'],
  },
  decline: {
    fn: 'console',
    costly: true,
    prepare: async () => asked(await goods.shipped()),
    wait: 60,
    run: (orderId) => answers(orderId, false),
    ends: ['USER_ACCEPTED'],
  },
  'accept everything before it was sent': {
    fn: 'console',
    costly: true,
    prepare: async () => asked(await goods.accepted()),
    wait: 60,
    run: (orderId) => answers(orderId, true),
    ends: ['USER_ACCEPTED', 'REVOKED'],
  },
  'accept everything after it was sent': {
    fn: 'console',
    prepare: async () => asked(await goods.shipped()),
    wait: 60,
    run: (orderId) => answers(orderId, true),
    // A bill of nothing is paid at once.
    ends: ['USER_ACCEPTED', 'FINISHED', 'USER_PAID'],
  },
  'cancel by an operator': {
    fn: 'console',
    costly: true,
    prepare: () => goods.accepted(),
    wait: 60,
    run: (orderId) => story.ask('console', 'cancel', { orderId, reason: '缺货' }, OPERATOR),
    ends: ['USER_ACCEPTED', 'REVOKED'],
  },
  'reconcile after the time to receive': {
    fn: 'reconcile',
    prepare: () => goods.shipped(),
    wait: 8 * 86_400,
    run: () => story.reconcile(),
    // What the dead run did not bill, and its lease, wait a quarter of an hour at most.
    later: 15 * 60,
    ends: ['FINISHED'],
  },
  'reconcile with goods to put back': {
    fn: 'reconcile',
    prepare: async () => {
      const { orderId } = await goods.create()
      await story.call('orders', 'cancel', { orderId }, CUSTOMER)
      return orderId
    },
    wait: 90,
    run: () => story.reconcile(),
    ends: ['REVOKED'],
  },
  'reconcile with a receipt': {
    fn: 'reconcile',
    costly: true,
    prepare: async () => pending('complete', await goods.shipped(), receives),
    wait: 61,
    run: () => story.reconcile(),
    ends: ['FINISHED'],
  },
  'reconcile with a return of everything': {
    fn: 'reconcile',
    costly: true,
    prepare: async () =>
      pending('cancel', await asked(await goods.accepted()), (orderId) => answers(orderId, true)),
    wait: 61,
    run: () => story.reconcile(),
    ends: ['REVOKED'],
  },
}

/** Both sides, the stock, and that nobody is billed for more than they keep. */
function agree(orderId: string, ends: string[]): void {
  expect(restLeaks(story, THERE)).toEqual([])
  const known = story.documents().find(({ _id }) => _id === orderId)
  if (!known) {
    expect(story.atWeChatPay(orderId)).toEqual([])
    return
  }
  story.agree(orderId)
  expect(ends).toContain(known.state)
  const { returns = [] } = known.delivery ?? {}
  const back = returns.filter(({ state }) => state === 'accepted').flatMap((one) => one.goods)
  const kept = TEA.count - back.reduce((sum, { count }) => sum + count, 0)
  if (known.state === 'FINISHED' || known.state === 'USER_PAID') expect(known.bill?.total).toBe(kept * 6800)
}

/** Everything that is under way ends: what is unconfirmed is cancelled, what was sent is received and paid. */
async function finish(orderId: string): Promise<void> {
  const state = () => story.documents().find(({ _id }) => _id === orderId)?.state
  if (state() === 'CREATED') await story.ask('orders', 'cancel', { orderId }, CUSTOMER)
  if (state() === 'USER_ACCEPTED') {
    const { delivery } = story.document(orderId)
    if (delivery?.returns?.some((one) => one.state === 'asked')) await answers(orderId, false)
    if (!delivery?.shipped) await story.ask('console', 'ship', { orderId, note: '自提' }, OPERATOR)
    await receives(orderId)
  }
  if (state() === 'FINISHED' && !story.document(orderId).outcome) await story.pay(first(orderId))
}

describe('a function dies over goods', () => {
  beforeAll(async () => {
    story = await openGoodsStory()
    await fillShelf(story, THERE)
    const never = { _id: 'trade-bill', schema: 1, version: 1, day: '20991231', askAt: Date.UTC(2100, 0) }
    await story.world.cloudbase.store.put('bills', [never])
    await story.call('console', 'list', {}, OPERATOR)
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    await story.world.cloudbase.store.clear('orders')
    await fillShelf(story, THERE)
  })

  it.each(Object.entries(ACTIONS).filter(([, { costly }]) => ALL || !costly))(
    '%s: at every request',
    (name, action) => diesEverywhere(name, action, { story, agree, finish }),
    240_000,
  )
})
