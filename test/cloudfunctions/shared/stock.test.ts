import fc from 'fast-check'
import type { Delivery } from '#domain/lines/delivery'
import type { CartLine, OrderedGoods } from '#domain/lines/pay-on-delivery'
import { Failed } from '../../../cloudfunctions/shared/failed'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import { SHORT } from '../../../cloudfunctions/shared/orders/for-a-person'
import { StoreConflict, StoreUnavailable } from '../../../cloudfunctions/shared/store'
import { isShort, isUnbalanced } from '../../../cloudfunctions/shared/orders/holding'
import {
  balance,
  findStock,
  insertHolding,
  type StockDocument,
  takeAgain,
  withLeft,
} from '../../../cloudfunctions/shared/stock'
import { MemoryStore } from '../../long/mutations/memory-store'
import { anOrder, T0 } from './orders/fixtures'

const OFFER = 'tea-shop'
const goods = (id: string, count: number): OrderedGoods => ({
  id,
  name: id,
  picture: 'https://pictures.example.com/x.png',
  amount: 100,
  count,
})
const stockOf = (id: string, left: unknown, offerId = OFFER): StockDocument => ({
  _id: `${offerId}.${id}`,
  schema: 1,
  version: 1,
  offerId,
  left: left as number,
})
const order = (more: Partial<OrderDocument> = {}): OrderDocument =>
  anOrder({ state: 'CREATING', offerId: OFFER, goods: [goods('tea', 2), goods('cup', 1)], ...more })
const accepted = (lines: CartLine[]): Delivery => ({
  returns: [{ goods: lines, reason: 'x', at: T0, state: 'accepted', answeredAt: T0 }],
})

/** A shelf with five teas; cups are not counted. */
function shelf(orders: OrderDocument[] = [], ...stock: StockDocument[]) {
  const store = new MemoryStore(orders)
  const all = stock.length > 0 ? stock : [stockOf('tea', 5)]
  for (const one of all) void store.insert('stock', one)
  return {
    store,
    desk: { store, clock: () => T0 },
    left: async (id = 'tea') => (await store.read<StockDocument>('stock', `${OFFER}.${id}`))?.left,
    stored: () => store.read<OrderDocument>('orders', order()._id),
  }
}

const codeOf = async (what: Promise<unknown>): Promise<unknown> => {
  const error = await what.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof Failed)) throw new Error('It did not fail.')
  return { code: error.code, details: error.details }
}

describe('what is left', () => {
  it.each([
    [3, 3],
    [0, 0],
    [-2, 0],
    [1.5, 0],
    ['3', 0],
    [undefined, 0],
  ])('of %j is %j', (left, expected) => {
    expect(withLeft(OFFER, [{ id: 'tea' }, { id: 'cup' }], [stockOf('tea', left)])).toEqual([
      { id: 'tea', left: expected },
      { id: 'cup' },
    ])
  })

  it('is its own offer’s', () => {
    expect(withLeft(OFFER, [{ id: 'tea' }], [stockOf('tea', 1, 'other-shop')])).toEqual([{ id: 'tea' }])
  })

  it('asks nothing for no offers', async () => {
    const find = () => Promise.reject(new Error('asked'))
    await expect(findStock({ find }, [])).resolves.toEqual([])
  })
})

