import { invalidParam } from '../errors'
import { type Expression } from '../store/document'
import { decode, encode } from '../store/ejson'
import { aggregate, count, read, readInTransaction, type ReadRequest } from '../store/reading'
import { insert, modify, remove, type WriteResult } from '../store/writing'
import { type Transaction } from '../store/transaction'
import { type Action, type ActionContext, type WireRequest } from './wire'

const conditionOf = ({ now }: ActionContext, { query }: WireRequest): Expression =>
  query === undefined ? {} : decode(query, now)

/** A failing request ends its transaction, as in MongoDB. */
async function inTransactionOf<T>(
  { database }: ActionContext,
  { transactionId }: WireRequest,
  work: (transaction: Transaction | undefined) => T | Promise<T>,
): Promise<T> {
  if (transactionId === undefined) return work(undefined)
  const transaction = database.transaction(transactionId)
  try {
    return await work(transaction)
  } catch (error) {
    database.abortTransaction(transaction.id)
    throw error
  }
}

/** The SDK loses the transaction id of where().update() and where().remove() (facts/cloudbase.md 2.6, trap 6). */
function warnWhenOutside({ database, client, warn }: ActionContext, request: WireRequest): void {
  if (
    request.transactionId === undefined &&
    request.queryType === 'WHERE' &&
    database.hasTransactionOf(client)
  )
    warn(
      `${String(request.action)} on ${String(request.collectionName)} by where() was sent while a transaction is open: ` +
        'it runs outside of it and survives a rollback. Inside a transaction use doc(id) and add only.',
    )
}

const readRequestOf = (context: ActionContext, request: WireRequest): ReadRequest => {
  const order = request.order === undefined ? {} : decode(request.order, context.now)
  return {
    condition: conditionOf(context, request),
    sort: Object.entries(order).map(([field, direction]) => [field, direction === -1 ? -1 : 1] as const),
    ...(typeof request.offset === 'number' ? { skip: request.offset } : {}),
    ...(typeof request.limit === 'number' ? { limit: request.limit } : {}),
    ...(request.projection === undefined ? {} : { projection: decode(request.projection, context.now) }),
  }
}

const listOf = (value: unknown): unknown[] => {
  if (!Array.isArray(value)) throw invalidParam('The request carries no list where one is needed.')
  return value
}

const counted = ({ examined, changed }: WriteResult, data: Record<string, unknown>) => ({
  data,
  examined,
  answered: changed,
})

/** The database's actions by their name on the wire. */
export const databaseActions: Readonly<Record<string, Action>> = {
  'database.addCollection': ({ database }, { collectionName }) => {
    if (typeof collectionName !== 'string' || collectionName === '')
      throw invalidParam('The request names no collection.')
    database.createCollection(collectionName)
    return {}
  },

  'database.insertDocument': (context, request) =>
    inTransactionOf(context, request, async (transaction) => {
      const { database } = context
      const documents = listOf(request.data).map((text) => decode(text, context.now))
      const collection = database.collection(request.collectionName)
      const answer = await insert(database, collection, documents, transaction)
      return counted(answer, { insertedIds: answer.insertedIds })
    }),

  'database.getDocument': (context, request) =>
    inTransactionOf(context, request, (transaction) => {
      const collection = context.database.collection(request.collectionName)
      const wanted = readRequestOf(context, request)
      const { documents, examined } = transaction
        ? readInTransaction(collection, wanted, transaction)
        : read(collection, wanted)
      return { data: { list: documents.map(encode) }, examined, answered: documents.length }
    }),

  'database.calculateDocument': (context, request) => {
    const { total, examined } = count(
      context.database.collection(request.collectionName),
      conditionOf(context, request),
    )
    return { data: { total }, examined, answered: 1 }
  },

  'database.modifyDocument': (context, request) =>
    inTransactionOf(context, request, async (transaction) => {
      warnWhenOutside(context, request)
      const answer = await modify(
        context.database,
        context.database.collection(request.collectionName),
        {
          condition: conditionOf(context, request),
          data: decode(request.data, context.now),
          merge: request.merge === true,
          multi: request.multi === true,
          upsert: request.upsert === true,
        },
        transaction,
      )
      return counted(answer, { updated: answer.changed, upsert_id: answer.upsertedId })
    }),

  'database.removeDocument': (context, request) =>
    inTransactionOf(context, request, async (transaction) => {
      warnWhenOutside(context, request)
      const { database } = context
      const collection = database.collection(request.collectionName)
      const condition = conditionOf(context, request)
      const answer = await remove(database, collection, condition, request.multi === true, transaction)
      return counted(answer, { deleted: answer.changed })
    }),

  'database.aggregateDocuments': (context, request) => {
    const stages = listOf(request.stages).map((stage) => {
      const { stageKey, stageValue } = stage as { stageKey: string; stageValue: unknown }
      return { [stageKey]: decodeAny(stageValue, context.now) }
    })
    const { database } = context
    const { documents, examined } = aggregate(database.collection(request.collectionName), stages, (name) =>
      database.collection(name),
    )
    return { data: { list: documents.map(encode) }, examined, answered: documents.length }
  },

  'database.startTransaction': ({ database, client }) => ({
    top: { transactionId: database.begin(client).id },
  }),

  'database.commitTransaction': ({ database }, { transactionId }) => {
    database.commitTransaction(transactionId)
    return {}
  },

  'database.abortTransaction': ({ database }, { transactionId }) => {
    database.abortTransaction(transactionId)
    return {}
  },
}

/** A stage's value may be a number or a text ($limit, $count), which EJSON as a document is not. */
const decodeAny = (text: unknown, now: number): unknown => decode(`{"value":${String(text)}}`, now)['value']
