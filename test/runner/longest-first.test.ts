import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { LONGEST } from './longest-first.mjs'

it('every file of the list is there', () => {
  expect(LONGEST.filter((name) => !existsSync(join('test', `${name}.test.ts`)))).toEqual([])
  expect(new Set(LONGEST).size).toBe(LONGEST.length)
})
