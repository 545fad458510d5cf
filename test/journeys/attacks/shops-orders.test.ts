import type { Answer } from '../../../miniprogram/domain/contract'
import type { OrderView } from '../../../miniprogram/domain/view'
import { OPERATOR, STRANGER } from '../story'
import { codeOf } from './attack'
import {
  betweenShops,
  CLERK,
  FIRST,
  FIRSTS_APP,
  HOTEL,
  OTHER_CLERK,
  SECOND,
  THIRD,
  THIRDS_APP,
} from './two-shops'

/** Two shops of one service provider: an operator or a customer of one of them, and the orders of the other. */

const shops = betweenShops()
const roster = () => shops().documents('operators')
const listed = async (more: object = {}, openid = CLERK): Promise<string> => {
  const answer = await shops().ask({ action: 'list', ...more }, openid)
  const items = answer.data?.['items'] as { orderId: string }[] | undefined
  return items ? items.map(({ orderId }) => orderId).join() : codeOf(answer)
}

describe('an operator of one shop looks for orders of another', () => {
  it('control: their own are there, and the head office sees all', async () => {
    expect(await listed()).toBe(shops().own)
    expect(await listed({ search: shops().own.slice(0, 4) })).toBe(shops().own)
    expect((await listed({}, OPERATOR)).split(',').sort()).toEqual(
      [shops().own, shops().others, shops().waiting].sort(),
    )
    expect((await listed({}, OTHER_CLERK)).split(',').sort()).toEqual(
      [shops().others, shops().waiting].sort(),
    )
  })

  it.each<[string, () => object, string | (() => string)]>([
    ['by the start of the number', () => ({ search: shops().others.slice(0, 4) }), ''],
    ['by an attempt’s number', () => ({ search: `${shops().others}_1` }), ''],
    ['by number, as that shop', () => ({ search: shops().others, shop: SECOND }), ''],
    ['by number, as their own shop', () => ({ search: shops().others, shop: FIRST }), ''],
    ['by the shop', () => ({ shop: SECOND }), ''],
    ['by a shop that there is not', () => ({ shop: '1900009999' }), ''],
    ['by a shop that is a list', () => ({ shop: [FIRST, SECOND] }), 'INVALID_REQUEST'],
    ['by a shop that is a comparison', () => ({ shop: { in: [SECOND] } }), 'INVALID_REQUEST'],
    ['by no shop at all', () => ({ shop: null }), 'INVALID_REQUEST'],
    ['by a shop of the prototype', () => ({ shop: '__proto__' }), 'INVALID_REQUEST'],
    ['by a cursor of the head office', () => ({ cursor: `${shops().story.document(shops().waiting).createdAt}:` }), () => shops().own],
    ['by a cursor that names their orders', () => ({ cursor: `${Date.now() * 2}:${shops().others},${shops().waiting}` }), () => shops().own],
    ['by a cursor with an operator of the database', () => ({ cursor: `${Date.now()}:{"$ne":1}` }), 'INVALID_REQUEST'],
    ['as somebody who works on all', () => ({ operator: { openid: OPERATOR }, shops: null, sub_mchid: SECOND }), () => shops().own],
    ['with a prototype in the event', () => JSON.parse('{"__proto__":{"shop":"1900007783","operator":{}}}') as object, () => shops().own],
  ])('%s', async (_, more, expected) => {
    expect(await listed(more())).toBe(typeof expected === 'string' ? expected : expected())
  }) // prettier-ignore

  it('alerts, which are about no shop in particular: none are shown, and none can be marked as seen', async () => {
    const resource = {
      ...shops().forge.resource(`${shops().others}_1`, 'DOING'),
      state_description: 'USER_CONFIRM',
    }
    await shops().forge.post(
      shops().forge.letter({ id: 'foreign-for-alerts', resource: { ...resource, sub_mchid: THIRD } }),
    )
    const { data: all } = await shops().ask({ action: 'alerts' }, OPERATOR)
    const [alert] = all?.['alerts'] as { id: string; count: number }[]
    expect(alert).toMatchObject({ count: 1 })
    expect(await shops().ask({ action: 'alerts', seen: { id: alert?.id, count: 9 } })).toMatchObject({
      data: { alerts: [] },
    })
    expect(await shops().ask({ action: 'alerts' }, OPERATOR)).toMatchObject({ data: { alerts: [alert] } })
  })

  it.each(['__proto__', 'constructor', '../roster', 'roster', '$where', ' '])(
    'the head office marks the alert %j as seen, which there is not: nothing happens',
    async (id) => {
      const stored = JSON.stringify(roster())
      expect(codeOf(await shops().ask({ action: 'alerts', seen: { id, count: 1 } }, OPERATOR))).toBe('OK')
      expect(JSON.stringify(roster())).toBe(stored)
    },
  )
})

