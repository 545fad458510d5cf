import fc from 'fast-check'
import {
  COLLECTIONS,
  openStore,
  StoreMisuse,
  StoreUnavailable,
} from '../../../../cloudfunctions/shared/store'
import { openTestCloud, type TestCloud } from '../cloud'

interface Doc {
  _id: string
  version: number
  [field: string]: unknown
}

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

const stored = (id: string) => test.cloud.store.get('orders', id, test.env())

describe('insert and read', () => {
  it('gives a document back as it was', async () => {
    const document = {
      _id: 'a',
      version: 1,
      list: [1, { deep: '中文 🙂' }, []],
      empty: {},
      big: 2 ** 40,
      half: 0.5,
      no: false,
      none: [null],
    }
    expect(await store.insert('orders', document)).toBe('inserted')
    expect(await store.read('orders', 'a')).toEqual(document)
  })

  it('says that an id is taken and leaves what is there', async () => {
    await store.insert('orders', { _id: 'a', version: 1, by: 'first' })
    expect(await store.insert('orders', { _id: 'a', version: 1, by: 'second' })).toBe('exists')
    expect(await store.read('orders', 'a')).toMatchObject({ by: 'first' })
  })

  it('lets one of many simultaneous inserts win', async () => {
    const all = await Promise.all(
      Array.from({ length: 8 }, (_, n) => store.insert('orders', { _id: 'a', version: 1, n })),
    )
    expect(all.filter((result) => result === 'inserted')).toHaveLength(1)
  })

  it('reads nothing where nothing is', async () => {
    expect(await store.read('orders', 'nobody')).toBeUndefined()
  })

  it.each([
    ['undefined', { _id: 'a', name: undefined }, /name is undefined/],
    ['a Buffer', { _id: 'a', key: Buffer.from('secret') }, /key is not plain JSON/],
    ['a function', { _id: 'a', list: [() => 1] }, /list\[0\] is not plain JSON/],
    ['a Date', { _id: 'a', at: new Date(0) }, /at is not plain JSON/],
    ['a BigInt', { _id: 'a', n: 1n }, /n is not plain JSON/],
    ['NaN', { _id: 'a', deep: { n: NaN } }, /deep\.n is not a finite number/],
    ['an operator', { _id: 'a', deep: { $set: 1 } }, /deep has a field whose name/],
    ['a dotted name', { _id: 'a', 'x.y': 1 }, /has a field whose name/],
    ['a prototype name', JSON.parse('{"_id":"a","m":{"__proto__":{"x":1}}}'), /m has a field whose name/],
    [
      'what reads back as a place',
      { _id: 'a', p: { type: 'Point', coordinates: [1, 2] } },
      /p would be read back as a place/,
    ],
    ['an array with holes', { _id: 'a', list: [1, , 2] }, /list/],
    ['no id', { _id: '' }, /_id is not a text/],
    ['a list', [], /plain object/],
  ])('refuses %s, which the SDK would mangle, and sends nothing', async (_, document, message) => {
    const write = store.insert('orders', document as unknown as { _id: string })
    await expect(write).rejects.toThrow(StoreMisuse)
    await expect(write).rejects.toThrow(message)
    expect(test.cloud.store.list('orders', test.env())).toEqual([])
  })
})

