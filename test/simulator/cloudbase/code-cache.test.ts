import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, sep } from 'node:path'
import { startCloudBase } from '../../../simulator/cloudbase'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'code-cache-'))
})
afterEach(() => {
  rmSync(dir, { recursive: true, force: true })
})

const codeCache = (): string => join(dir, 'code')
const kept = (): string[] => readdirSync(codeCache())

/** Answers a word from a module that is large enough to be kept. */
async function answer(word: string): Promise<unknown> {
  const folder = join(dir, 'functions', 'big')
  mkdirSync(folder, { recursive: true })
  const filling = `// ${'x'.repeat(300_000)}`
  const wide = `module.exports = { word: () => ${JSON.stringify(word)}, path: require('path').sep, me: [__filename, this === exports] }`
  writeFileSync(join(folder, 'wide.js'), `${wide}\n${filling}`)
  writeFileSync(
    join(folder, 'index.js'),
    "exports.main = () => { const { word, path, me } = require('./wide.js'); return [word(), path, ...me] }",
  )
  const cloudbase = await startCloudBase({ functionRoot: join(dir, 'functions'), codeCache: codeCache() })
  try {
    return await cloudbase.invoke('big', {})
  } finally {
    // The answer is sent before the code is kept; the instance takes the next call when it is.
    await cloudbase.invoke('big', {})
    await cloudbase.close()
  }
}
const seen = (word: string) => [word, sep, join(dir, 'functions', 'big', 'wide.js'), true]

it('keeps the code of a large module once, and a module runs the same from it', async () => {
  expect(await answer('first')).toEqual(seen('first'))
  const [file = ''] = kept()
  expect(kept()).toHaveLength(1)
  const written = readFileSync(join(codeCache(), file))
  expect(await answer('first')).toEqual(seen('first'))
  expect(kept()).toEqual([file])
  expect(readFileSync(join(codeCache(), file)).equals(written)).toBe(true)
})

it('never runs the code of another content, of the same length or not', async () => {
  await answer('one')
  expect(await answer('two')).toEqual(seen('two'))
  expect(await answer('three')).toEqual(seen('three'))
  expect(kept()).toHaveLength(3)
})

it('replaces what V8 refuses, and goes on without a folder', async () => {
  await answer('first')
  const [file = ''] = kept()
  writeFileSync(join(codeCache(), file), 'spoiled')
  expect(await answer('first')).toEqual(seen('first'))
  expect(readFileSync(join(codeCache(), file)).length).toBeGreaterThan(100)
  rmSync(codeCache(), { recursive: true })
  writeFileSync(codeCache(), 'a file where the folder should be')
  expect(await answer('first')).toEqual(seen('first'))
})
