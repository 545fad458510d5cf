/**
 * What the real SDK does with input that looks harmless (facts/cloudbase.md 2.6). cloudfunctions/shared/store guards against
 * each; a test that fails here after an upgrade says which guard has to be thought about again.
 */
import { spawnSync } from 'node:child_process'
import { type CloudBase, type CloudBaseEvent } from '../../../simulator/cloudbase'
import { withSdk, type SdkDatabase } from './sdk'

let cloudbase: CloudBase
let db: SdkDatabase
let env: string
const events: CloudBaseEvent[] = []

beforeAll(async () => {
  ;({ cloudbase, db, env } = await withSdk({
    createMissing: true,
    onEvent: (event) => events.push(event),
  }))
})
afterAll(() => cloudbase.close())

let collections = 0
/** A fresh collection with documents. */
async function seeded(...documents: Record<string, unknown>[]) {
  const name = `trap${++collections}`
  await db.createCollection(name)
  await cloudbase.store.insert(name, documents, env)
  return name
}

it('1: an undefined part of a condition is dropped, so the condition widens', async () => {
  const name = await seeded({ _id: 'a', openid: 'o-ann' }, { _id: 'b', openid: 'o-bob' })
  const { data } = await db.collection(name).where({ _id: 'b', openid: undefined }).get()
  expect(data).toHaveLength(1)
})

it('2: an empty object as a condition matches everything', async () => {
  const name = await seeded({ _id: 'a', meta: 1 }, { _id: 'b' })
  expect((await db.collection(name).where({ meta: {} }).get()).data).toHaveLength(2)
})

it('3: `or` on two fields becomes one `or` of all', async () => {
  const name = await seeded({ _id: 'a', x: 1, y: 9 }, { _id: 'b', x: 1, y: 3 })
  const _ = db.command
  const { data } = await db
    .collection(name)
    .where({ x: _.or(_.eq(1), _.eq(2)), y: _.or(_.eq(3), _.eq(4)) })
    .get()
  expect(data.map(({ _id }) => _id)).toEqual(['a', 'b'])
})

it('4: an empty object in an update is dropped, and a nested object is merged', async () => {
  const name = await seeded({ _id: 'a', meta: { old: 1 } })
  await db
    .collection(name)
    .doc('a')
    .update({ data: { meta: {}, touched: true } })
  expect(cloudbase.store.get(name, 'a', env)).toEqual({ _id: 'a', meta: { old: 1 }, touched: true })
  await db
    .collection(name)
    .doc('a')
    .update({ data: { meta: { young: 2 } } })
  expect(cloudbase.store.get(name, 'a', env)).toMatchObject({ meta: { old: 1, young: 2 } })
})

it('5: a Buffer loses its bytes, a BigInt throws', async () => {
  const name = await seeded()
  await db.collection(name).add({ data: { _id: 'a', bytes: Buffer.from('secret') } })
  const stored = JSON.stringify(cloudbase.store.get(name, 'a', env))
  expect(stored).not.toContain(String('secret'.charCodeAt(0)))
  await expect(db.collection(name).add({ data: { big: 1n } })).rejects.toThrow()
})

it('6: where().update() in a transaction runs outside of it, with a loud warning here', async () => {
  const name = await seeded({ _id: 'a', n: 0 }, { _id: 'b', n: 0 })
  const transaction = await db.startTransaction()
  await transaction
    .collection(name)
    .where({ _id: 'a' })
    .update({ data: { n: 1 } })
  await transaction.collection(name).where({ _id: 'b' }).remove()
  await transaction.rollback()
  expect(cloudbase.store.list(name, env)).toEqual([{ _id: 'a', n: 1 }])
  const warnings = events.filter(({ kind }) => kind === 'warning')
  expect(warnings).toHaveLength(2)
  expect(warnings[0]).toMatchObject({ message: expect.stringContaining('survives a rollback') })
})

it('7: runTransaction does not retry a conflict raised inside the callback', async () => {
  const name = await seeded({ _id: 'a', n: 0 })
  let runs = 0
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, () =>
      db.runTransaction(async (transaction) => {
        runs++
        const { data } = await transaction.collection(name).doc('a').get()
        await transaction
          .collection(name)
          .doc('a')
          .update({ data: { n: Number(data['n']) + 1 } })
      }),
    ),
  )
  const succeeded = results.filter(({ status }) => status === 'fulfilled').length
  expect(runs).toBe(20)
  expect(succeeded).toBeLessThan(20)
  expect(cloudbase.store.get(name, 'a', env)).toMatchObject({ n: succeeded })
  const refused = results.find(({ status }) => status === 'rejected') as PromiseRejectedResult
  expect(refused.reason).toMatchObject({
    errCode: -501001,
    errMsg: expect.stringContaining('[ResourceUnavailable.TransactionConflict] Transaction is conflict'),
  })
})

it('8: doc().set in a transaction reports created 0 although it created', async () => {
  const name = await seeded()
  const transaction = await db.startTransaction()
  const { stats } = await transaction
    .collection(name)
    .doc('new')
    .set({ data: { n: 1 } })
  await transaction.commit()
  expect(stats.created).toBe(0)
  expect(cloudbase.store.get(name, 'new', env)).toEqual({ _id: 'new', n: 1 })
})

it('9: missing credentials end the process by an unhandled rejection', () => {
  const { status } = spawnSync(
    process.execPath,
    [
      '-e',
      `const cloud = require('wx-server-sdk')
       cloud.init({ env: 'x' })
       cloud.database().collection('c').get().catch(() => undefined)
       setTimeout(() => process.exit(0), 3000)`,
    ],
    {
      env: {
        PATH: process.env['PATH'],
        TENCENTCLOUD_RUNENV: 'SCF',
        TCB_CONTEXT_CNFG: process.env['TCB_CONTEXT_CNFG'],
      },
    },
  )
  expect(status).toBe(1)
})

it('10: an update with the same values reports updated 0', async () => {
  const name = await seeded({ _id: 'a', state: 'CREATED' })
  const { stats } = await db
    .collection(name)
    .where({ _id: 'a' })
    .update({ data: { state: 'CREATED' } })
  expect(stats.updated).toBe(0)
})

it('11: a field below null cannot be set', async () => {
  const name = await seeded({ _id: 'a', meta: null })
  await expect(
    db
      .collection(name)
      .doc('a')
      .update({ data: { meta: { x: 1 } } }),
  ).rejects.toMatchObject({ errCode: -502001, errMsg: expect.stringContaining("Cannot create field 'x'") })
})