describe('compareAndSet', () => {
  const before: Doc = {
    _id: 'a',
    version: 1,
    state: 'CREATED',
    pending: { action: 'create', body: 'x' },
    events: [1],
    same: { deep: [1] },
  }
  beforeEach(() => store.insert('orders', before))

  it('replaces nested objects and lists as wholes, removes what is gone, and counts the version up', async () => {
    const { pending: _gone, ...rest } = before
    const after: Doc = { ...rest, state: 'REVOKED', events: [], same: { other: {} }, added: {}, version: 99 }
    expect(await store.compareAndSet('orders', before, after)).toBe(true)
    expect(await store.read('orders', 'a')).toEqual({ ...after, version: 2 })
  })

  it('refuses when somebody else was faster', async () => {
    expect(await store.compareAndSet('orders', before, { ...before, state: 'EXPIRED' })).toBe(true)
    expect(await store.compareAndSet('orders', before, { ...before, state: 'REVOKED' })).toBe(false)
    expect(await store.read('orders', 'a')).toMatchObject({ state: 'EXPIRED', version: 2 })
  })

  it('refuses when the document is gone', async () => {
    await store.remove('orders', 'a')
    expect(await store.compareAndSet('orders', before, { ...before, state: 'EXPIRED' })).toBe(false)
    expect(stored('a')).toBeUndefined()
  })

  it('moves the version even when nothing else changes', async () => {
    expect(await store.compareAndSet('orders', before, before)).toBe(true)
    expect(stored('a')).toMatchObject({ version: 2 })
  })

  it('loses no update of many writers', async () => {
    const writers = Array.from({ length: 12 }, async (_, n) => {
      for (;;) {
        const now = (await store.read<Doc>('orders', 'a')) as Doc
        if (
          await store.compareAndSet('orders', now, {
            ...now,
            events: [...(now['events'] as number[]), n + 2],
          })
        )
          return
      }
    })
    await Promise.all(writers)
    const end = (await store.read<Doc>('orders', 'a')) as Doc
    expect([...(end['events'] as number[])].sort((a, b) => a - b)).toEqual(
      Array.from({ length: 13 }, (_, n) => n + 1),
    )
    expect(end.version).toBe(13)
  })

  it.each([
    ['another id', before, { ...before, _id: 'b' }],
    ['no version', { _id: 'a' } as unknown as Doc, before],
    ['undefined', before, { ...before, state: undefined }],
  ])('refuses %s', async (_, from, to) => {
    await expect(store.compareAndSet('orders', from, to)).rejects.toThrow(StoreMisuse)
    expect(stored('a')).toEqual(before)
  })

  it('brings any plain document to any other', async () => {
    const key = fc
      .string({ minLength: 1, maxLength: 4 })
      .filter((name) => !/^[_$]|[.\0]|^version$/.test(name))
    const value = fc
      .jsonValue({ maxDepth: 3 })
      .filter((json) => !/"(\$|__proto__|[^"]*\.|"|[^"]*\\u0000)/.test(JSON.stringify(json)))
    const fields = fc.dictionary(key, value, { maxKeys: 5, noNullPrototype: true })
    let n = 0
    await fc.assert(
      fc.asyncProperty(fields, fields, async (first, second) => {
        const one: Doc = { ...first, _id: `p${n++}`, version: 1 }
        const plain = (doc: Doc): unknown => JSON.parse(JSON.stringify(doc))
        await store.insert('orders', one)
        expect(await store.compareAndSet('orders', one, { ...second, _id: one._id, version: 1 })).toBe(true)
        expect(plain((await store.read<Doc>('orders', one._id)) as Doc)).toEqual(
          plain({ ...second, _id: one._id, version: 2 }),
        )
      }),
      { numRuns: 60 },
    )
  })
})

describe('find', () => {
  beforeEach(async () => {
    for (let n = 1; n <= 6; n++)
      await store.insert('orders', {
        _id: `o${n}`,
        version: 1,
        openid: n % 2 ? 'odd' : 'even',
        createdAt: n * 10,
        filter: n < 4 ? 'open' : 'ended',
      })
  })
  const ids = async (query: Parameters<typeof store.find>[1]) =>
    (await store.find<Doc>('orders', query)).map(({ _id }) => _id)

  it('filters, orders and limits', async () => {
    expect(await ids({ where: { openid: 'odd' }, orderBy: [['createdAt', 'desc']], limit: 2 })).toEqual([
      'o5',
      'o3',
    ])
    expect(
      await ids({
        where: {},
        orderBy: [
          ['filter', 'asc'],
          ['createdAt', 'desc'],
        ],
        limit: 10,
      }),
    ).toEqual(['o6', 'o5', 'o4', 'o3', 'o2', 'o1'])
    expect(await ids({ where: { filter: { in: ['open', 'unpaid'] }, openid: 'even' }, limit: 10 })).toEqual([
      'o2',
    ])
    expect(await ids({ where: { filter: { in: [] } }, limit: 10 })).toEqual([])
  })

  it('holds all bounds of all fields at once', async () => {
    const query = { createdAt: { gt: 10, lte: 50 }, _id: { gte: 'o3', lt: 'o9' }, openid: 'odd' }
    expect(await ids({ where: query, orderBy: [['createdAt', 'asc']], limit: 10 })).toEqual(['o3', 'o5'])
  })

  it.each([
    ['undefined', { openid: undefined }],
    ['an empty object', { openid: {} }],
    ['null', { openid: null }],
    ['a nested object', { preview: { total: 1 } }],
    ['a function', { openid: () => 1 }],
    ['a Buffer', { openid: Buffer.from('x') }],
    ['a list', { openid: ['odd'] }],
    ['an operator', { $or: 1 }],
    ['an inner operator', { openid: { $ne: 'odd' } }],
    ['a path', { 'a.b': 1 }],
    ['an undefined bound', { createdAt: { gt: undefined } }],
    ['in with bounds', { createdAt: { in: [1], gt: 1 } }],
    ['undefined in a list', { openid: { in: ['odd', undefined] } }],
    ['NaN', { createdAt: NaN }],
    ['no condition at all', undefined],
  ])('refuses %s, which would match more than meant', async (_, where) => {
    await expect(store.find('orders', { where: where as never, limit: 1 })).rejects.toThrow(StoreMisuse)
  })

  it.each([0, 1001, 1.5, NaN])('refuses the limit %d', async (limit) => {
    await expect(store.find('orders', { where: {}, limit })).rejects.toThrow(/limit/)
  })
})

