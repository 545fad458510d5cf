import { Aggregator } from 'mingo'
import { invalidParam, requestFailed } from '../errors'
import { type Collection } from './collection'
import { copyOf, type Expression } from './document'
import { matcher, projected, sorted } from './expressions'
import { type Sort } from './plan'
import { type Transaction } from './transaction'

/** The cloud's limits for one read through the server SDK. */
export const defaultLimit = 100
export const maxLimit = 1_000

export interface ReadRequest {
  condition: Expression
  sort?: Sort
  skip?: number
  limit?: number
  projection?: Expression
}

/** What a request answers and how many documents were looked at for it. */
export interface ReadResult<T = Expression> {
  documents: T[]
  examined: number
}

/** @throws CloudError INVALID_PARAM above 1000 */
export function read(collection: Collection, request: ReadRequest): ReadResult {
  const { condition, sort = [], skip = 0, limit = defaultLimit, projection } = request
  if (!Number.isInteger(limit) || limit < 1 || limit > maxLimit)
    throw invalidParam(`limit must be between 1 and ${maxLimit}.`)
  if (!Number.isInteger(skip) || skip < 0) throw invalidParam('skip must be a positive integer.')
  const found = collection.find(condition, sort, skip + limit, matcher(condition))
  const page = sorted(found.documents, sort).slice(skip, skip + limit)
  return { documents: projected(page, projection), examined: found.examined }
}

/** Inside a transaction only `doc()` is read. @throws CloudError for a condition, which the cloud does not support there */
export function readInTransaction(
  collection: Collection,
  request: ReadRequest,
  transaction: Transaction,
): ReadResult {
  const document = transaction.get(collection, idOf(request.condition))
  const hit = document && matcher(request.condition)(document) ? [document] : []
  return { documents: projected(hit, request.projection), examined: document ? 1 : 0 }
}

/** The `_id` of a `doc()` request. @throws CloudError when the condition names none */
export function idOf(condition: Expression): string {
  const id = condition['_id']
  if (typeof id !== 'string')
    throw invalidParam('A transaction takes doc(id) and add only, no where, count or aggregate.')
  return id
}

export function count(collection: Collection, condition: Expression): { total: number; examined: number } {
  const found = collection.find(condition, [], Infinity, matcher(condition))
  return { total: found.documents.length, examined: found.examined }
}

/** Runs a pipeline; a leading `$match` uses the indexes. `other` gives the collections that `$lookup` names. */
export function aggregate(
  collection: Collection,
  stages: readonly Expression[],
  other: (name: string) => Collection,
): ReadResult {
  const [first, ...rest] = stages
  const match = first?.['$match'] as Expression | undefined
  const found = collection.find(match ?? {}, [], Infinity, matcher(match ?? {}))
  const copies = found.documents.map(copyOf)
  try {
    const pipeline = new Aggregator(match ? rest : [...stages], {
      collectionResolver: (name) => [...other(name).documents()],
    })
    return { documents: pipeline.run<Expression>(copies), examined: found.examined }
  } catch (error) {
    throw requestFailed(
      `[FailedOperation.Aggregate] ${error instanceof Error ? error.message : String(error)}`,
    )
  }
}
