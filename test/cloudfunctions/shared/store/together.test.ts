import { openStore, StoreMisuse } from '../../../../cloudfunctions/shared/store'
import { allOrNone, checkSteps, placesOf, type Step } from '../../../../cloudfunctions/shared/store/together'
import type { SdkDatabase } from '../../../../cloudfunctions/shared/store/sdk'
import { openTestCloud, type TestCloud } from '../cloud'

const store = openStore()
let test: TestCloud
beforeAll(async () => {
  test = await openTestCloud()
})
beforeEach(() => {
  test.fresh()
  test.cloud.faults.clear()
})
afterAll(() => test.cloud.close())

const order = (_id = 'a', more: object = {}) => ({ _id, version: 1, ...more })
const stock = (left: number, version = 1, _id = 's') => ({ _id, version, left })
const takes = (before = stock(5), left = before.left - 1): Step => ({
  collection: 'stock',
  before,
  after: { ...before, left } as typeof before,
})
const makes = (_id = 'a'): Step => ({ collection: 'orders', insert: order(_id) })
const stored = (collection: string, id: string) => test.cloud.store.get(collection, id, test.env())

describe('together', () => {
  it('makes all of it, and the versions grow', async () => {
    await store.insert('stock', stock(5))
    await store.insert('orders', order('b', { state: 'CREATED' }))
    const before = order('b', { state: 'CREATED' })
    const changes: Step = { collection: 'orders', before, after: { ...before, state: 'REVOKED' } as typeof before }
    expect(await store.together([makes(), changes, takes()])).toBe(true)
    expect(stored('orders', 'a')).toEqual(order())
    expect(stored('orders', 'b')).toEqual({ _id: 'b', version: 2, state: 'REVOKED' })
    expect(stored('stock', 's')).toEqual({ _id: 's', version: 2, left: 4 })
  }) // prettier-ignore

  it.each<[string, () => Step[]]>([
    ['the last document moved on', () => [makes(), takes(stock(5, 9))]],
    ['the first document moved on', () => [takes(stock(5, 9)), makes()]],
    ['there is no such document', () => [makes(), takes({ ...stock(5), _id: 'nobody' })]],
    ['the new document is there', () => [takes(), makes('taken')]],
    ['… and comes first', () => [makes('taken'), takes()]],
  ])('nothing of it when %s', async (_, steps) => {
    await store.insert('stock', stock(5))
    await store.insert('orders', order('taken', { by: 'somebody else' }))
    expect(await store.together(steps())).toBe(false)
    expect(stored('stock', 's')).toEqual(stock(5))
    expect(stored('orders', 'taken')).toEqual(order('taken', { by: 'somebody else' }))
    expect(test.cloud.store.list('orders', test.env())).toHaveLength(1)
    // Nothing stays locked.
    expect(await store.together([makes(), takes()])).toBe(true)
  })

  it('of many at once each takes one, and none is taken twice', async () => {
    await store.insert('stock', stock(3))
    const take = async (n: number): Promise<boolean> => {
      for (;;) {
        const now = await store.read<ReturnType<typeof stock>>('stock', 's')
        if (!now || now.left === 0) return false
        if (await store.together([makes(`o${n}`), takes(now)])) return true
      }
    }
    const got = await Promise.all([1, 2, 3, 4, 5].map(take))
    expect(got.filter(Boolean)).toHaveLength(3)
    expect(stored('stock', 's')).toEqual({ _id: 's', version: 4, left: 0 })
    expect(test.cloud.store.list('orders', test.env())).toHaveLength(3)
  })

  it.each<[string, Step[], RegExp]>([
    ['one document alone', [makes()], /needs no transaction/],
    ['nothing', [], /needs no transaction/],
    ['what the SDK would mangle', [{ collection: 'orders', insert: { _id: 'a', at: new Date(0) } as never }, takes()], /not plain JSON/],
    ['a move to another id', [makes(), { collection: 'stock', before: stock(5), after: { ...stock(4), _id: 'x' } }], /another _id/],
    ['a document without a version', [makes(), { collection: 'stock', before: { _id: 's' } as never, after: stock(4) }], /no version/],
    ['a version that is a text', [makes(), takes({ ...stock(5), version: '1' as never })], /no version/],
  ])('refuses %s and sends nothing', async (_, steps, message) => {
    expect(() => checkSteps(steps)).toThrow(StoreMisuse)
    const all = (async () => store.together(steps))()
    await expect(all).rejects.toThrow(message)
    expect(test.cloud.store.list('orders', test.env())).toEqual([])
  }) // prettier-ignore

  it('names its collections once', () => {
    expect(placesOf([makes(), makes('b'), takes()])).toBe('orders and stock')
  })
})

describe('allOrNone over a database that fails', () => {
  /** A database whose transactions go as the test says, one after the other. */
  function database(...commits: (Error | undefined)[]) {
    const seen = { started: 0, rolledBack: 0, committed: 0, pauses: [] as number[] }
    const document = {
      get: () => Promise.resolve({ data: stock(5) }),
      update: () => Promise.resolve({}),
    }
    const transaction = {
      collection: () => ({ add: () => Promise.resolve({}), doc: () => document }),
      commit: () => {
        const error = commits[seen.started - 1]
        if (error) return Promise.reject(error)
        seen.committed++
        return Promise.resolve({})
      },
      rollback: () => {
        seen.rolledBack++
        return Promise.reject(new Error('the transaction is over'))
      },
    }
    const fake = {
      command: { set: (value: unknown) => value, remove: () => undefined },
      startTransaction: () => {
        seen.started++
        return Promise.resolve(transaction)
      },
    } as unknown as SdkDatabase
    const pause = (most: number): Promise<void> => {
      seen.pauses.push(most)
      return Promise.resolve()
    }
    return { seen, run: () => allOrNone(fake, [makes(), takes()], pause) }
  }
  const conflict = (): Error =>
    Object.assign(new Error('[ResourceUnavailable.TransactionConflict] Transaction is conflict'), {
      errCode: -501_000,
      errMsg: '[ResourceUnavailable.TransactionConflict] Transaction is conflict',
    })

  it('a conflict is tried again after a pause that grows', async () => {
    const { seen, run } = database(conflict(), conflict())
    expect(await run()).toBe(true)
    expect(seen).toEqual({ started: 3, rolledBack: 2, committed: 1, pauses: [40, 80] })
  })

  it('an endless conflict ends', async () => {
    const { seen, run } = database(...Array.from({ length: 99 }, conflict))
    await expect(run()).rejects.toThrow('conflict')
    expect(seen).toMatchObject({ started: 15, rolledBack: 15, committed: 0 })
  })

  it('any other failure is told at once: whether it was done is unknown', async () => {
    const { seen, run } = database(new Error('ECONNRESET'))
    await expect(run()).rejects.toThrow('ECONNRESET')
    expect(seen).toMatchObject({ started: 1, rolledBack: 1, committed: 0 })
  })
})