describe('remove', () => {
  it('removes one document and says whether it was there', async () => {
    await store.insert('orders', { _id: 'a' })
    await store.insert('orders', { _id: 'b' })
    expect(await store.remove('orders', 'a')).toBe(true)
    expect(await store.remove('orders', 'a')).toBe(false)
    expect(stored('b')).toBeDefined()
  })

  it('refuses to remove without an id', async () => {
    await expect(store.remove('orders', undefined as never)).rejects.toThrow(StoreMisuse)
  })
})

describe('a database that does not answer', () => {
  it.each([
    ['an HTTP error', { kind: 'status', status: 500 }],
    ['a broken connection', { kind: 'drop-before' }],
    ['an answer lost after the write', { kind: 'drop-after' }],
  ] as const)('is told apart from success: %s', async (_, fault) => {
    test.cloud.faults.add({ fault, times: 9 })
    await expect(store.insert('orders', { _id: 'a', secret: 'whole-document' })).rejects.toThrow(
      StoreUnavailable,
    )
    await expect(store.read('orders', 'a')).rejects.toThrow(StoreUnavailable)
    const error = await store.read('orders', 'a').catch((caught: Error) => caught)
    expect(String(error)).toMatch(/read from orders: the database did not answer/)
  })
})

describe('missing collections', () => {
  let empty: TestCloud
  beforeAll(async () => {
    empty = await openTestCloud({ createDeclared: false })
  })
  afterAll(() => empty.cloud.close())
  beforeEach(() => empty.fresh())

  it.each([
    ['insert', () => store.insert('orders', { _id: 'a' }), 'inserted'],
    ['read', () => store.read('orders', 'a'), undefined],
    ['find', () => store.find('orders', { where: { openid: 'x' }, limit: 1 }), []],
    ['remove', () => store.remove('orders', 'a'), false],
    [
      'change',
      () => store.compareAndSet('orders', { _id: 'a', version: 1 }, { _id: 'a', version: 1 }),
      false,
    ],
    ['ensureCollections', () => store.ensureCollections(), undefined],
  ])('are all created by the first %s', async (_, act, answer) => {
    expect(await act()).toEqual(answer)
    expect(empty.cloud.store.collections(empty.env()).sort()).toEqual([...COLLECTIONS].sort())
  })

  it('are created by many at once without harm', async () => {
    const all = await Promise.all(
      Array.from({ length: 5 }, (_, n) => store.insert('alerts', { _id: `a${n}` })),
    )
    expect(all).toEqual(Array(5).fill('inserted'))
  })

  it('say what to do when they cannot be created', async () => {
    empty.cloud.faults.add({
      action: 'database.addCollection',
      fault: { kind: 'status', status: 403 },
      times: 99,
    })
    await expect(store.read('orders', 'a')).rejects.toThrow(
      /collection is missing.*Create it in the CloudBase console/,
    )
    empty.cloud.faults.clear()
  })
})