describe('insertHolding', () => {
  it('takes what is counted with the order, and nothing else', async () => {
    const { store, left, stored } = shelf()
    const held = [{ id: 'tea', count: 2 }]
    expect(await insertHolding(store, order())).toEqual({ order: { ...order(), held } })
    expect(await stored()).toEqual({ ...order(), held })
    expect(await left()).toBe(3)
  })

  it('puts an order of a service there as it is, once', async () => {
    const { goods: _none, ...service } = order()
    const { store, left, stored } = shelf()
    expect(await insertHolding(store, service)).toEqual({ order: service })
    expect(await stored()).toEqual(service)
    expect(await insertHolding(store, service)).toBe('exists')
    expect(await left()).toBe(5)
  })

  it('and one of goods that nobody counts', async () => {
    const uncounted = order({ goods: [goods('cup', 1)] })
    const { store, stored } = shelf()
    expect(await insertHolding(store, uncounted)).toEqual({ order: uncounted })
    expect(await stored()).not.toHaveProperty('held')
    expect(await insertHolding(store, uncounted)).toBe('exists')
  })

  it('the second tap on the last ones finds the order of the first', async () => {
    const { store, left } = shelf([], stockOf('tea', 2))
    await insertHolding(store, order())
    expect(await insertHolding(store, order())).toBe('exists')
    expect(await left()).toBe(0)
  })

  it('takes the last ones', async () => {
    const { store, left } = shelf([], stockOf('tea', 2))
    await insertHolding(store, order())
    expect(await left()).toBe(0)
  })

  it.each([
    ['one too few', 1, 1],
    ['none', 0, 0],
    ['fewer than none', -3, 0],
    ['no number', 'many', 0],
  ])('sells nothing where there are %s', async (_, left, most) => {
    const { store, stored } = shelf([], stockOf('tea', left))
    expect(await codeOf(insertHolding(store, order()))).toEqual({
      code: 'SOLD_OUT',
      details: { goods: 'tea', problem: 'sold-out', most },
    })
    expect(await stored()).toBeUndefined()
  })

  it('one kind that is sold out leaves the others on the shelf', async () => {
    const { store, left } = shelf([], stockOf('tea', 5), stockOf('cup', 0))
    await expect(insertHolding(store, order())).rejects.toThrow(Failed)
    expect(await left()).toBe(5)
  })

  it('of the same order takes nothing a second time, also when it took the last ones', async () => {
    const { store, left } = shelf([], stockOf('tea', 2))
    await insertHolding(store, order())
    expect(await insertHolding(store, order())).toBe('exists')
    expect(await left()).toBe(0)
    const more = shelf()
    await insertHolding(more.store, order())
    expect(await insertHolding(more.store, order())).toBe('exists')
    expect(await more.left()).toBe(3)
  })

  it('of what nobody counts only makes the order', async () => {
    const { store, stored } = shelf([], stockOf('other', 1))
    expect(await insertHolding(store, order())).toEqual({ order: order() })
    expect(await insertHolding(store, order())).toBe('exists')
    expect(await stored()).toEqual(order())
  })

  it('reads again when somebody took of it, and gives up when it never holds still', async () => {
    const { store, left } = shelf()
    let conflicts = 3
    const once: MemoryStore = Object.create(store, {
      together: {
        value: (...args: Parameters<MemoryStore['together']>) =>
          conflicts-- > 0 ? Promise.resolve(false) : store.together(...args),
      },
    }) as MemoryStore
    await insertHolding(once, order())
    expect(await left()).toBe(3)
    const never: MemoryStore = Object.create(shelf().store, {
      together: { value: () => Promise.resolve(false) },
    }) as MemoryStore
    expect(await codeOf(insertHolding(never, order()))).toMatchObject({ code: 'STOCK_BUSY' })
  })

  it('says that the stock is busy while a transaction has it, and nothing else of what the database says', async () => {
    const failing = (error: Error): MemoryStore =>
      Object.create(shelf().store, { together: { value: () => Promise.reject(error) } }) as MemoryStore
    expect(await codeOf(insertHolding(failing(new StoreConflict('x')), order()))).toMatchObject({
      code: 'STOCK_BUSY',
    })
    const lost = new StoreUnavailable('x')
    await expect(insertHolding(failing(lost), order())).rejects.toBe(lost)
  })
})

