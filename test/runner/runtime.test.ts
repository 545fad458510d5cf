import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OneAtATime } from './runtime.cjs'

const broken = (): Error => new Error('here')

it('an error points at what was written', () => {
  const written = readFileSync(join('test', 'runner', 'runtime.test.ts'), 'utf8')
  const [line = 0] = [written.split('\n').findIndex((text) => text.startsWith('const broken')) + 1]
  expect(broken().stack).toContain(`runtime.test.ts:${String(line)}:`)
})

it('every test file has modules of its own', () => {
  jest.isolateModules(() => {
    const again = jest.requireActual<{ OneAtATime: unknown }>('./runtime.cjs')
    expect(again.OneAtATime).not.toBe(OneAtATime)
  })
})

describe('what belongs to the running test', () => {
  it('is there until the work is done, also work that waits', async () => {
    const storage = new OneAtATime<string>()
    const work = storage.run('outer', async () => {
      await Promise.resolve()
      const inner = storage.run('inner', () => storage.getStore())
      return [inner, storage.getStore()]
    })
    expect(storage.getStore()).toBe('outer')
    expect(await work).toEqual(['inner', 'outer'])
    expect(storage.getStore()).toBeUndefined()
  })

  it('ends with work that fails, at once or later', async () => {
    const storage = new OneAtATime<string>()
    expect(() => storage.run('test', () => JSON.parse('{'))).toThrow()
    expect(storage.getStore()).toBeUndefined()
    await expect(storage.run('test', () => Promise.reject(new Error('late')))).rejects.toThrow('late')
    expect(storage.getStore()).toBeUndefined()
  })
})
