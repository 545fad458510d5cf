import { execFileSync } from 'node:child_process'
import type { Answer } from '../../miniprogram/domain/contract'
import type { OfferView } from '../../miniprogram/domain/offer'
import type { OrderView } from '../../miniprogram/domain/view'
import { AS_PARTNER } from '../../simulator/world/product'
import { CUSTOMER, OPERATOR, root, Story } from './story'

/** A service provider with two shops: whose offers are shown where, whose orders an operator sees. */
let story: Story
const [FIRST, SECOND] = ['1900007782', '1900007783']
const SHOPS_APP = 'wx5a1d0c0de5a40782'
/** Works on the orders of the first shop. */
const CLERK = 'local-clerk-1'
beforeAll(async () => {
  story = await Story.open({}, {}, { product: AS_PARTNER })
  const { code } = await story.call('console', 'invite', { name: '小王', shops: [FIRST] }, OPERATOR)
  await story.call('console', 'join', { code }, CLERK)
})
afterAll(() => story.close())

/** As somebody in a mini-program. */
async function askFrom<T>(appid: string, event: object, openid = 'local-guest-1'): Promise<Answer<T>> {
  return (await story.world.cloudbase.invoke('orders', event, { openid, appid })) as Answer<T>
}
const dataOf = <T>(answer: Answer<T>): T => {
  if (answer.ok) return answer.data
  throw new Error(answer.failure.code)
}
const offersFrom = async (appid: string): Promise<OfferView[]> =>
  dataOf(await askFrom<{ offers: OfferView[] }>(appid, { action: 'offers' })).offers
const ids = (offers: readonly OfferView[]): string[] => offers.map(({ offerId }) => offerId)

/** Changes a document for one test. */
async function changed(
  collection: string,
  id: string,
  more: object,
  test: () => Promise<void>,
): Promise<void> {
  const { store } = story.world.cloudbase
  const before = store.get(collection, id) as object
  await store.put(collection, [{ ...before, ...more }] as never)
  try {
    await test()
  } finally {
    await store.put(collection, [before] as never)
  }
}

describe('an order of a shop', () => {
  it('is made as its service provider, with the shop’s name and phone, and confirmed in our mini-program', async () => {
    const order = await story.accepted('hotel-night', { choices: { nights: 'one' } })
    expect(order.merchant).toEqual({ name: '云栖里酒店（西湖店）', phone: '0571-8888-6620' })
    expect(story.document(order.orderId)).toMatchObject({ mode: 'partner', sub_mchid: SECOND })
    expect(story.document(order.orderId)).not.toHaveProperty('sub_appid')
    const [sent] = story.sandbox.orders().filter(({ out_order_no }) => out_order_no === order.out_order_no)
    expect(sent).toMatchObject({
      mode: 'partner',
      sub_mchid: SECOND,
      request: { appid: story.world.credentials.appid },
    })
    expect(JSON.stringify(sent)).not.toContain('sub_appid')
  })

  it('placed in the shop’s own mini-program names that too, and lives to its payment', async () => {
    const { appid } = story.world.credentials
    const wish = { action: 'create', ...story.wish() }
    const { order } = dataOf(await askFrom<{ order: OrderView }>(SHOPS_APP, wish))
    expect(story.document(order.orderId)).toMatchObject({ appid, sub_appid: SHOPS_APP, sub_mchid: FIRST })
    story.sandbox.act(order.out_order_no, 'confirm', 'local-guest-1')
    await story.sandbox.whenIdle()
    expect(story.document(order.orderId).state).toBe('USER_ACCEPTED')
    await story.pass(600)
    await story.complete(order.orderId, 900)
    await story.pay(order)
    await story.settle(2)
    story.agree(order.orderId)
    expect(story.document(order.orderId)).toMatchObject({ outcome: 'paid', alerts: [] })
  })
})

