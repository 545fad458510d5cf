import { fillShelf, goodsOf, leftOf, openGoodsStory, restLeaks, SHELF, TEA } from '../goods'
import { CUSTOMER, OPERATOR, type Story, STRANGER } from '../story'
import { codeOf, type Answered } from './attack'

/** What nobody can do to goods: set their price, take what is not there, receive or give back what is another's. */

const CLERK = 'local-clerk-4'
const SHOP = '1900007784'
let story: Story
let confirmed = ''
let sent = ''
let asked = ''
let before = ''
const goods = goodsOf(() => story)

const state = (): string =>
  JSON.stringify([
    [confirmed, sent, asked].map((id) => [story.document(id), story.atWeChatPay(id)]),
    ['tea', 'cake'].map((id) => leftOf(story, id)),
    story.documents().length,
  ])
const ask = (fn: string, event: object, openid = CUSTOMER): Promise<Answered> =>
  story.world.cloudbase.invoke(fn, event, { openid }) as Promise<Answered>
const create = (more: object) => ({ action: 'create', ...story.wish(SHELF, { cart: [TEA] }), ...more })
const atOf = (orderId: string): number => story.document(orderId).delivery?.returns?.[0]?.at ?? 0

beforeAll(async () => {
  story = await openGoodsStory()
  await fillShelf(story, { tea: 50, cake: 1 })
  confirmed = await goods.accepted()
  sent = await goods.shipped()
  asked = await goods.shipped()
  await goods.askReturn(asked, [{ id: 'tea', count: 1 }])
  await story.world.cloudbase.store.put('shops', [
    { _id: SHOP, schema: 1, version: 1, name: '另一家店', phone: '400', enabled: true },
  ] as never)
  const { code } = await story.call('console', 'invite', { name: '店员', shops: [SHOP] }, OPERATOR)
  await story.call('console', 'join', { code }, CLERK)
  before = state()
})
afterAll(() => story.close())
afterEach(() => {
  expect(state()).toBe(before)
  expect(restLeaks(story, { tea: 50, cake: 1 })).toEqual([])
})

describe('a cart', () => {
  const line = { id: 'tea', count: 1 }

  it.each<[string, unknown]>([
    ['a price of its own', [{ ...line, amount: 1 }]],
    ['a name of its own', [{ ...line, name: '免费' }]],
    ['a prototype', [JSON.parse('{"id":"tea","count":1,"__proto__":{"amount":1}}')]],
    ['a negative count', [{ ...line, count: -1 }]],
    ['zero', [{ ...line, count: 0 }]],
    ['a fraction', [{ ...line, count: 1.5 }]],
    ['NaN', [{ ...line, count: NaN }]],
    ['a count as a text', [{ ...line, count: '1' }]],
    ['a count above every number', [{ ...line, count: 2 ** 53 }]],
    ['1e308 of it', [{ ...line, count: 1e308 }]],
    ['an id that is an object', [{ ...line, id: { $gt: '' } }]],
    ['an id with a dot', [{ ...line, id: 'tea.left' }]],
    ['an empty id', [{ ...line, id: '' }]],
    ['21 kinds', Array.from({ length: 21 }, (_, n) => ({ id: `g${n}`, count: 1 }))],
    ['an object', { tea: 1 }],
    ['a text', 'tea'],
    ['null', null],
  ])('with %s: INVALID_REQUEST', async (_, cart) => {
    expect(codeOf(await ask('orders', create({ cart })))).toBe('INVALID_REQUEST')
  })

  it.each<[string, string, unknown]>([
    ['CART_INVALID', 'nothing in it', []],
    ['CART_INVALID', 'prototype names', [{ id: 'constructor', count: 1 }]],
    ['CART_INVALID', '__proto__', [{ id: '__proto__', count: 1 }]],
    ['CART_INVALID', 'another offer’s goods', [{ id: 'power-bank', count: 1 }]],
    ['CART_INVALID', 'a hundred', [{ id: 'tea', count: 100 }]],
    ['CART_INVALID', 'as many as there can be', [{ id: 'tea', count: Number.MAX_SAFE_INTEGER }]],
    ['CART_INVALID', 'one kind twice', [line, line]],
    ['SOLD_OUT', 'more than there are', [{ id: 'cake', count: 2 }]],
  ])('%s for %s', async (code, _, cart) => {
    expect(codeOf(await ask('orders', create({ cart })))).toBe(code)
  })

  it('at a service is no order of it, and choices are none of goods', async () => {
    expect(codeOf(await ask('orders', create({ offerId: 'power-bank' })))).toBe('CART_INVALID')
    expect(codeOf(await ask('orders', create({ choices: { size: 'big' } })))).toBe('UNKNOWN_CHOICE')
    expect(codeOf(await ask('orders', create({ cart: undefined })))).toMatch(/CART_INVALID|INVALID_REQUEST/)
  })
})

