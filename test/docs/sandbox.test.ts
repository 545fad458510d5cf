import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { generateKeys, startSandbox, type Sandbox } from '../../simulator/sandbox'
import { anotherKey } from '../keys/pool'

const text = readFileSync('docs/sandbox.md', 'utf8')
let sandbox: Sandbox

beforeAll(async () => {
  sandbox = await startSandbox({ keys: generateKeys(Date.now(), anotherKey) })
})
afterAll(() => sandbox.close())

test('the example runs as it stands, in a program of its own', async () => {
  const example = /```js\n(.*?)```/s.exec(text)?.[1] ?? ''
  const folder = join(process.cwd(), 'node_modules', '.cache', 'payscore')
  mkdirSync(folder, { recursive: true })
  const file = join(folder, `sandbox-example-${process.pid}.mjs`)
  writeFileSync(file, example)
  const env = { ...process.env, SANDBOX: sandbox.origin }
  const { stdout } = await promisify(execFile)(process.execPath, [file], { env })
  expect(stdout.trim()).toBe('USER_PAID')
})

test('the document names every operation that the sandbox answers, and no other', async () => {
  const named = [...text.matchAll(/^- `((?:GET|POST) \/v3\/\S+)`$/gm)].map(([, operation]) => operation)
  expect(named.sort()).toEqual(sandbox.operations.map(({ method, path }) => `${method} ${path}`).sort())
})