describe('what is offered', () => {
  it('in our mini-program is every shop’s, in a shop’s own one that shop’s', async () => {
    expect(ids(await offersFrom(story.world.credentials.appid))).toEqual([
      'power-bank',
      'hotel-night',
      'home-cleaning',
      'tea-shop',
      'bakery',
      'badminton-course',
      'yoga-card',
    ])
    expect(ids(await offersFrom(SHOPS_APP))).toEqual([
      'power-bank',
      'home-cleaning',
      'tea-shop',
      'badminton-course',
    ])
    const wish = { action: 'create', ...story.wish('hotel-night', { choices: { nights: 'one' } }) }
    expect(await askFrom(SHOPS_APP, wish)).toMatchObject({ failure: { code: 'UNKNOWN_OFFER' } })
  })

  it.each(['wxother0000000000', 'wx5a1d0c0de5a40784'])(
    'in %s, which is no shop’s, nobody is anybody',
    async (appid) => {
      for (const event of [{ action: 'offers' }, { action: 'list' }, { action: 'create', ...story.wish() }])
        expect(await askFrom(appid, event, CUSTOMER)).toMatchObject({ failure: { code: 'NO_IDENTITY' } })
    },
  )

  it('is nothing of a disabled shop; the orders that it has live on', async () => {
    const { order } = await story.create()
    const other = dataOf(
      await askFrom<{ order: OrderView }>(SHOPS_APP, { action: 'create', ...story.wish() }),
    ).order
    await changed('shops', FIRST, { enabled: false }, async () => {
      expect(ids(await offersFrom(story.world.credentials.appid))).toEqual([
        'hotel-night',
        'bakery',
        'yoga-card',
      ])
      expect(await story.fails('orders', 'create', story.wish(), CUSTOMER)).toMatchObject({
        code: 'UNKNOWN_OFFER',
      })
      await story.confirm(order)
      expect((await story.get(order.orderId)).state).toBe('USER_ACCEPTED')
      await story.pass(60)
      expect((await story.complete(order.orderId, 300)).state).toBe('FINISHED')
      const seen = await askFrom<{ order: OrderView }>(SHOPS_APP, { action: 'get', orderId: other.orderId })
      expect(dataOf(seen).order.state).toBe('CREATED')
      await story.pass(3600)
      expect(await askFrom(SHOPS_APP, { action: 'retry', orderId: other.orderId })).toMatchObject({
        failure: { code: 'UNKNOWN_OFFER' },
      })
    })
  })

  it.each([
    ['of an unknown shop', { sub_mchid: '1900009999' }],
    ['without a shop', { sub_mchid: null }],
    ['with an unknown protocol', { protocol: 'constructor' }],
    ['of payafter-orders, which has no partner mode', { protocol: 'payafter-orders' }],
    ['that asks for a phone number', { asks: [{ field: 'phone', why: '联系' }] }],
    ['without fees', { fees: null }],
  ])('is no offer %s: hidden, and the others are still there', async (_, wrong) => {
    await changed('offers', 'power-bank', wrong, async () => {
      expect(ids(await offersFrom(story.world.credentials.appid))).toEqual([
        'hotel-night',
        'home-cleaning',
        'tea-shop',
        'bakery',
        'badminton-course',
        'yoga-card',
      ])
      expect(await story.fails('orders', 'create', story.wish(), CUSTOMER)).toMatchObject({
        code: 'UNKNOWN_OFFER',
      })
    })
  })
})

/** Differences have attacks of their own: attacks/differences; plans and signings of another shop stand in plans-partner. */
const NOT_ABOUT_AN_ORDER: readonly string[] = [
  ...['me', 'join', 'list', 'alerts', 'operators', 'invite', 'remove'],
  ...['differences', 'settleDifference'],
  ...['plans', 'getPlan', 'createPlan', 'stopPlan', 'members', 'getSign', 'cancelSign', 'startSession'],
]

/** The console's actions on one order, as the built function names them, with requests that are good in form. */
function actionsOnOrders(): string[] {
  const script = `console.log(JSON.stringify(require(process.argv[1]).actionNames))`
  const file = root('dist', 'cloudfunctions', 'console', 'index.js')
  const all = JSON.parse(
    execFileSync(process.execPath, ['-e', script, file], { encoding: 'utf8' }),
  ) as string[]
  return all.filter((action) => !NOT_ABOUT_AN_ORDER.includes(action))
}
const clerk = (event: object, openid = CLERK) =>
  story.world.cloudbase.invoke('console', event, { openid }) as Promise<Answer<Record<string, unknown>>>
const codeOf = (answer: Answer<unknown>): string => (answer.ok ? 'OK' : answer.failure.code)
const listed = async (more: object = {}, openid = CLERK): Promise<string[]> =>
  (dataOf(await clerk({ action: 'list', ...more }, openid))['items'] as { orderId: string }[]).map(
    ({ orderId }) => orderId,
  )