it('control fields beside a cart decide nothing', async () => {
  const control = {
    goods: [{ id: 'tea', name: 'x', picture: 'x', amount: 1, count: 2 }],
    held: [],
    delivery: { shipped: { note: 'x', at: 1 }, receiveAt: 1 },
    receiveAt: 1,
    receiveAfterDays: 0,
    preview: { maxCharge: 1 },
    price: 1,
    mchid: '1',
    sub_mchid: '1',
  }
  const answer = await ask('orders', create(control))
  const orderId = (answer.data?.['order'] as { orderId: string }).orderId
  const order = story.document(orderId)
  expect(order).toMatchObject({ held: [TEA], receiveAfterDays: 7, preview: { maxCharge: 13_600 } })
  expect(order.goods).toMatchObject([{ name: '明前龙井 50 克', amount: 6800, count: 2 }])
  expect(order.delivery).toBeUndefined()
  expect(order.receiveAt).toBeUndefined()
  before = state()
})

describe('another customer', () => {
  it.each([
    ['receive', {}],
    ['return', { goods: [TEA], reason: '不要了' }],
    ['get', {}],
  ])('%s: ORDER_NOT_FOUND, whatever they say they are', async (action, more) => {
    const forged = { openid: CUSTOMER, OPENID: CUSTOMER, operator: true, userInfo: { openId: CUSTOMER } }
    for (const orderId of [confirmed, sent, asked])
      for (const openid of [STRANGER, OPERATOR])
        expect(codeOf(await ask('orders', { action, orderId, ...more, ...forged }, openid))).toBe(
          'ORDER_NOT_FOUND',
        )
  })
})

describe('a return', () => {
  const give = (lines: unknown, more: object = {}) =>
    ask('orders', { action: 'return', orderId: sent, goods: lines, reason: '不要了', ...more })

  it.each<[string, string, unknown]>([
    ['CART_INVALID', 'of nothing', []],
    ['CART_INVALID', 'of more than is kept', [{ id: 'tea', count: 3 }]],
    ['CART_INVALID', 'of what was not ordered', [{ id: 'cake', count: 1 }]],
    ['CART_INVALID', 'of one kind twice', [{ id: 'tea', count: 1 }, { id: 'tea', count: 1 }]],
    ['INVALID_REQUEST', 'of fewer than nothing', [{ id: 'tea', count: -1 }]],
    ['INVALID_REQUEST', 'of a half', [{ id: 'tea', count: 0.5 }]],
    ['INVALID_REQUEST', 'with a price', [{ id: 'tea', count: 1, amount: 999_999 }]],
    ['INVALID_REQUEST', 'as a text', 'tea'],
  ])('%s %s', async (code, _, lines) => {
    expect(codeOf(await give(lines))).toBe(code)
  }) // prettier-ignore

  it('without a reason, or with a hidden one', async () => {
    for (const reason of ['', ' ', '\u200b', 'x'.repeat(200), 7])
      expect(codeOf(await give([TEA], { reason }))).toBe('INVALID_REQUEST')
  })

  it('while one waits, of an order that does not exist, and by its own word accepted', async () => {
    const forged = { state: 'accepted', answeredAt: 1, accept: true, at: atOf(asked) }
    const again = { action: 'return', orderId: asked, goods: [TEA], reason: 'x', ...forged }
    expect(codeOf(await ask('orders', again))).toBe('RETURN_OPEN')
    const nobody = { ...again, orderId: '0'.repeat(24) }
    expect(codeOf(await ask('orders', nobody))).toBe('ORDER_NOT_FOUND')
  })
})

