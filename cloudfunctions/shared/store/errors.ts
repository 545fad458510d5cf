/** What every error of the store has in common: it names the operation and the collection, never a document's content. */
export abstract class StoreError extends Error {
  abstract override readonly name: string
}

/** The database did not do it, or did not say whether it did: read again before believing or repeating anything. */
export class StoreUnavailable extends StoreError {
  override readonly name = 'StoreUnavailable'
}

/** Two writers met (a transaction's conflict). Nothing was written; the whole step may be tried again. */
export class StoreConflict extends StoreError {
  override readonly name = 'StoreConflict'
}

/** The call asks for something that the SDK would silently mangle (facts: cloudbase 2.6). Nothing was sent. */
export class StoreMisuse extends StoreError {
  override readonly name = 'StoreMisuse'
}

/** What the SDK's error means. */
export type StoreProblem = 'exists' | 'collection-missing' | 'conflict' | 'unavailable'

/**
 * Reads an SDK error. The SDK keeps a number of known codes and drops the others, so duplicates and conflicts are told by
 * their text (facts: cloudbase 2.5).
 */
export function problemOf(error: unknown): StoreProblem {
  const { errCode, errMsg, message } = (error ?? {}) as {
    errCode?: unknown
    errMsg?: unknown
    message?: unknown
  }
  const text = `${typeof errMsg === 'string' ? errMsg : ''} ${typeof message === 'string' ? message : ''}`
  if (/E11000|duplicate key|DATABASE_DUPLICATE_WRITE/i.test(text)) return 'exists'
  if (errCode === -502005 || /Db or Table not exist|DATABASE_COLLECTION_NOT_EXIST/i.test(text))
    return 'collection-missing'
  if (/TransactionConflict|DATABASE_TRANSACTION_CONFLICT|WriteConflict/i.test(text)) return 'conflict'
  return 'unavailable'
}

/** Translates an SDK error of `operation` into one of ours. */
export function storeError(operation: string, error: unknown): StoreError {
  if (error instanceof StoreError) return error
  const { errCode } = (error ?? {}) as { errCode?: unknown }
  const number = typeof errCode === 'number' ? ` (${errCode})` : ''
  switch (problemOf(error)) {
    case 'conflict':
      return new StoreConflict(`${operation}: another writer was faster. Read again and repeat.`, {
        cause: error,
      })
    case 'collection-missing':
      return new StoreUnavailable(
        `${operation}: the collection is missing and could not be created. Create it in the CloudBase console.`,
        { cause: error },
      )
    default:
      return new StoreUnavailable(
        `${operation}: the database did not answer as it should${number}. Read again first.`,
        {
          cause: error,
        },
      )
  }
}
