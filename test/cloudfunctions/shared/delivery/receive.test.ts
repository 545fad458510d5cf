import { askReturn } from '../../../../cloudfunctions/shared/delivery/ask-return'
import { billOfGoods, receive } from '../../../../cloudfunctions/shared/delivery/receive'
import { Failed } from '../../../../cloudfunctions/shared/failed'
import type { OrderDocument } from '../../../../cloudfunctions/shared/orders/document'
import { receiveDue } from '../../../../cloudfunctions/reconcile/receive'
import { NOT_BILLED } from '../../../../cloudfunctions/shared/orders/for-a-person'
import { aDesk, refuses, says, silence, tells, type Said } from '../orders/desk'
import { anOrder, aPending, T0 } from '../orders/fixtures'

const DAY = 86_400_000
const goods = [
  { id: 'tea', name: '龙井', picture: 'https://p.example.com/t.png', amount: 6800, count: 2 },
  { id: 'cup', name: '茶杯', picture: 'https://p.example.com/c.png', amount: 1990, count: 1 },
]
const back = (lines: { id: string; count: number }[], state: 'asked' | 'accepted' = 'accepted') => ({
  goods: lines,
  reason: 'x',
  at: T0,
  state,
  ...(state === 'asked' ? {} : { answeredAt: T0 }),
})
const ALL = [{ id: 'tea', count: 2 }, { id: 'cup', count: 1 }] // prettier-ignore
const PRICE = { riskAmount: 15_590, maxCharge: 15_590 }
const order = (more: Partial<OrderDocument> = {}): OrderDocument =>
  anOrder({
    state: 'USER_ACCEPTED',
    line: 'pay-on-delivery',
    protocol: 'service-orders',
    goods,
    preview: { fees: [], discounts: [], riskName: 'ESTIMATE_ORDER_COST', ...PRICE },
    delivery: { shipped: { note: 'x', at: T0 - 7 * DAY }, receiveAt: T0 },
    receiveAt: T0,
    ...more,
  })
const doing: Said = tells('DOING', { state_description: 'USER_CONFIRM', mchid: '1900000001' })

/** A desk over one order, after the question that every receipt begins with. */
const desk = (one: OrderDocument, ...said: Said[]) => aDesk([one], doing, ...said)
const codeOf = async (what: Promise<unknown>): Promise<string> => {
  const error = await what.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof Failed ? error.code : String(error)
}

describe('billOfGoods', () => {
  it('bills what is kept, to the fen', () => {
    expect(billOfGoods({ goods })).toEqual({
      fees: [
        { name: '龙井', amount: 13_600, description: '单价 ¥68.00', count: 2 },
        { name: '茶杯', amount: 1990, description: '单价 ¥19.90', count: 1 },
      ],
      discounts: [],
      total: 15_590,
    })
    expect(billOfGoods({ goods, delivery: { returns: [back([{ id: 'tea', count: 1 }])] } })).toMatchObject({
      total: 8790,
    })
  })

  it('says one line also where nothing is kept', () => {
    expect(billOfGoods({ goods, delivery: { returns: [back(ALL)] } })).toEqual({
      fees: [{ name: '龙井', amount: 0, description: '已全部退货' }],
      discounts: [],
      total: 0,
    })
  })
})

