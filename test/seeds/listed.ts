import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fieldsOf } from './fields'

/** Where the seeds are, if they are on this machine: `SEEDS`, else beside the checkout. */
const folder = process.env['SEEDS'] ?? join(process.cwd(), '..', 'shared', 'seeds')

export interface Listed {
  /** Says where the list is from. */
  readonly from: string
  readonly fields: readonly string[]
}

/**
 * The fields of a seed's request: out of its text where it is here, which must be the kept list; else that list.
 * @param start how the seed's file name begins, `000_`
 */
export function listedFields(start: string, kept: readonly string[]): Listed {
  const file = existsSync(folder) ? readdirSync(folder).find((name) => name.startsWith(start)) : undefined
  if (file === undefined) return { from: 'the list kept in test/seeds', fields: kept }
  const fields = fieldsOf(readFileSync(join(folder, file), 'utf8'))
  expect(fields).toEqual(kept)
  return { from: `the text of seed ${file}`, fields }
}
