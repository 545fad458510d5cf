import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf } from './fields'

/** Where the seeds are, if they are on this machine: `SEEDS`, else beside the checkout. */
const folder = process.env['SEEDS'] ?? join(process.cwd(), '..', 'shared', 'seeds')

/** The field list of a seed, and where it was read. */
export interface SeedFields {
  readonly from: string
  readonly fields: readonly string[]
}

/** The field list of a seed: out of its text where it is here, which must be the known list; else that list. */
export function seedFields(seed: string, known: readonly string[]): SeedFields {
  const file = existsSync(folder)
    ? readdirSync(folder).find((name) => name.startsWith(`${seed}_`))
    : undefined
  if (file === undefined) return { from: 'the list kept in test/seeds', fields: known }
  const fields = fieldsOf(readFileSync(join(folder, file), 'utf8'))
  expect(fields).toEqual(known)
  return { from: `the text of seed ${file}`, fields }
}