describe('an operator of one shop acts on an order of another', () => {
  const bill = () => ({ fees: [{ name: '使用时长', amount: 100 }], discounts: [], total: 100 })
  const day = () => shops().story.world.clock.now() + 864e5

  it.each<[string, (orderId: string) => object]>([
    ['get', (orderId) => ({ action: 'get', orderId })],
    ['complete', (orderId) => ({ action: 'complete', orderId, ...bill() })],
    ['cancel', (orderId) => ({ action: 'cancel', orderId, reason: 'x' })],
    ['waive', (orderId) => ({ action: 'cancel', orderId, reason: 'x', waive: true })],
    ['end an attempt', (orderId) => ({ action: 'cancel', orderId, reason: 'x', out_order_no: `${orderId}_1` })],
    ['modify', (orderId) => ({ action: 'modify', orderId, ...bill(), reason: 'x' })],
    ['collect', (orderId) => ({ action: 'collect', orderId })],
    ['message', (orderId) => ({ action: 'message', orderId, kind: 'pending', ...bill(), day: day() })],
    ['sync', (orderId) => ({ action: 'sync', orderId, paidAt: shops().story.world.clock.now() - 1000, reason: 'x' })],
    ['refund', (orderId) => ({ action: 'refund', orderId, requestKey: `${orderId}-refund-1`, amount: 1, reason: 'x' })],
  ])('%s: ORDER_NOT_FOUND, with or without saying that it is theirs', async (_, request) => {
    const claims = { shop: FIRST, sub_mchid: FIRST, operator: { shops: undefined }, openid: OPERATOR }
    for (const orderId of [shops().others, shops().waiting, '0'.repeat(24)])
      for (const more of [{}, claims])
        expect(codeOf(await shops().ask({ ...more, ...request(orderId) }))).toBe('ORDER_NOT_FOUND')
  }) // prettier-ignore

  it('the attempt of another’s order under the number of one’s shops().own: ORDER_NOT_FOUND', async () => {
    const end = { action: 'cancel', orderId: shops().own, reason: 'x', out_order_no: `${shops().others}_1` }
    expect(codeOf(await shops().ask(end))).toBe('ORDER_NOT_FOUND')
  })
})

describe('from a shop’s own mini-program', () => {
  const from = (appid: string, event: object, openid: string, fn = 'orders') =>
    shops().ask(event, openid, { appid }, fn)

  it.each(['get', 'cancel', 'reopen', 'retry', 'detail'])(
    '%s: another person’s order is not there',
    async (action) => {
      for (const orderId of [shops().own, shops().others, shops().waiting])
        expect(codeOf(await from(FIRSTS_APP, { action, orderId }, STRANGER))).toBe('ORDER_NOT_FOUND')
    },
  )

  it('nobody orders what another shop offers, by claiming to be there', async () => {
    const wish = {
      action: 'create',
      ...shops().story.wish('hotel-night', HOTEL),
      sub_mchid: SECOND,
      appid: 'wx1',
    }
    expect(codeOf(await from(FIRSTS_APP, wish, STRANGER))).toBe('UNKNOWN_OFFER')
    expect(codeOf(await from(THIRDS_APP, wish, STRANGER))).toBe('NO_IDENTITY')
  })

  it('control: what the shop itself offers is ordered there', async () => {
    const answer = (await from(
      FIRSTS_APP,
      { action: 'create', ...shops().story.wish() },
      STRANGER,
    )) as Answer<{
      order: OrderView
    }>
    expect(answer.ok && shops().story.document(answer.data.order.orderId)).toMatchObject({
      sub_mchid: FIRST,
      sub_appid: FIRSTS_APP,
    })
  })

  it.each([THIRDS_APP, 'wxother0000000000', '', ' ', '__proto__'])(
    '%j is no mini-program of ours: NO_IDENTITY',
    async (appid) => {
      for (const [fn, action] of [
        ['orders', 'list'],
        ['console', 'me'],
        ['console', 'list'],
      ] as const)
        expect(codeOf(await from(appid, { action, appid: FIRSTS_APP }, OPERATOR, fn))).toBe('NO_IDENTITY')
    },
  )
})

// The last one: it leaves many orders behind.
it('a cursor that they are given names no order of another shop', async () => {
  const { store } = shops().story.world.cloudbase
  const { _id, ...copied } = shops().story.document(shops().own) as unknown as Record<string, unknown>
  const at = shops().story.world.clock.now() + 1000
  const copies = Array.from({ length: 60 }, (_, n) => ({
    ...copied,
    _id: n.toString(16).padStart(24, 'd'),
    sub_mchid: n % 2 ? FIRST : SECOND,
    createdAt: at,
  }))
  await store.insert('orders', copies as never)
  const named: string[] = []
  for (let cursor: string | undefined; ;) {
    // Whoever adds another shop's orders to the cursor is not told whether they are there.
    const more = cursor === undefined ? {} : { cursor: `${cursor},${copies[0]?._id ?? ''}` }
    const { data } = await shops().ask({ action: 'list', ...more })
    cursor = data?.['cursor'] as string | undefined
    if (cursor === undefined) break
    named.push(...(cursor.split(':')[1] ?? '').split(','))
  }
  const theirs = copies.filter(({ sub_mchid }) => sub_mchid === SECOND).map((copy) => copy._id)
  expect(named.length).toBeGreaterThan(19)
  expect(named.filter((id) => theirs.includes(id))).toEqual([])
  expect(_id).toBe(shops().own)
})