describe('balance', () => {
  const held = [{ id: 'tea', count: 2 }]
  const both = (teas: number, cups: number) => [
    { id: 'tea', count: teas },
    { id: 'cup', count: cups },
  ]

  it.each(['REVOKED', 'EXPIRED', 'NOT_CREATED'] as const)('%s gives everything back', async (state) => {
    const ended = order({ state, held })
    const { desk, left, stored } = shelf([ended])
    const after = await balance(desk, ended)
    expect(after).toEqual(await stored())
    expect(after).toMatchObject({ held: [{ id: 'tea', count: 0 }], version: 2 })
    expect(await left()).toBe(7)
    expect(await balance(desk, after)).toBe(after)
    expect(await left()).toBe(7)
  })

  it('a part that was given back', async () => {
    const partly = order({ state: 'USER_ACCEPTED', held, delivery: accepted([{ id: 'tea', count: 1 }]) })
    const { desk, left } = shelf([partly])
    expect(await balance(desk, partly)).toMatchObject({ held: [{ id: 'tea', count: 1 }] })
    expect(await left()).toBe(6)
  })

  it('what was sent and not given back stays away, though the order ended', async () => {
    const sent = order({ state: 'REVOKED', held, delivery: { shipped: { note: 'x', at: T0 } } })
    const { desk, left } = shelf([sent])
    expect(await balance(desk, sent)).toBe(sent)
    expect(await left()).toBe(5)
  })

  it('confirmed after all: taken again, or a person is told once', async () => {
    const late = order({ state: 'USER_ACCEPTED', held: [{ id: 'tea', count: 0 }] })
    const enough = shelf([late])
    expect(await balance(enough.desk, late)).toMatchObject({ held, alerts: [] })
    expect(await enough.left()).toBe(3)
    const { desk, left, store } = shelf([late], stockOf('tea', 1))
    const short = await balance(desk, late)
    expect(short).toMatchObject({ held: [{ id: 'tea', count: 0 }], alerts: [SHORT] })
    expect(isShort(short)).toBe(true)
    expect(await left()).toBe(1)
    expect(await balance(desk, short)).toBe(short)
    await store.together([
      { collection: 'stock', before: stockOf('tea', 1), after: stockOf('tea', 2) },
      { collection: 'differences', insert: { _id: 'any' } },
    ])
    expect(await balance(desk, short)).toMatchObject({ held, alerts: [] })
    expect(await left()).toBe(0)
  })

  it('enough again: of what a person was told, that alone goes', async () => {
    const late = order({
      state: 'USER_ACCEPTED',
      held: [{ id: 'tea', count: 0 }],
      alerts: ['another', SHORT],
    })
    expect(await balance(shelf([late]).desk, late)).toMatchObject({ alerts: ['another'] })
  })

  it('takes of one kind what there is, and tells a person of the other', async () => {
    const late = order({ state: 'USER_ACCEPTED', held: both(0, 0) })
    const { desk, left } = shelf([late], stockOf('tea', 5), stockOf('cup', 0))
    expect(await balance(desk, late)).toMatchObject({ held: both(2, 0), alerts: [SHORT] })
    expect(await left()).toBe(3)
    expect(await left('cup')).toBe(0)
  })

  it('what it already said is no reason to leave the rest', async () => {
    const late = order({ state: 'USER_ACCEPTED', held: both(0, 0), alerts: [SHORT] })
    const { desk, left } = shelf([late], stockOf('tea', 5), stockOf('cup', 0))
    expect(await balance(desk, late)).toMatchObject({ held: both(2, 0), alerts: [SHORT] })
    expect(await left()).toBe(3)
  })

  it('gives up when the stock never holds still, and leaves everything as it was', async () => {
    const ended = order({ state: 'REVOKED', held })
    const { desk, store, left } = shelf([ended])
    let tries = 0
    const value = () => Promise.resolve(tries++ > 99)
    const never = Object.create(store, { together: { value } }) as MemoryStore
    expect(await balance({ ...desk, store: never }, ended)).toEqual(ended)
    expect(tries).toBe(8)
    expect(await left()).toBe(5)
  })

  it('what is to be given back is not short, whatever a person was told before', () => {
    expect(isShort(order({ state: 'REVOKED', held, alerts: [SHORT] }))).toBe(false)
    expect(isShort(order({ held: [{ id: 'tea', count: 0 }] }))).toBe(false)
  })

  it('goods that are not counted any more are held no longer', async () => {
    const ended = order({ state: 'REVOKED', held })
    const { desk, stored } = shelf([ended], stockOf('other', 1))
    expect(await balance(desk, ended)).toMatchObject({ held: [], version: 2 })
    expect(await stored()).toMatchObject({ held: [] })
  })

  it('an order that moved on meanwhile is looked at as it is now', async () => {
    const before = order({ state: 'REVOKED', held })
    const { desk, left, store } = shelf([before])
    await store.compareAndSet('orders', before, { ...before, state: 'USER_ACCEPTED' })
    expect(await balance(desk, before)).toMatchObject({ state: 'USER_ACCEPTED', held })
    expect(await left()).toBe(5)
  })
})

