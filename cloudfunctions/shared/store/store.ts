import { type Condition, toSdkCondition } from './condition'
import { changesBetween } from './changes'
import { COLLECTIONS, type CollectionName } from './collections'
import { checkDocument, isPlainKey } from './document'
import { problemOf, StoreMisuse, storeError } from './errors'
import { openDatabase, type SdkDatabase } from './sdk'
import { allOrNone, checkSteps, placesOf, type Step } from './together'

/** What to find. `limit` is 1 to 1000; without conditions it is the whole collection in order. */
export interface Find {
  where: Condition
  orderBy?: readonly (readonly [field: string, direction: 'asc' | 'desc'])[]
  limit: number
}

/**
 * The only way to the database. Uniqueness comes from `_id`, change from compare-and-set on `version` (design 4.11).
 * Every method throws StoreUnavailable when the database does not do it or does not say so, StoreMisuse for what the SDK
 * would mangle.
 */
export interface Store {
  /** Adds a document under its own `_id`. @returns `exists` when there is one already; it is left as it is. */
  insert<T extends { _id: string }>(collection: CollectionName, document: T): Promise<'inserted' | 'exists'>
  read<T>(collection: CollectionName, id: string): Promise<T | undefined>
  /**
   * Replaces `before` by `after` where `_id` and `version` still are as before, and writes `version: before.version + 1`
   * whatever `after.version` says. Fields that `after` lacks are removed.
   * @returns `false` when somebody else was faster or the document is gone: read again
   */
  compareAndSet<T extends { _id: string; version: number }>(
    collection: CollectionName,
    before: T,
    after: T,
  ): Promise<boolean>
  /**
   * Makes several changes or none of them, each by compare-and-set or as a new document.
   * @returns `false` when one was not as it was read, or was there already: nothing was changed, read again
   */
  together(steps: readonly Step[]): Promise<boolean>
  find<T>(collection: CollectionName, query: Find): Promise<T[]>
  /** @returns whether there was one */
  remove(collection: CollectionName, id: string): Promise<boolean>
  /** Creates the collections that are missing. Any other call does so itself when it meets a missing one. */
  ensureCollections(): Promise<void>
}

function checkId(id: unknown): asserts id is string {
  if (typeof id !== 'string' || id === '') throw new StoreMisuse('The document id is not a text.')
}

function checkFind({ limit, orderBy = [] }: Find): void {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new StoreMisuse('The limit is not an integer from 1 to 1000.')
  if (!orderBy.every(([field]) => isPlainKey(field)))
    throw new StoreMisuse('The order names an impossible field.')
}

/** One that exists already is what we want; anything else shows when the call is tried again. */
async function createAll(database: SdkDatabase): Promise<void> {
  await Promise.all(
    COLLECTIONS.map((name) => database.createCollection(name).then(undefined, () => undefined)),
  )
}

/** Runs one operation; a missing collection is created and the operation tried once more. */
async function run<T>(operation: string, act: (database: SdkDatabase) => Promise<T>): Promise<T> {
  const database = openDatabase()
  try {
    return await act(database)
  } catch (error) {
    if (problemOf(error) !== 'collection-missing') throw storeError(operation, error)
  }
  await createAll(database)
  try {
    return await act(database)
  } catch (error) {
    throw storeError(operation, error)
  }
}

/** The store of this deployment. Opening costs nothing: the SDK is loaded by the first call. */
export function openStore(): Store {
  return {
    async insert(collection, document) {
      checkDocument(document)
      return run(`insert into ${collection}`, async (database) => {
        try {
          await database.collection(collection).add({ data: document })
          return 'inserted' as const
        } catch (error) {
          if (problemOf(error) === 'exists') return 'exists' as const
          throw error
        }
      })
    },

    async read<T>(collection: CollectionName, id: string) {
      checkId(id)
      return run(`read from ${collection}`, async (database) => {
        const { data } = await database.collection(collection).doc(id).get()
        return (data ?? undefined) as T | undefined
      })
    },

    async compareAndSet(collection, before, after) {
      checkDocument(after)
      checkId(before._id)
      if (after._id !== before._id) throw new StoreMisuse('A change cannot move a document to another _id.')
      if (!Number.isSafeInteger(before.version))
        throw new StoreMisuse('The document has no version to compare.')
      return run(`change in ${collection}`, async (database) => {
        const { _id, version } = before
        const changes = changesBetween({ ...before }, { ...after }, database.command)
        const { stats } = await database
          .collection(collection)
          .where({ _id, version })
          .update({ data: { ...changes, version: version + 1 } })
        return stats.updated === 1
      })
    },

    async together(steps) {
      checkSteps(steps)
      return run(`change ${placesOf(steps)} together`, (database) => allOrNone(database, steps))
    },

    async find<T>(collection: CollectionName, query: Find) {
      checkFind(query)
      return run(`find in ${collection}`, async (database) => {
        const condition = toSdkCondition(query.where, database.command)
        const all = database.collection(collection)
        const some = Object.keys(condition).length === 0 ? all : all.where(condition)
        const ordered = (query.orderBy ?? []).reduce(
          (next, [field, direction]) => next.orderBy(field, direction),
          some,
        )
        const { data } = await ordered.limit(query.limit).get()
        return data as T[]
      })
    },

    async remove(collection, id) {
      checkId(id)
      return run(`remove from ${collection}`, async (database) => {
        const { stats } = await database.collection(collection).where({ _id: id }).remove()
        return stats.removed === 1
      })
    },

    ensureCollections: () => run('create the collections', createAll),
  }
}