describe('receive', () => {
  it.each<[string, Partial<OrderDocument>, string]>([
    ['a service', { goods: undefined as never }, 'NOT_ALLOWED_NOW'],
    ['unconfirmed', { state: 'CREATED' }, 'NOT_ALLOWED_NOW'],
    ['cancelled', { state: 'REVOKED' }, 'NOT_ALLOWED_NOW'],
    ['received', { state: 'FINISHED' }, 'RECEIVED'],
    ['paid', { state: 'USER_PAID' }, 'RECEIVED'],
    ['under way', { pending: aPending('complete') }, 'PENDING'],
    ['not sent', { delivery: {} }, 'NOT_SHIPPED'],
    ['with a return that waits', { delivery: { shipped: { note: 'x', at: T0 }, returns: [back(ALL, 'asked')] } }, 'RETURN_OPEN'],
  ])('of what is %s: %s, and nothing is asked or sent', async (_, more, code) => {
    const one = desk(order(more))
    expect(await codeOf(receive(one.desk, order(more), 'customer'))).toBe(code)
    expect(one.sent).toEqual([])
  }) // prettier-ignore

  it.each<[string, Said]>([
    ['nothing', silence()],
    ['that there is no such order', refuses(404, 'ORDER_NOT_EXIST')],
  ])('sends nothing while WeChat Pay says %s', async (_, said) => {
    const one = aDesk([order()], said)
    expect(await codeOf(receive(one.desk, order(), 'customer'))).toBe('RESULT_UNKNOWN')
    expect(one.sent).toHaveLength(1)
  })

  it.each([
    ['above what was shown', { preview: { ...order().preview, ...PRICE, maxCharge: 15_589 } }, 'OVER_LIMIT'],
    ['with another total than was billed', { charged: 1 }, 'ALREADY_COMPLETED'],
  ])('sends no bill %s', async (_, more, code) => {
    const one = desk(order(more))
    expect(await codeOf(receive(one.desk, order(more), 'customer'))).toBe(code)
    expect(one.sent).toHaveLength(1)
    expect((await one.stored()).pending).toBeUndefined()
  })

  it('is stored before it is sent', async () => {
    const one = desk(order(), silence())
    const done = await receive(one.desk, order(), 'customer')
    expect(done.pending).toMatchObject({ action: 'complete', bill: { total: 15_590 }, by: 'customer' })
    expect(JSON.parse(one.sent[1]?.call.body ?? '')).toMatchObject({
      total_amount: 15_590,
      profit_sharing: false,
    })
    expect((await one.stored()).pending?.call.body).toBe(one.sent[1]?.call.body)
    expect(done.receiveAt).toBeUndefined()
  })

  it('of what was given back before it was sent bills nothing', async () => {
    const given = order({ delivery: { returns: [back(ALL)] } })
    const one = desk(given, silence())
    await receive(one.desk, given, 'reconcile')
    expect(JSON.parse(one.sent[1]?.call.body ?? '')).toMatchObject({ total_amount: 0 })
  })

  it('of what was never sent nor asked back is refused', async () => {
    const { delivery: _none, ...bare } = order()
    const one = desk(bare)
    expect(await codeOf(receive(one.desk, bare, 'customer'))).toBe('NOT_SHIPPED')
  })

  it('loses against a return that came while WeChat Pay was asked', async () => {
    const one = aDesk([order()], async () => {
      await askReturn(one.desk, order(), { goods: ALL, reason: 'x' })
      return doing as never
    })
    expect(await codeOf(receive(one.desk, order(), 'customer'))).toMatch(/STATE_CHANGED|RETURN_OPEN/)
    expect(one.sent.every(({ call }) => call.action === 'query')).toBe(true)
  })
})