describe('takeAgain', () => {
  const gone = order({ state: 'EXPIRED', held: [{ id: 'tea', count: 0 }] })

  it('takes what the order gave back, and has reconcile look whether anything came of it', async () => {
    const { desk, left, stored } = shelf([gone])
    const after = await takeAgain(desk, gone)
    expect(after).toMatchObject({ held: [{ id: 'tea', count: 2 }], nextCheckAt: T0 + 60_000, version: 2 })
    expect(await stored()).toEqual(after)
    expect(await left()).toBe(3)
  })

  it('takes nothing where everything is still held, or nothing is counted', async () => {
    for (const held of [[{ id: 'tea', count: 2 }], [], undefined]) {
      const kept = order({ state: 'EXPIRED', ...(held ? { held } : {}) })
      const { desk, left } = shelf([kept])
      expect(await takeAgain(desk, kept)).toBe(kept)
      expect(await left()).toBe(5)
    }
  })

  it('SOLD_OUT where there are too few, STATE_CHANGED where the order moved on', async () => {
    const few = shelf([gone], stockOf('tea', 1))
    expect(await codeOf(takeAgain(few.desk, gone))).toMatchObject({
      code: 'SOLD_OUT',
      details: { goods: 'tea', most: 1 },
    })
    expect(await few.left()).toBe(1)
    const { desk, store, left } = shelf([gone])
    await store.compareAndSet('orders', gone, { ...gone, checks: 5 })
    expect(await codeOf(takeAgain(desk, gone))).toMatchObject({ code: 'STATE_CHANGED' })
    expect(await left()).toBe(5)
  })

  it('STOCK_BUSY where the stock never holds still', async () => {
    const { store, desk, left } = shelf([gone])
    const never = Object.create(store, { together: { value: () => Promise.resolve(false) } }) as MemoryStore
    expect(await codeOf(takeAgain({ ...desk, store: never }, gone))).toMatchObject({ code: 'STOCK_BUSY' })
    expect(await left()).toBe(5)
  })
})

it('whatever becomes of orders, what is left and what they hold is what there was, and nothing is sold twice', async () => {
  const move = fc.record({
    who: fc.nat(3),
    what: fc.constantFrom('insert', 'balance', 'again', 'REVOKED', 'USER_ACCEPTED', 'EXPIRED', 'back'),
    count: fc.integer({ min: 1, max: 3 }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(move, { maxLength: 40 }), async (moves) => {
      const { store, desk, left } = shelf()
      for (const { who, what, count } of moves) {
        const _id = `${who}`.repeat(24)
        const now = await store.read<OrderDocument>('orders', _id)
        if (what === 'insert')
          await insertHolding(store, { ...order({ goods: [goods('tea', count)] }), _id }).catch(ignoreFailed)
        else if (!now) continue
        else if (what === 'balance') await balance(desk, now)
        else if (what === 'again') await takeAgain(desk, now).catch(ignoreFailed)
        else if (what === 'back')
          await store.compareAndSet('orders', now, {
            ...now,
            delivery: accepted([{ id: 'tea', count: Math.min(count, now.goods?.[0]?.count ?? 0) }]),
          })
        else await store.compareAndSet('orders', now, { ...now, state: what as 'REVOKED' })
        const orders = await store.find<OrderDocument>('orders')
        const held = orders.flatMap((one) => one.held ?? []).reduce((sum, line) => sum + line.count, 0)
        const rest = (await left()) ?? NaN
        expect(rest + held).toBe(5)
        expect(rest).toBeGreaterThanOrEqual(0)
      }
      for (const one of await store.find<OrderDocument>('orders')) {
        const after = await balance(desk, one)
        expect(isUnbalanced(after) && !after.alerts.includes(SHORT)).toBe(false)
      }
    }),
    { numRuns: 200 },
  )
})

function ignoreFailed(error: unknown): void {
  if (!(error instanceof Failed)) throw error
}
