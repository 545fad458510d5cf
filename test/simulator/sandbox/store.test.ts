import { spawn, type ChildProcess } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildSync } from 'esbuild'
import { openStore } from '../../../simulator/sandbox/store'
import { startSandbox, worldClock } from '../../../simulator/sandbox'
import { base, createBody, keys, must, stranger } from './ground'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'payscore-sandbox-'))))
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})
const file = (): string => join(dir, 'journal.log')

test('a transaction is whole or nothing', () => {
  const store = openStore(file())
  const table = store.table<number>('t')
  store.transaction(() => {
    table.put('a', 1)
    table.put('b', 2)
  })
  expect(() =>
    store.transaction(() => {
      table.put('a', 10)
      table.remove('b')
      throw new Error('changed my mind')
    }),
  ).toThrow('changed my mind')
  expect(table.values()).toEqual([1, 2])
  expect(() => {
    table.put('a', 5)
  }).toThrow(/outside a transaction/)
  store.close()
  expect(openStore(file()).table('t').values()).toEqual([1, 2])
})

test('a torn tail is cut off wherever it tears, and writing goes on', () => {
  const store = openStore(file())
  const put = (key: string): void => {
    store.transaction(() => {
      store.table<string>('t').put(key, '值')
    })
  }
  put('a')
  const whole = statSync(file()).size
  put('b')
  store.close()
  const bytes = readFileSync(file())
  for (let cut = whole; cut < bytes.length; cut++) {
    writeFileSync(file(), bytes.subarray(0, cut))
    const reopened = openStore(file())
    expect(reopened.table('t').get('b')).toBeUndefined()
    reopened.transaction(() => {
      reopened.table('t').put('c', 1)
    })
    reopened.close()
    const again = openStore(file())
    expect([again.table('t').get('a'), again.table('t').get('c')]).toEqual(['值', 1])
    again.close()
  }
})

test('damage before the end is not guessed away', () => {
  const store = openStore(file())
  for (const key of ['a', 'b', 'c']) {
    store.transaction(() => {
      store.table('t').put(key, 1)
    })
  }
  store.close()
  const bytes = readFileSync(file())
  bytes[20] = (bytes[20] ?? 0) ^ 1
  writeFileSync(file(), bytes)
  expect(() => openStore(file())).toThrow(/damaged at byte 0/)
})

test('a long journal is rewritten short, with everything in it', () => {
  const store = openStore(file())
  for (let i = 0; i < 1200; i++) {
    store.transaction(() => {
      store.table('t').put('same', i)
    })
  }
  store.close()
  const before = statSync(file()).size
  const short = openStore(file())
  expect(statSync(file()).size).toBeLessThan(before / 100)
  short.transaction(() => {
    short.table('t').put('more', 1)
  })
  short.close()
  expect(openStore(file()).table('t').values()).toEqual([1199, 1])
})

test('a restarted sandbox knows keys, orders, packages, clock, switches and pending notifications', async () => {
  const first = await startSandbox({ dir, deductionDelaySeconds: null, notifyUrls: 'http://127.0.0.1:9' })
  const call = stranger(first)
  const { data } = await must(call('POST', base, { data: createBody(first, 'J_1') }))
  first.act('J_1', 'confirm')
  first.setSwitches({ zeroTotal: 'paid' })
  first.setClock({ advanceSeconds: 7200, skewSeconds: 60 })
  await first.whenIdle()
  const [notification] = first.notifications()
  await first.close()
  expect(statSync(join(dir, 'keys.json')).mode & 0o777).toBe(0o600)
  expect(statSync(file()).mode & 0o777).toBe(0o600)

  appendFileSync(file(), 'torn')
  const second = await startSandbox({ dir, deductionDelaySeconds: null })
  expect(second.credentials).toEqual(first.credentials)
  expect(second.order('J_1')).toMatchObject({
    state: 'USER_ACCEPTED',
    packages: [{ value: data['package'] }],
  })
  expect(second.switches.zeroTotal).toBe('paid')
  expect(second.clockState()).toMatchObject({ offsetSeconds: 7200, skewSeconds: 60 })
  expect(second.notifications()[0]?.body).toBe(notification?.body)
  expect(second.notifyUrls.pay).toBe('http://127.0.0.1:9')
  await second.close()
})