describe('askReturn', () => {
  it.each<[string, Partial<OrderDocument>, string]>([
    ['received', { state: 'FINISHED' }, 'RECEIVED'],
    ['under way', { pending: aPending('complete') }, 'PENDING'],
    ['asked for already', { delivery: { returns: [back(ALL, 'asked')] } }, 'RETURN_OPEN'],
    ['paid', { state: 'USER_PAID' }, 'RECEIVED'],
    ['a service', { goods: undefined as never, delivery: undefined as never }, 'NOT_ALLOWED_NOW'],
    ['asked for too often', { delivery: { returns: Array(5).fill({ ...back(ALL), state: 'declined' }) as never } }, 'TOO_MANY'],
    ['unconfirmed', { state: 'CREATED' }, 'NOT_ALLOWED_NOW'],
    ['given back', { delivery: { returns: [back(ALL)] } }, 'NOT_ALLOWED_NOW'],
  ])('of what is %s: %s', async (_, more, code) => {
    const one = desk(order(more))
    expect(await codeOf(askReturn(one.desk, order(more), { goods: ALL, reason: 'x' }))).toBe(code)
    expect((await one.stored()).version).toBe(1)
  }) // prettier-ignore

  it('of more than was bought is refused, and says which goods', async () => {
    const one = desk(order())
    const failure = await askReturn(one.desk, order(), {
      goods: [{ id: 'tea', count: 3 }],
      reason: 'x',
    }).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 'CART_INVALID',
      details: { goods: 'tea', problem: 'count', most: 2 },
    })
    expect((await one.stored()).version).toBe(1)
  })

  it('too often says whom to ask', async () => {
    const returns = Array(5).fill({ ...back(ALL), state: 'declined' }) as never
    const tired = order({ delivery: { returns } })
    await expect(askReturn(desk(tired).desk, tired, { goods: ALL, reason: 'x' })).rejects.toThrow('联系商家')
  })

  it('keeps the goods from counting as received', async () => {
    const one = desk(order())
    const asked = await askReturn(one.desk, order(), { goods: ALL, reason: '坏了' })
    expect(asked.receiveAt).toBeUndefined()
    expect(asked.delivery?.returns).toEqual([{ goods: ALL, reason: '坏了', at: T0, state: 'asked' }])
    expect(asked.audit.at(-1)).toMatchObject({ by: 'customer', what: 'return', note: '坏了' })
  })
})

describe('receiveDue', () => {
  /** The store of the tests finds everything: only what is due is shown to it. */
  const due = (one: ReturnType<typeof aDesk>) => {
    const { store } = one.desk
    const find = async () =>
      (await one.store.find<OrderDocument>('orders')).filter(
        ({ receiveAt = Infinity }) => receiveAt <= one.now,
      )
    return { ...one.desk, store: Object.create(store, { find: { value: find } }) as typeof store }
  }

  it('bills what is due, once', async () => {
    const one = desk(order(), says({ state: 'DOING', state_description: 'MCH_COMPLETE' }))
    expect(await receiveDue(due(one), () => true)).toBe(1)
    expect(await receiveDue(due(one), () => true)).toBe(0)
    expect(one.sent.filter(({ call }) => call.action === 'complete')).toHaveLength(1)
  })

  it('a refused bill is tried again in a quarter of an hour, and a person is told', async () => {
    const one = aDesk([order()], doing, refuses(400, 'INVALID_REQUEST'), doing)
    expect(await receiveDue(due(one), () => true)).toBe(0)
    expect(await one.stored()).toMatchObject({ receiveAt: T0 + 15 * 60_000, alerts: [NOT_BILLED] })
  })

  it('silence is tried again later, and nobody is told', async () => {
    const one = aDesk([order()], silence())
    expect(await receiveDue(due(one), () => true)).toBe(0)
    expect(await one.stored()).toMatchObject({ receiveAt: T0 + 15 * 60_000, alerts: [] })
  })

  it('ends when WeChat Pay wants fewer calls, and when the time is over', async () => {
    const busy = desk(order(), refuses(429, 'FREQUENCY_LIMITED'), doing)
    expect(await receiveDue(due(busy), () => true)).toBe(0)
    const late = desk(order())
    expect(await receiveDue(due(late), () => false)).toBe(0)
    expect(late.sent).toEqual([])
  })

  it('what is broken keeps nobody else from their turn', async () => {
    const broken = order({ _id: 'f'.repeat(24), attempts: [] })
    const one = aDesk([order(), broken], doing, says({ state: 'DOING', state_description: 'MCH_COMPLETE' }))
    expect(await receiveDue(due(one), () => true)).toBe(1)
    expect(await one.stored(broken._id)).toMatchObject({ receiveAt: T0 + 15 * 60_000 })
  })
})
