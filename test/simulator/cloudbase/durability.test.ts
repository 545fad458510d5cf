import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { startCloudBase } from '../../../simulator/cloudbase'

const root = resolve(__dirname, '../../..')
const functionRoot = join(__dirname, 'functions')
let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'cloudbase-'))))
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

/** The bundled program, as `npm start` runs it: esbuild's output in a process of its own. */
async function startProcess() {
  const program = `
    import { bundleScript } from './scripts/run.mjs'
    const { startCloudBase } = await import(await bundleScript('simulator/cloudbase/index.ts'))
    const cloudbase = await startCloudBase(${JSON.stringify({ dir, functionRoot, collections: { notes: {}, pairs: {} } })})
    console.log(cloudbase.origin)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((found, failed) => {
    child.stdout.once('data', (chunk: Buffer) => {
      found(chunk.toString('utf8').trim())
    })
    child.once('exit', () => {
      failed(new Error('The local CloudBase ended before it was ready.'))
    })
  })
  return {
    origin,
    async kill() {
      const gone = new Promise((settle) => child.once('exit', settle))
      child.kill('SIGKILL')
      await gone
    },
  }
}

const send = async (origin: string, body: object) => {
  const response = await fetch(`${origin}/admin`, {
    method: 'POST',
    body: JSON.stringify({ envName: 'local', ...body }),
  })
  return (await response.json()) as { code?: string; transactionId?: string }
}

it('loses no acknowledged write and halves no transaction when killed in the middle of concurrent writers', async () => {
  const acknowledged = { notes: new Set<string>(), pairs: new Set<string>() }
  for (let round = 0; round < 3; round++) {
    const { origin, kill } = await startProcess()
    const call = { method: 'POST', body: JSON.stringify({ action: 'note', id: `function-${round}` }) }
    const called = await fetch(`${origin}/local/call/probe`, call)
    expect(await called.json()).toEqual({ result: `function-${round}` })
    acknowledged.notes.add(`function-${round}`)
    let killed = false
    const note = async (id: string) => {
      const { code } = await send(origin, {
        action: 'database.insertDocument',
        collectionName: 'notes',
        data: [JSON.stringify({ _id: id, text: 'x'.repeat(500) })],
      })
      if (code === undefined) acknowledged.notes.add(id)
    }
    const pair = async (id: string) => {
      const { transactionId } = await send(origin, { action: 'database.startTransaction' })
      for (const half of ['left', 'right'])
        await send(origin, {
          action: 'database.insertDocument',
          collectionName: 'pairs',
          data: [JSON.stringify({ _id: `${half}-${id}`, id })],
          transactionId,
        })
      const { code } = await send(origin, { action: 'database.commitTransaction', transactionId })
      if (code === undefined) acknowledged.pairs.add(id)
    }
    const writers = Array.from({ length: 8 }, async (_, writer) => {
      for (let n = 0; !killed; n++) {
        try {
          await (writer % 2 === 0 ? note : pair)(`${round}-${writer}-${n}`)
        } catch {
          return
        }
      }
    })
    const goal = (round + 1) * 100
    while (acknowledged.notes.size < goal || acknowledged.pairs.size < goal / 4)
      await new Promise((next) => setImmediate(next))
    await kill()
    killed = true
    await Promise.all(writers)
  }
  const survivor = await startCloudBase({ dir, collections: { notes: {}, pairs: {} } })
  const notes = new Set(survivor.store.list('notes').map(({ _id }) => _id))
  const pairs = survivor.store.list('pairs')
  await survivor.close()
  expect([...acknowledged.notes].filter((id) => !notes.has(id))).toEqual([])
  const halves = new Map<unknown, number>()
  for (const { id } of pairs as { id?: unknown }[]) halves.set(id, (halves.get(id) ?? 0) + 1)
  expect([...acknowledged.pairs].filter((id) => halves.get(id) !== 2)).toEqual([])
  expect([...halves.values()].filter((count) => count !== 2)).toEqual([])
}, 60_000)

it('keeps documents with their types, created collections and unique keys over a restart', async () => {
  const collections = {
    orders: { indexes: [{ name: 'number', unique: true, fields: [{ field: 'n', direction: 1 as const }] }] },
  }
  const first = await startCloudBase({ dir, collections })
  const document = { _id: 'a', n: 1, rate: 1.5, at: new Date(5), list: [null, { deep: true }], big: 2 ** 40 }
  await first.store.insert('orders', [document, { _id: 'b', n: 2 }])
  await send(first.origin, { action: 'database.addCollection', collectionName: 'extra' })
  await send(first.origin, {
    action: 'database.removeDocument',
    collectionName: 'orders',
    query: '{"_id":"b"}',
  })
  await first.close()
  const second = await startCloudBase({ dir, collections })
  expect(second.store.collections()).toEqual(['orders', 'extra'])
  expect(second.store.list('orders')).toEqual([document])
  await expect(second.store.insert('orders', [{ _id: 'c', n: 1 }])).rejects.toThrow('E11000')
  await second.close()
})

it('cuts off a torn last line, and refuses a log that is damaged in the middle', async () => {
  const log = join(dir, 'local.log')
  const collections = { notes: {} }
  const first = await startCloudBase({ dir, collections })
  await first.store.insert('notes', [{ _id: 'kept' }])
  await first.close()
  appendFileSync(log, '[{"collection":"notes","stored":{"_id":"to')
  const second = await startCloudBase({ dir, collections })
  expect(second.store.list('notes')).toEqual([{ _id: 'kept' }])
  await second.store.insert('notes', [{ _id: 'after' }])
  await second.close()
  const third = await startCloudBase({ dir, collections })
  expect(third.store.list('notes')).toEqual([{ _id: 'kept' }, { _id: 'after' }])
  await third.close()
  writeFileSync(log, readFileSync(log, 'utf8').replace('"kept"', '"kept'))
  const fourth = await startCloudBase({ dir, collections })
  expect(() => fourth.store.list('notes')).toThrow(/damaged in line 2/)
  await fourth.close()
})

it('rewrites a log that has grown far beyond its documents', async () => {
  const log = join(dir, 'local.log')
  const cloudbase = await startCloudBase({ dir, collections: { notes: {} } })
  await cloudbase.store.insert('notes', [{ _id: 'a', n: 0 }])
  for (let n = 1; n <= 1_200; n++)
    await send(cloudbase.origin, {
      action: 'database.modifyDocument',
      collectionName: 'notes',
      query: '{"_id":"a"}',
      data: JSON.stringify({ $set: { n } }),
      merge: true,
    })
  await cloudbase.close()
  expect(readFileSync(log, 'utf8').split('\n').length).toBeLessThan(300)
  const again = await startCloudBase({ dir, collections: { notes: {} } })
  expect(again.store.list('notes')).toEqual([{ _id: 'a', n: 1_200 }])
  await again.close()
})
