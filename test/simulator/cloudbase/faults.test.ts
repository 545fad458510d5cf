import { createServer, type Server } from 'node:http'
import { type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { startCloudBase, type CloudBase, type OutgoingEvent } from '../../../simulator/cloudbase'

let cloudbase: CloudBase
let other: Server
let received = 0

beforeAll(async () => {
  other = createServer((request, response) => {
    request.resume()
    received++
    response.end('{}')
  })
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  cloudbase = await startCloudBase({
    functionRoot: join(__dirname, 'functions'),
    collections: { notes: {} },
  })
})
afterAll(async () => {
  await cloudbase.close()
  other.close()
})
afterEach(() => {
  expect(cloudbase.faults.waiting).toBe(0)
})

let next = 0
const add = (fields: object = {}) =>
  cloudbase.invoke('probe', { action: 'note', id: `note${++next}`, text: '', ...fields })
const stored = () => cloudbase.store.get('notes', `note${next}`)
const onInsert = { action: 'database.insertDocument', collection: 'notes', function: 'probe' }

describe('an injected fault', () => {
  it.each([
    ['conflict', { kind: 'conflict' }, /TransactionConflict/, false],
    ['E11000', { kind: 'duplicate' }, /E11000/, false],
    ['status 503', { kind: 'status', status: 503 }, /503/, false],
    ['a connection broken before', { kind: 'drop-before' }, /hang up|ECONNRESET/, false],
    ['a connection broken after the commit', { kind: 'drop-after' }, /hang up|ECONNRESET/, true],
    ['death before', { kind: 'kill-before' }, /exited unexpectedly/, false],
    ['death after the commit', { kind: 'kill-after' }, /exited unexpectedly/, true],
  ] as const)('%s hits the next fitting request and then no more', async (_, fault, text, committed) => {
    cloudbase.faults.add({ ...onInsert, fault })
    await expect(add()).rejects.toThrow(text)
    expect(stored() !== undefined).toBe(committed)
    await add()
    expect(stored()).toBeDefined()
  })

  it('can be slow, skip requests and come several times', async () => {
    cloudbase.faults.add({ ...onInsert, fault: { kind: 'slow', delayMs: 30 } })
    const started = performance.now()
    await add()
    expect(performance.now() - started).toBeGreaterThanOrEqual(29)
    cloudbase.faults.add({ ...onInsert, skip: 1, times: 2, fault: { kind: 'conflict' } })
    const outcomes = []
    for (let n = 0; n < 4; n++)
      outcomes.push(
        await add().then(
          () => 'stored',
          () => 'failed',
        ),
      )
    expect(outcomes).toEqual(['stored', 'failed', 'failed', 'stored'])
    cloudbase.faults.add({ collection: 'elsewhere', fault: { kind: 'conflict' } })
    await add()
    cloudbase.faults.clear()
  })
})

describe('a schedule', () => {
  it('holds requests before they take effect and before they are answered', async () => {
    const held: { name: string; release: () => void }[] = []
    const hold = (name: string) => new Promise<void>((release) => held.push({ name, release }))
    const scheduled = await startCloudBase({
      functionRoot: join(__dirname, 'functions'),
      collections: { notes: {} },
      schedule: {
        before: ({ function: name, collection }) => hold(`before ${name ?? ''} ${collection ?? ''}`),
        after: () => hold('after'),
      },
    })
    const release = async (name: string) => {
      while (held[0]?.name !== name) await new Promise((resolve) => setImmediate(resolve))
      return held.shift()
    }
    const answer = scheduled.invoke('probe', { action: 'note', id: 'held' })
    const before = await release('before probe notes')
    expect(scheduled.store.list('notes')).toEqual([])
    before?.release()
    const after = await release('after')
    expect(scheduled.store.list('notes')).toMatchObject([{ _id: 'held' }])
    after?.release()
    expect(await answer).toBe('held')
    await scheduled.close()
  })
})

describe('killing', () => {
  it('ends what runs, as a crash: the caller hears it, the next call starts afresh', async () => {
    const asleep = expect(cloudbase.invoke('probe', { action: 'sleep', ms: 60_000 })).rejects.toMatchObject({
      errCode: -504002,
      errMsg: expect.stringContaining('exited unexpectedly'),
    })
    expect(cloudbase.kill('probe')).toBe(1)
    await asleep
    expect(cloudbase.kill('probe')).toBe(0)
    expect(await cloudbase.invoke('probe', { action: 'count' })).toBe(1)
  })

  it.each([
    ['before', 1, 0, 0],
    ['after', 1, 1, 0],
    ['before', 2, 1, 0],
    ['after', 2, 1, 1],
  ] as const)('%s the outgoing request number %i', async (phase, number, first, second) => {
    const ids = [`${phase}${number}a`, `${phase}${number}b`]
    const seen: OutgoingEvent[] = []
    const leave = cloudbase.watchOutgoing((event) => {
      seen.push(event)
      return event.phase === phase && event.number === number ? 'kill' : 'continue'
    })
    await expect(cloudbase.invoke('probe', { action: 'twoNotes', ids })).rejects.toMatchObject({
      errCode: -504002,
    })
    leave()
    expect(ids.map((id) => (cloudbase.store.get('notes', id) ? 1 : 0))).toEqual([first, second])
    expect(seen.at(-1)).toMatchObject({
      function: 'probe',
      phase,
      number,
      path: expect.stringMatching(/^\/admin/),
    })
  })

  it('knows requests to anywhere, before they leave', async () => {
    const url = `http://127.0.0.1:${(other.address() as AddressInfo).port}/v3/pay`
    const leave = cloudbase.watchOutgoing(({ path, method }) =>
      path === '/v3/pay' && method === 'POST' ? 'kill' : 'continue',
    )
    await expect(cloudbase.invoke('probe', { action: 'send', url })).rejects.toThrow('exited')
    leave()
    expect(received).toBe(0)
    expect(await cloudbase.invoke('probe', { action: 'send', url })).toBe(200)
    expect(received).toBe(1)
  })
})
