import { randomBytes } from 'node:crypto'
import { duplicateKey, invalidParam } from '../errors'
import { type Collection } from './collection'
import { type Database } from './database'
import { type Document, type Expression } from './document'
import { encode } from './ejson'
import { matcher, updated } from './expressions'
import { documentLock, uniqueKeyLock, type LockName } from './locks'
import { idOf } from './reading'
import { type Change, type Transaction } from './transaction'

export interface ModifyRequest {
  condition: Expression
  /** Update operators when `merge`, else the whole new document. */
  data: Expression
  merge: boolean
  multi: boolean
  /** Stores the document when none matches; `doc().set` alone asks for it. */
  upsert: boolean
}

export interface WriteResult {
  /** Documents changed (MongoDB's "modified": 0 when the values were the same already), removed or inserted. */
  changed: number
  upsertedId: string | null
  insertedIds: string[]
  examined: number
}

const result = (part: Partial<WriteResult>): WriteResult => ({
  changed: 0,
  upsertedId: null,
  insertedIds: [],
  examined: 0,
  ...part,
})

function identified(data: Expression): Document {
  const id = data['_id'] ?? randomBytes(16).toString('hex')
  if (typeof id !== 'string' || id === '') throw invalidParam('_id must be a non-empty string.')
  return { ...data, _id: id }
}

const locksOf = ({ collection, id, document }: Change): LockName[] => [
  documentLock(collection.name, id),
  ...(document
    ? collection.indexes
        .filter(({ declaration }) => declaration.unique)
        .map((index) => uniqueKeyLock(collection.name, index.declaration.name, index.keyOf(document)))
    : []),
]

/**
 * Writes outside a transaction. While a transaction holds a document, waits for it, then looks again: that makes
 * a condition with `_id` an exact compare-and-set.
 */
async function writePlainly(
  database: Database,
  attempt: () => { changes: Change[]; answer: WriteResult },
  candidates: () => LockName[],
): Promise<WriteResult> {
  for (;;) {
    const held = database.locks.waitFor(candidates)
    if (!held) {
      const { changes, answer } = attempt()
      const wait = database.locks.waitFor(() => changes.flatMap(locksOf))
      if (!wait) {
        database.commit(changes)
        return answer
      }
      await wait
    } else await held
  }
}

export async function insert(
  database: Database,
  collection: Collection,
  data: readonly Expression[],
  transaction?: Transaction,
): Promise<WriteResult> {
  const documents = data.map(identified)
  const answer = result({ changed: documents.length, insertedIds: documents.map(({ _id }) => _id) })
  const changes = documents.map((document) => ({ collection, id: document._id, document }))
  if (transaction) {
    for (const { id, document } of changes) {
      if (transaction.get(collection, id)) throw duplicateKey(collection.name, '_id_')
      transaction.write(collection, id, document)
    }
    return answer
  }
  const attempt = () => {
    if (
      new Set(answer.insertedIds).size < documents.length ||
      documents.some(({ _id }) => collection.get(_id))
    )
      throw duplicateKey(collection.name, '_id_')
    return { changes, answer }
  }
  return writePlainly(database, attempt, () => changes.flatMap(locksOf))
}

function nextState(document: Document, { data, merge }: ModifyRequest): Document {
  if (merge) return updated(document, data)
  const next = { ...data, _id: document._id }
  return encode(next) === encode(document) ? document : next
}

function upserted({ condition, data, merge }: ModifyRequest): Document {
  const fresh = identified({ _id: condition['_id'], ...(merge ? {} : data) })
  return merge ? updated(fresh, data) : fresh
}

export async function modify(
  database: Database,
  collection: Collection,
  request: ModifyRequest,
  transaction?: Transaction,
): Promise<WriteResult> {
  const matches = matcher(request.condition)
  const changesFor = (hits: readonly Document[], examined: number) => {
    if (hits.length === 0 && request.upsert) {
      const document = upserted(request)
      const changes: Change[] = [{ collection, id: document._id, document }]
      return { changes, answer: result({ upsertedId: document._id, examined }) }
    }
    const changes = hits
      .map((hit) => ({ hit, document: nextState(hit, request) }))
      .filter(({ hit, document }) => document !== hit)
      .map(({ hit, document }): Change => ({ collection, id: hit._id, document }))
    return { changes, answer: result({ changed: changes.length, examined }) }
  }
  if (transaction) {
    const document = transaction.get(collection, idOf(request.condition))
    const { changes, answer } = changesFor(document && matches(document) ? [document] : [], document ? 1 : 0)
    for (const { id, document: next } of changes) transaction.write(collection, id, next)
    return answer
  }
  const find = () => collection.find(request.condition, [], request.multi ? Infinity : 1, matches)
  return writePlainly(
    database,
    () => {
      const found = find()
      return changesFor(found.documents, found.examined)
    },
    () => locksOfHits(collection, find().documents),
  )
}

const locksOfHits = (collection: Collection, hits: readonly Document[]) =>
  hits.map(({ _id }) => documentLock(collection.name, _id))

export async function remove(
  database: Database,
  collection: Collection,
  condition: Expression,
  multi: boolean,
  transaction?: Transaction,
): Promise<WriteResult> {
  const matches = matcher(condition)
  if (transaction) {
    const document = transaction.get(collection, idOf(condition))
    if (!document || !matches(document)) return result({ examined: document ? 1 : 0 })
    transaction.write(collection, document._id, undefined)
    return result({ changed: 1, examined: 1 })
  }
  const find = () => collection.find(condition, [], multi ? Infinity : 1, matches)
  const attempt = () => {
    const { documents, examined } = find()
    const changes = documents.map(({ _id }): Change => ({ collection, id: _id, document: undefined }))
    return { changes, answer: result({ changed: changes.length, examined }) }
  }
  return writePlainly(database, attempt, () => locksOfHits(collection, find().documents))
}
