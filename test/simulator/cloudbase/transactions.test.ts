import { type CloudBase, type Schedule } from '../../../simulator/cloudbase'
import { withSdk, type SdkDatabase } from './sdk'

let cloudbase: CloudBase
let db: SdkDatabase
let env: string
/** Settles a test's wait as soon as the gateway has received such a request. */
const received: string[] = []
const schedule: Schedule = {
  before: ({ action }) => {
    received.push(action)
  },
}
const ttl = 300

beforeAll(async () => {
  ;({ cloudbase, db, env } = await withSdk({
    collections: {
      a: { indexes: [{ name: 'number', unique: true, fields: [{ field: 'number', direction: 1 }] }] },
      b: {},
    },
    transactionTtlMs: ttl,
    schedule,
  }))
})
afterAll(() => cloudbase.close())

let next = 0
/** `a` has a unique index, whose keys are locked too; `b` has none. */
async function account(collection = 'a') {
  const _id = `account${++next}`
  await cloudbase.store.insert(collection, [{ _id, n: 0, number: next }], env)
  return _id
}
const stored = (id: string, collection = 'a') => cloudbase.store.get(collection, id, env)

async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}

describe('a transaction', () => {
  it('shows nothing before the commit, everything after it, over two collections', async () => {
    const id = await account()
    const transaction = await db.startTransaction()
    await transaction
      .collection('a')
      .doc(id)
      .update({ data: { n: 1 } })
    await transaction.collection('b').add({ data: { _id: id } })
    expect((await transaction.collection('a').doc(id).get()).data).toMatchObject({ n: 1 })
    expect(stored(id)).toMatchObject({ n: 0 })
    expect(stored(id, 'b')).toBeUndefined()
    await transaction.commit()
    expect(stored(id)).toMatchObject({ n: 1 })
    expect(stored(id, 'b')).toEqual({ _id: id })
  })

  it('leaves nothing after a rollback', async () => {
    const id = await account()
    const transaction = await db.startTransaction()
    await transaction.collection('a').doc(id).remove()
    await transaction.collection('a').add({ data: { _id: 'ghost', number: 'ghost' } })
    await transaction.rollback()
    expect(stored(id)).toBeDefined()
    expect(stored('ghost')).toBeUndefined()
    await expect(transaction.commit()).rejects.toThrow('TransactionNotExist')
  })

  it('reads the state of its start, whatever others write or remove meanwhile', async () => {
    const [id, gone] = [await account(), await account()]
    const transaction = await db.startTransaction()
    await db
      .collection('a')
      .doc(id)
      .update({ data: { n: 5 } })
    await db.collection('a').doc(gone).remove()
    expect((await transaction.collection('a').doc(id).get()).data).toMatchObject({ n: 0 })
    expect((await transaction.collection('a').doc(gone).get()).data).toMatchObject({ n: 0 })
    await transaction.rollback()
    expect(stored(id)).toMatchObject({ n: 5 })
  })

  it.each(['a', 'b'])(
    'fails at once on a document of %s that another one has written, and is gone then',
    async (name) => {
      const id = await account(name)
      const [first, second] = [await db.startTransaction(), await db.startTransaction()]
      await first
        .collection(name)
        .doc(id)
        .update({ data: { n: 1 } })
      await expect(
        second
          .collection(name)
          .doc(id)
          .update({ data: { n: 2 } }),
      ).rejects.toMatchObject({
        errCode: -501001,
        errMsg: expect.stringContaining('TransactionConflict'),
      })
      await expect(second.commit()).rejects.toThrow()
      await first.commit()
      expect(stored(id, name)).toMatchObject({ n: 1 })
    },
  )

  it('fails on a document that changed after its start', async () => {
    const id = await account()
    const transaction = await db.startTransaction()
    await db
      .collection('a')
      .doc(id)
      .update({ data: { n: 1 } })
    await expect(
      transaction
        .collection('a')
        .doc(id)
        .update({ data: { n: 2 } }),
    ).rejects.toThrow('TransactionConflict')
  })

  it('races for one unique key: one wins', async () => {
    const [first, second] = [await db.startTransaction(), await db.startTransaction()]
    await first.collection('a').add({ data: { number: 'same' } })
    await expect(second.collection('a').add({ data: { number: 'same' } })).rejects.toThrow(
      'TransactionConflict',
    )
    await first.commit()
    const third = await db.startTransaction()
    await expect(third.collection('a').add({ data: { number: 'same' } })).rejects.toThrow('E11000')
  })

  it('refuses conditions', async () => {
    const transaction = await db.startTransaction()
    await expect(transaction.collection('a').where({ n: 1 }).get()).rejects.toMatchObject({
      errCode: -501007,
    })
  })

  it('ends by itself after its longest life and frees what it held', async () => {
    const id = await account()
    const transaction = await db.startTransaction()
    await transaction
      .collection('a')
      .doc(id)
      .update({ data: { n: 1 } })
    await db
      .collection('a')
      .doc(id)
      .update({ data: { n: 2 } })
    expect(stored(id)).toMatchObject({ n: 2 })
    await expect(transaction.commit()).rejects.toThrow('TransactionNotExist')
  })
})

describe('a plain write on a locked document', () => {
  it.each([
    ['commit', 'a', 0, 1],
    ['rollback', 'a', 1, 2],
    ['commit', 'b', 0, 1],
    ['rollback', 'b', 1, 2],
  ] as const)('waits for the %s in %s and looks again', async (end, name, updated, n) => {
    const id = await account(name)
    const transaction = await db.startTransaction()
    await transaction
      .collection(name)
      .doc(id)
      .update({ data: { n: 1 } })
    received.length = 0
    let done = false
    const write = db
      .collection(name)
      .where({ _id: id, n: 0 })
      .update({ data: { n: 2 } })
      .finally(() => (done = true))
    await until(() => received.includes('database.modifyDocument'))
    expect((await db.collection(name).doc(id).get()).data).toMatchObject({ n: 0 })
    expect(done).toBe(false)
    await transaction[end]()
    expect((await write).stats.updated).toBe(updated)
    expect(stored(id, name)).toMatchObject({ n })
  })

  it('makes twenty compare-and-set loops and a counter exact', async () => {
    const id = await account()
    const increment = async () => {
      for (;;) {
        const { data } = await db.collection('a').doc(id).get()
        const { stats } = await db
          .collection('a')
          .where({ _id: id, n: data['n'] })
          .update({ data: { n: Number(data['n']) + 1, hits: db.command.inc(1) } })
        if (stats.updated === 1) return
      }
    }
    await Promise.all(Array.from({ length: 20 }, increment))
    expect(stored(id)).toMatchObject({ n: 20, hits: 20 })
  })
})
