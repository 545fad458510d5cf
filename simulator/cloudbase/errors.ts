/**
 * An error as the cloud answers it. `code` is the text code on the wire; wx-server-sdk turns the codes it knows
 * into numbers (DATABASE_REQUEST_FAILED → -502001 …) and every other one into -501001, so that only the
 * message tells those apart (facts/cloudbase.md 2.5).
 */
export class CloudError extends Error {
  override readonly name = 'CloudError'
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}

export const requestFailed = (message: string) => new CloudError('DATABASE_REQUEST_FAILED', message)

/** What an update or query that MongoDB refuses is answered with. */
export const invalidOperation = (message: string) =>
  new CloudError('DATABASE_REQUEST_FAILED', `[FailedOperation.Update] ${message}`)

export const invalidParam = (message: string) =>
  new CloudError('INVALID_PARAM', `[InvalidParameter] ${message}`)

export const duplicateKey = (collection: string, index: string) =>
  requestFailed(
    `[FailedOperation] multiple write errors: [{write errors: [{E11000 duplicate key error collection: ${collection} index: ${index} dup key}]}, {<nil>}]`,
  )

export const collectionNotExist = (collection: string) =>
  new CloudError(
    'DATABASE_COLLECTION_NOT_EXIST',
    `[ResourceNotFound] Db or Table not exist: ${collection}. Please check your request, but if the problem cannot be solved, contact us.`,
  )

/** The text for an existing collection is an assumption: no record of the cloud's own words was found. */
export const collectionExists = (collection: string) =>
  requestFailed(`[ResourceInUse] Table exist: ${collection}`)

export const transactionConflict = (why: string) =>
  new CloudError(
    'DATABASE_TRANSACTION_CONFLICT',
    `[ResourceUnavailable.TransactionConflict] Transaction is conflict, maybe resource operated by others. Please check your request, but if the problem cannot be solved, contact us. (${why})`,
  )

export const transactionNotExist = () =>
  new CloudError(
    'DATABASE_TRANSACTION_FAIL',
    '[ResourceUnavailable.TransactionNotExist] Transaction does not exist on the server, it was aborted, committed or lived longer than its limit.',
  )
