import { type Table } from '../store'
import { type World } from '../world'

/** A bill that waits for being fetched. */
export interface PreparedBill {
  readonly token: string
  readonly text: string
  readonly gzip: boolean
  /** Business ms. */
  readonly expiresAt: number
}

export const prepared = (world: World): Table<PreparedBill> => world.store.table('prepared-bills')