test('a folder serves one sandbox at a time; a dead process’s lock counts for nothing', async () => {
  const first = await startSandbox({ dir, keys })
  await expect(startSandbox({ dir, keys })).rejects.toThrow(/in use by process/)
  await expect(startSandbox({ port: first.port, keys })).rejects.toThrow(/Port \d+ is in use/)
  await first.close()
  writeFileSync(join(dir, 'lock'), '999999999')
  await (await startSandbox({ dir, keys })).close()
})

test('a stopped sandbox leaves the shared clock alone', async () => {
  const clock = worldClock(() => 1_800_000_000_000)
  const first = await startSandbox({ dir, keys, clock })
  clock.advance(60)
  await first.close()
  clock.advance(60)
  const second = await startSandbox({ dir, keys, clock: worldClock(() => 1_800_000_000_000) })
  expect(second.clock.now()).toBe(1_800_000_060_000)
  expect(() => {
    clock.advance(-1)
  }).toThrow(/forward only/)
  await second.close()
})

test('the start’s settings win over saved ones; what it does not name stays', async () => {
  const first = await startSandbox({ dir, keys, deductionDelaySeconds: 9, switches: { zeroTotal: 'paid' } })
  first.setSwitches({ packageUse: 'single-use' })
  await first.close()
  const second = await startSandbox({ dir, keys, switches: { zeroTotal: 'finished' } })
  expect([second.switches.zeroTotal, second.switches.packageUse]).toEqual(['finished', 'single-use'])
  expect(second.world.deductionDelay()).toBe(9)
  await second.close()
})

/** A sandbox in a process of its own, to be killed. */
async function spawned(bundle: string, state: string): Promise<{ child: ChildProcess; origin: string }> {
  const child = spawn(process.execPath, [bundle, '--port', '0', '--dir', state], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const origin = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => {
      reject(new Error('The sandbox ended before it was ready.'))
    })
    child.stdout.on('data', (chunk: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(chunk.toString())?.[0]
      if (found !== undefined) resolve(found)
    })
  })
  return { child, origin }
}

test('killed at any moment, nothing that was answered is lost', async () => {
  const bundle = join(dir, 'sandbox.cjs')
  buildSync({
    stdin: {
      contents: `import { main } from './simulator/sandbox/cli'
        void main(process.argv.slice(2), (line) => process.stdout.write(line + '\\n'))`,
      resolveDir: join(__dirname, '../../..'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    outfile: bundle,
  })
  const answered: string[] = []
  for (let round = 0; round < 3; round++) {
    const { child, origin } = await spawned(bundle, join(dir, 'state'))
    const exit = new Promise((resolve) => child.once('exit', resolve))
    try {
      const read = async (path: string): Promise<object> =>
        (await fetch(origin + path)).json() as Promise<object>
      const far = { origin, credentials: await read('/sandbox/credentials') } as Parameters<
        typeof stranger
      >[0]
      const { orders } = (await read('/sandbox/orders')) as { orders: { out_order_no: string }[] }
      expect(orders.map((one) => one.out_order_no)).toEqual(expect.arrayContaining(answered))
      const call = stranger(far)
      const numbers = Array.from({ length: 40 }, (_, index) => `K_${round}_${index}`)
      await Promise.all(
        numbers.map(async (number, index) => {
          const reply = await call('POST', base, { data: createBody(far, number) }).catch(() => undefined)
          if (reply?.status === 200) answered.push(number)
          if (index === 10 + round * 10) child.kill('SIGKILL')
        }),
      )
    } finally {
      child.kill('SIGKILL')
      await exit
    }
  }
  expect(answered.length).toBeGreaterThan(10)
}, 30_000)
