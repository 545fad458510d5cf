import { randomUUID } from 'node:crypto'
import { duplicateKey, transactionConflict } from '../errors'
import { type Collection } from './collection'
import { type Document } from './document'
import { documentLock, uniqueKeyLock, type Locks } from './locks'

/** One document's new state; undefined removes it. */
export interface Change {
  collection: Collection
  id: string
  document: Document | undefined
}

/**
 * A transaction as the cloud documents it: reads see the state at its start and its own writes; a write locks the
 * document; a write on a document that another transaction holds, or that changed since the start, fails at once.
 */
export class Transaction {
  readonly id = randomUUID()
  readonly #changes = new Map<string, Change>()

  constructor(
    readonly client: string,
    /** The number of the newest write when the transaction started. */
    readonly snapshot: number,
    private readonly locks: Locks,
  ) {}

  get changes(): readonly Change[] {
    return [...this.#changes.values()]
  }

  get(collection: Collection, id: string): Document | undefined {
    const own = this.#changes.get(documentLock(collection.name, id))
    return own ? own.document : collection.getAt(id, this.snapshot)
  }

  /** @throws CloudError the conflict, or E11000 for a key of a unique index that is taken */
  write(collection: Collection, id: string, document: Document | undefined): void {
    const name = documentLock(collection.name, id)
    if (!this.locks.take(name, this.id))
      throw transactionConflict('another transaction has written the document')
    if (collection.sequenceOf(id) > this.snapshot)
      throw transactionConflict('the document changed after the transaction started')
    if (document) this.#reserveKeys(collection, document)
    const change = { collection, id, document }
    refuseCollisions([
      ...this.changes.filter((other) => other.collection !== collection || other.id !== id),
      change,
    ])
    this.#changes.set(name, change)
  }

  #reserveKeys(collection: Collection, document: Document): void {
    for (const index of collection.indexes) {
      if (!index.declaration.unique) continue
      const key = index.keyOf(document)
      if (!this.locks.take(uniqueKeyLock(collection.name, index.declaration.name, key), this.id))
        throw transactionConflict('another transaction has written the same unique key')
    }
  }
}

/** @throws CloudError E11000 when the changes together would put one key of a unique index on two documents */
export function refuseCollisions(changes: readonly Change[]): void {
  const changing = new Set(changes.map(({ collection, id }) => documentLock(collection.name, id)))
  const taken = new Set<string>()
  for (const { collection, id, document } of changes) {
    if (!document) continue
    for (const index of collection.indexes) {
      if (!index.declaration.unique) continue
      const key = index.keyOf(document)
      const name = uniqueKeyLock(collection.name, index.declaration.name, key)
      const holder = index.holder(key, id)
      const held = holder !== undefined && !changing.has(documentLock(collection.name, holder))
      if (held || taken.has(name)) throw duplicateKey(collection.name, index.declaration.name)
      taken.add(name)
    }
  }
}