describe('an answer to a return', () => {
  const answer = (more: object, openid = OPERATOR) =>
    ask('console', { action: 'answerReturn', orderId: asked, at: atOf(asked), accept: true, ...more }, openid)

  it('by the customer, a stranger, and the operator of another shop', async () => {
    expect(codeOf(await answer({}, CUSTOMER))).toBe('NOT_OPERATOR')
    expect(codeOf(await answer({ openid: OPERATOR, operator: true }, STRANGER))).toBe('NOT_OPERATOR')
    expect(codeOf(await answer({}, CLERK))).toBe('ORDER_NOT_FOUND')
    expect(codeOf(await ask('console', { action: 'ship', orderId: confirmed, note: 'x' }, CLERK))).toBe(
      'ORDER_NOT_FOUND',
    )
    expect(codeOf(await ask('orders', { action: 'answerReturn', orderId: asked, accept: true }))).toBe(
      'UNKNOWN_ACTION',
    )
  })

  it.each<[string, object, string]>([
    ['of another moment', { at: 1_800_000_000_000 }, 'NOT_ALLOWED_NOW'],
    ['of an order without one', { orderId: 'sent' }, 'NOT_ALLOWED_NOW'],
    ['at no moment', { at: undefined }, 'INVALID_REQUEST'],
    ['at a moment as a text', { at: '1800000000000' }, 'INVALID_REQUEST'],
    ['neither yes nor no', { accept: 'true' }, 'INVALID_REQUEST'],
    ['with a note in two lines that is too long', { note: '长'.repeat(61) }, 'INVALID_REQUEST'],
  ])('%s', async (_, more, code) => {
    const orderId = 'orderId' in more ? { orderId: sent } : {}
    expect(codeOf(await answer({ ...more, ...orderId }))).toBe(code)
  })

  it('replayed after a decline, it accepts no later return', async () => {
    const orderId = await goods.shipped()
    await goods.askReturn(orderId)
    const replayed = { action: 'answerReturn', orderId, at: atOf(orderId), accept: true }
    await goods.answer(orderId, false)
    expect(codeOf(await ask('console', replayed, OPERATOR))).toBe('STATE_CHANGED')
    await story.pass(5)
    await goods.askReturn(orderId, [{ id: 'tea', count: 1 }])
    expect(codeOf(await ask('console', replayed, OPERATOR))).toBe('STATE_CHANGED')
    expect(story.document(orderId).delivery?.returns?.map((one) => one.state)).toEqual(['declined', 'asked'])
    before = state()
  })
})

it('the timer is nobody’s to play, and bills nothing before its time', async () => {
  const timer = { Type: 'Timer', TriggerName: 'everyMinute', Time: '2026-11-20T00:00:00Z', receiveAt: 1 }
  for (const openid of [CUSTOMER, OPERATOR])
    expect(await ask('reconcile', timer, openid)).toEqual({ ok: false, skipped: 'not-the-timer' })
  const http = await story.world.cloudbase.invoke('reconcile', timer, { source: 'http' })
  expect(http).toMatchObject({ skipped: 'not-the-timer' })
})

it('receiving what was not sent, or while a return waits', async () => {
  expect(codeOf(await ask('orders', { action: 'receive', orderId: confirmed, shipped: true }))).toBe(
    'NOT_SHIPPED',
  )
  expect(codeOf(await ask('orders', { action: 'receive', orderId: asked, total: 1 }))).toBe('RETURN_OPEN')
})
