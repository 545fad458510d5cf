import type { CollectionName, Store } from '../../cloudfunctions/shared/store'
import type { Find } from '../../cloudfunctions/shared/store/store'
import type { Lossy } from './lossy'

type Document = { _id: string; version?: number } & Record<string, unknown>

/** A stored document; `seen` is what whoever only looks was given, read-only for all of them. */
interface Kept {
  text: string
  seen?: unknown
}

function frozen(value: unknown): unknown {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}

/** The store's promises without a database (design 4.11); only what is stored outlives a function. */
export class Memory implements Store {
  private readonly documents = new Map<string, Kept>()

  constructor(private readonly outside: Lossy) {}

  /** The document as it is stored, past every fault, only to look at: a model looks at its order all the time. */
  peek<T>(collection: CollectionName, id: string): T | undefined {
    const kept = this.documents.get(`${collection}/${id}`)
    return kept && ((kept.seen ??= frozen(JSON.parse(kept.text))) as T)
  }

  put(collection: CollectionName, document: { _id: string }): void {
    this.documents.set(`${collection}/${document._id}`, { text: JSON.stringify(document) })
  }

  list<T>(collection: CollectionName): T[] {
    const all = [...this.documents].filter(([key]) => key.startsWith(`${collection}/`))
    return all.map(([, { text }]) => JSON.parse(text) as T)
  }

  insert<T extends { _id: string }>(collection: CollectionName, document: T): Promise<'inserted' | 'exists'> {
    return this.outside.step(() => {
      if (this.documents.has(`${collection}/${document._id}`)) return 'exists'
      this.put(collection, document)
      return 'inserted'
    })
  }

  read<T>(collection: CollectionName, id: string): Promise<T | undefined> {
    return this.outside.step(() => {
      const kept = this.documents.get(`${collection}/${id}`)
      return kept && (JSON.parse(kept.text) as T)
    })
  }

  compareAndSet<T extends { _id: string; version: number }>(
    collection: CollectionName,
    before: T,
    after: T,
  ): Promise<boolean> {
    return this.outside.step(() => {
      const now = this.peek<Document>(collection, before._id)
      if (now?.version !== before.version) return false
      this.put(collection, { ...after, version: before.version + 1 })
      return true
    })
  }

  together(): Promise<boolean> {
    throw new RangeError('No order of the model has goods.')
  }

  /** The conditions that the orders' actions use: equal fields. */
  find<T>(collection: CollectionName, { where, limit }: Find): Promise<T[]> {
    return this.outside.step(() =>
      this.list<T & Document>(collection)
        .filter((one) => Object.entries(where).every(([field, value]) => one[field] === value))
        .slice(0, limit),
    )
  }

  remove(): Promise<boolean> {
    throw new RangeError('No action on orders removes anything.')
  }

  ensureCollections(): Promise<void> {
    return Promise.resolve()
  }
}
