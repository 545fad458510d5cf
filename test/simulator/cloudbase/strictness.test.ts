import { type CloudBase } from '../../../simulator/cloudbase'
import { withSdk, type SdkDatabase } from './sdk'

let cloudbase: CloudBase
let db: SdkDatabase
let env: string
let now = 1_700_000_000_000

beforeAll(async () => {
  ;({ cloudbase, db, env } = await withSdk({
    collections: {
      orders: {
        indexes: [
          {
            name: 'shop_number',
            unique: true,
            fields: [
              { field: 'shop', direction: 1 },
              { field: 'number', direction: 1 },
            ],
          },
        ],
      },
    },
    clock: { offsetMs: 0, now: () => now, onAdvance: () => () => undefined },
  }))
})
afterAll(() => cloudbase.close())
const orders = () => db.collection('orders')
let next = 0
const order = async (fields: object) => {
  const _id = `order${++next}`
  await orders().add({ data: { _id, shop: 's', number: next, ...fields } })
  return _id
}

describe('what the cloud refuses', () => {
  it('a collection that nobody created, until it is created; and creating it twice', async () => {
    await expect(db.collection('absent').get()).rejects.toMatchObject({
      errCode: -502005,
      errMsg: expect.stringContaining('[ResourceNotFound] Db or Table not exist'),
    })
    await expect(db.collection('absent').add({ data: {} })).rejects.toMatchObject({ errCode: -502005 })
    await db.createCollection('absent')
    expect((await db.collection('absent').get()).data).toEqual([])
    await expect(db.createCollection('absent')).rejects.toThrow('Table exist')
  })

  it('a second document with the same _id or the same key of a unique index', async () => {
    const _id = await order({ number: 'n-1' })
    await expect(orders().add({ data: { _id, shop: 'other', number: 1 } })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringMatching(/E11000 duplicate key error.*index: _id_/),
    })
    await expect(order({ number: 'n-1' })).rejects.toThrow(/E11000 duplicate key error.*index: shop_number/)
    await order({ shop: 'other', number: 'n-1' })
    const other = await order({ number: 'n-2' })
    await expect(
      orders()
        .doc(other)
        .update({ data: { number: 'n-1' } }),
    ).rejects.toThrow('E11000')
    expect(cloudbase.store.get('orders', other, env)).toMatchObject({ number: 'n-2' })
  })

  it('a second document without the field of a unique index, because missing counts as null', async () => {
    await orders().add({ data: { _id: 'bare1', shop: 'bare' } })
    await expect(orders().add({ data: { _id: 'bare2', shop: 'bare' } })).rejects.toThrow('E11000')
    await orders().doc('bare1').remove()
    await orders().add({ data: { _id: 'bare2', shop: 'bare' } })
  })

  it.each([
    ['a field below a scalar', { state: { deep: 1 } }, 'Cannot create field'],
    ['incrementing what is no number', { state: 'inc' }, 'Cannot apply $inc to a value of non-numeric type'],
    ['pushing to what is no array', { state: 'push' }, 'Cannot apply $push to a non-array value'],
  ])('%s', async (_, data, text) => {
    const _id = await order({ state: 'CREATED' })
    const change =
      data.state === 'inc'
        ? { state: db.command.inc(1) }
        : data.state === 'push'
          ? { state: db.command.push([1]) }
          : data
    await expect(orders().doc(_id).update({ data: change })).rejects.toMatchObject({
      errCode: -502001,
      errMsg: expect.stringContaining(text),
    })
    expect(cloudbase.store.get('orders', _id, env)).toMatchObject({ state: 'CREATED' })
  })

  it('the same path in two operators', async () => {
    const _id = await order({ a: { b: 1 } })
    await expect(
      orders()
        .doc(_id)
        .update({ data: { 'a.b': db.command.inc(1), a: db.command.set({ b: 2 }) } }),
    ).rejects.toThrow('would create a conflict')
  })

  it('an operator that does not exist, and a limit above 1000', async () => {
    const raw = async (fields: object) =>
      (
        await fetch(cloudbase.adminUrl, {
          method: 'POST',
          body: JSON.stringify({
            action: 'database.getDocument',
            envName: env,
            collectionName: 'orders',
            ...fields,
          }),
        })
      ).json() as Promise<unknown>
    expect(await raw({ query: '{"a":{"$sorcery":1}}' })).toMatchObject({ code: 'DATABASE_REQUEST_FAILED' })
    expect(await raw({ limit: 1_001 })).toMatchObject({ code: 'INVALID_PARAM' })
    expect(await raw({ query: '{' })).toMatchObject({ code: 'INVALID_PARAM' })
    expect(await raw({ action: 'database.sorcery' })).toMatchObject({ code: 'INVALID_PARAM' })
  })
})

describe('what the cloud does', () => {
  it('answers 100 documents when no limit is given and 1000 at most', async () => {
    await db.createCollection('many')
    await cloudbase.store.insert(
      'many',
      Array.from({ length: 1_200 }, (_, n) => ({ _id: `m${n}`, n })),
      env,
    )
    expect((await db.collection('many').get()).data).toHaveLength(100)
    expect((await db.collection('many').limit(5_000).get()).data).toHaveLength(1_000)
    const page = await db
      .collection('many')
      .where({ n: db.command.gte(10) })
      .orderBy('n', 'desc')
      .skip(5)
      .limit(2)
      .get()
    expect(page.data.map(({ n }) => n)).toEqual([1_194, 1_193])
    expect(
      await db
        .collection('many')
        .where({ n: db.command.lt(7) })
        .count(),
    ).toEqual(expect.objectContaining({ total: 7 }))
  })

  it('replaces serverDate by business time', async () => {
    const _id = await order({ at: db.serverDate({ offset: 500 }) })
    expect((await orders().doc(_id).get()).data['at']).toEqual(new Date(now + 500))
    now += 86_400_000
    await orders()
      .doc(_id)
      .update({ data: { later: db.serverDate() } })
    expect((await orders().doc(_id).get()).data['later']).toEqual(new Date(now))
  })

  it('runs pipelines and regular expressions', async () => {
    await db.createCollection('sums')
    await cloudbase.store.insert(
      'sums',
      [
        { _id: '1', shop: 'a', fee: 5 },
        { _id: '2', shop: 'a', fee: 7 },
        { _id: '3', shop: 'b', fee: 1 },
      ],
      env,
    )
    const { list } = await db
      .collection('sums')
      .aggregate()
      .match({ shop: 'a' })
      .group({ _id: '$shop', total: db.command.aggregate.sum('$fee') })
      .end()
    expect(list).toEqual([{ _id: 'a', total: 12 }])
    const found = await db
      .collection('sums')
      .where({ shop: db.RegExp({ regexp: '^A', options: 'i' }) })
      .get()
    expect(found.data).toHaveLength(2)
  })

  it('keeps every environment to itself', async () => {
    const other = cloudbase.store.collections('another-env')
    expect(other).toEqual(['orders'])
    expect(cloudbase.store.list('orders', 'another-env')).toEqual([])
  })

  it('says whether there is a document that is looked for', async () => {
    await cloudbase.store.put('orders', [{ _id: 'due', at: 5 }], 'a-third-env')
    const some = (at: number) =>
      cloudbase.store.some('orders', (document) => document['at'] === at, 'a-third-env')
    expect([some(5), some(6)]).toEqual([true, false])
  })
})