describe('an operator of one shop', () => {
  const request = (orderId: string) => ({
    ...story.bill(orderId, 100),
    reason: '设备故障',
    paidAt: story.world.clock.now() - 10_000,
    day: story.world.clock.now() + 24 * 3_600_000,
    kind: 'pending',
    requestKey: 'of-another-shop-1',
    amount: 100,
    note: '顺丰 SF1234567890',
    at: story.world.clock.now(),
    accept: true,
  })

  it.each(actionsOnOrders())(
    '%s: an order of another shop is not there, and stays as it is',
    async (action) => {
      const { orderId } = await story.accepted('hotel-night', { choices: { nights: 'one' } })
      await story.pass(60)
      const before = JSON.stringify(story.document(orderId))
      const answer = await clerk({ action, ...request(orderId) })
      const none = await clerk({ action, ...request('0'.repeat(24)) })
      expect([answer, none].map(codeOf)).toEqual(['ORDER_NOT_FOUND', 'ORDER_NOT_FOUND'])
      expect(JSON.stringify(story.document(orderId))).toBe(before)
      expect(JSON.stringify(answer).replace(/"requestId":"[\w-]+"/, '')).toBe(
        JSON.stringify(none).replace(/"requestId":"[\w-]+"/, ''),
      )
    },
  )

  it('control: works on the orders of their own', async () => {
    const { orderId } = await story.accepted()
    await story.pass(60)
    expect(codeOf(await clerk({ action: 'get', orderId }))).toBe('OK')
    expect(codeOf(await clerk({ action: 'complete', ...story.bill(orderId, 100) }))).toBe('OK')
  })

  it('sees, pages and searches the orders of their own alone', async () => {
    const theirs = await story.create('hotel-night', { choices: { nights: 'one' } })
    const own = await story.create()
    const mine = (orderId: string) => story.document(orderId).sub_mchid === FIRST
    const { store } = story.world.cloudbase
    const { _id, ...copied } = story.document(own.order.orderId) as unknown as Record<string, unknown>
    const copies = Array.from({ length: 50 }, (_, n) => ({
      ...copied,
      _id: n.toString(16).padStart(24, 'c'),
      sub_mchid: n % 2 ? FIRST : SECOND,
      createdAt: story.world.clock.now() + Math.floor(n / 3),
    }))
    await store.insert('orders', copies as never)
    const seen: string[] = []
    for (let cursor: string | undefined; ;) {
      const page = dataOf(await clerk({ action: 'list', ...(cursor ? { cursor } : {}) }))
      seen.push(...(page['items'] as { orderId: string }[]).map(({ orderId }) => orderId))
      cursor = page['cursor'] as string | undefined
      if (cursor === undefined) break
    }
    const expected = story.documents().filter(({ sub_mchid }) => sub_mchid === FIRST)
    expect([...seen].sort()).toEqual(expected.map(({ _id: id }) => id).sort())
    expect(await listed({ search: theirs.order.orderId })).toEqual([])
    expect(await listed({ search: own.order.orderId })).toEqual([own.order.orderId])
    expect(await listed({ shop: SECOND })).toEqual([])
    expect((await listed({ shop: FIRST })).every(mine)).toBe(true)
    expect((await listed({ shop: SECOND }, OPERATOR)).length).toBeGreaterThan(0)
    expect((await listed({ shop: SECOND }, OPERATOR)).some(mine)).toBe(false)
    expect(_id).toBe(own.order.orderId)
  })

  it('knows their shop, and nobody above them', async () => {
    expect(dataOf(await clerk({ action: 'me' }))['shops']).toEqual([
      { sub_mchid: FIRST, name: '小满生活服务（湖滨店）' },
    ])
    const { operators } = dataOf(await clerk({ action: 'operators' })) as {
      operators: { name: string; shops: string[] }[]
    }
    expect(operators).toMatchObject([{ name: '小王', shops: [FIRST] }])
  })

  it.each([[[SECOND]], [[FIRST, SECOND]], [['1900009999']]])('invites nobody for %j', async (shops) => {
    expect(codeOf(await clerk({ action: 'invite', name: '小李', shops }))).toBe('INVALID_REQUEST')
  })

  it('invites for their own shop, also when they name none', async () => {
    for (const [index, more] of [{}, { shops: [FIRST] }].entries()) {
      const { code } = dataOf(await clerk({ action: 'invite', name: '小李', ...more }))
      await clerk({ action: 'join', code }, `local-helper-${index}`)
      expect((await listed({ shop: SECOND }, `local-helper-${index}`)).length).toBe(0)
      expect((await listed({ shop: FIRST }, `local-helper-${index}`)).length).toBeGreaterThan(0)
    }
  })

  it('removes nobody who works on all orders, and is told no more than that', async () => {
    const { operators } = dataOf(await clerk({ action: 'operators' }, OPERATOR)) as {
      operators: { id: string; you: boolean }[]
    }
    const boss = operators.find(({ you }) => you)?.id ?? ''
    expect(codeOf(await clerk({ action: 'remove', id: boss }))).toBe('OK')
    expect(codeOf(await clerk({ action: 'list' }, OPERATOR))).toBe('OK')
  })

  it('is no successor of the last one who works on all orders', async () => {
    const { operators } = dataOf(await clerk({ action: 'operators' }, OPERATOR)) as {
      operators: { id: string; you: boolean }[]
    }
    const boss = operators.find(({ you }) => you)?.id ?? ''
    expect(codeOf(await clerk({ action: 'remove', id: boss }, OPERATOR))).toBe('LAST_OPERATOR')
  })

  it('an invitation for one shop takes nothing from who works on all', async () => {
    const { code } = dataOf(await clerk({ action: 'invite', name: '小李', shops: [FIRST] }, OPERATOR))
    await clerk({ action: 'join', code }, OPERATOR)
    expect((await listed({ shop: SECOND }, OPERATOR)).length).toBeGreaterThan(0)
  })
})
