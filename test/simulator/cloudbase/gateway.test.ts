import { type CloudBase } from '../../../simulator/cloudbase'
import { withSdk, type SdkDatabase } from './sdk'

let cloudbase: CloudBase
let db: SdkDatabase
let env: string

beforeAll(async () => {
  ;({ cloudbase, db, env } = await withSdk({ collections: { orders: {} } }))
})
afterAll(() => cloudbase.close())

describe('the real SDK against the gateway', () => {
  it('adds, reads, updates, replaces and removes a document', async () => {
    const orders = db.collection('orders')
    const when = new Date(1_700_000_000_000)
    const { _id } = await orders.add({
      data: { state: 'CREATED', fee: 1200, rate: 1.5, when, list: [1, 'a', null] },
    })
    expect((await orders.doc(_id).get()).data).toEqual({
      _id,
      state: 'CREATED',
      fee: 1200,
      rate: 1.5,
      when,
      list: [1, 'a', null],
    })
    const { stats } = await orders.where({ _id, state: 'CREATED' }).update({
      data: { state: 'DOING', version: db.command.inc(1), meta: { a: 1 }, list: db.command.push([2]) },
    })
    expect(stats.updated).toBe(1)
    const { data } = await orders.where({ state: 'DOING' }).field({ meta: true, version: true }).get()
    expect(data).toEqual([{ _id, meta: { a: 1 }, version: 1 }])
    await orders.doc(_id).set({ data: { only: true } })
    expect(cloudbase.store.get('orders', _id, env)).toEqual({ _id, only: true })
    expect((await orders.doc(_id).remove()).stats.removed).toBe(1)
    await expect(orders.doc(_id).get()).rejects.toThrow('does not exist')
  })
})
