import { collectionExists, collectionNotExist, invalidParam, transactionNotExist } from '../errors'
import { Collection } from './collection'
import { Journal, type Step } from './journal'
import { Locks } from './locks'
import { type IndexDeclaration } from './ordered-index'
import { refuseCollisions, Transaction, type Change } from './transaction'

/** Collections with their indexes, as cloudfunctions/collections.json holds them. */
export type CollectionManifest = Readonly<Record<string, { indexes?: readonly IndexDeclaration[] }>>

export interface DatabaseOptions {
  manifest: CollectionManifest
  /** The manifest's collections exist from the start. */
  createDeclared: boolean
  /** A collection that nobody created comes into being when first used. The cloud never does that. */
  createMissing: boolean
  /** A transaction's longest life, milliseconds of the machine's time. */
  transactionTtlMs: number
  /** File of the log; in memory alone when absent. */
  journalPath?: string
}

/** The database of one environment: collections, running transactions, and the log that makes commits durable. */
export class Database {
  readonly locks = new Locks()
  readonly #collections = new Map<string, Collection>()
  readonly #running = new Map<string, { transaction: Transaction; expiry: NodeJS.Timeout }>()
  /** Documents written while a transaction ran: their older states go when the last one ends. */
  readonly #remembered: Change[] = []
  readonly #journal: Journal | undefined
  #sequence = 0

  constructor(private readonly options: DatabaseOptions) {
    if (options.journalPath !== undefined) {
      this.#journal = Journal.open(options.journalPath, (steps) => {
        this.#replay(steps)
      })
      this.compactWhenWorthwhile()
    }
    if (options.createDeclared)
      for (const name of Object.keys(options.manifest))
        if (!this.#collections.has(name)) this.createCollection(name)
  }

  get collectionNames(): string[] {
    return [...this.#collections.keys()]
  }

  /** @throws CloudError -502005 when nobody created it */
  collection(name: unknown): Collection {
    if (typeof name !== 'string' || name === '') throw invalidParam('The request names no collection.')
    const found = this.#collections.get(name)
    if (found) return found
    if (!this.options.createMissing) throw collectionNotExist(name)
    return this.createCollection(name)
  }

  createCollection(name: string): Collection {
    if (this.#collections.has(name)) throw collectionExists(name)
    this.#journal?.append([{ collection: name, created: true }])
    return this.#addCollection(name)
  }

  #addCollection(name: string): Collection {
    const known = this.#collections.get(name)
    if (known) return known
    const collection = new Collection(name, this.options.manifest[name]?.indexes ?? [])
    this.#collections.set(name, collection)
    return collection
  }

  begin(client: string): Transaction {
    const transaction = new Transaction(client, this.#sequence, this.locks)
    const expiry = setTimeout(() => {
      this.#end(transaction)
    }, this.options.transactionTtlMs)
    expiry.unref()
    this.#running.set(transaction.id, { transaction, expiry })
    return transaction
  }

  /** @throws CloudError when it ended: committed, aborted, or older than its longest life */
  transaction(id: unknown): Transaction {
    const running = this.#running.get(String(id))
    if (!running) throw transactionNotExist()
    return running.transaction
  }

  /** As if every one were older than its longest life. */
  endTransactions(): void {
    for (const { transaction } of [...this.#running.values()]) this.#end(transaction)
  }

  hasTransactionOf(client: string): boolean {
    return [...this.#running.values()].some(({ transaction }) => transaction.client === client)
  }

  /** Commits all or nothing: one line of the log. A collision of unique keys aborts the transaction. */
  commitTransaction(id: unknown): void {
    const transaction = this.transaction(id)
    try {
      this.commit(transaction.changes)
    } finally {
      this.#end(transaction)
    }
  }

  abortTransaction(id: unknown): void {
    this.#end(this.transaction(id))
  }

  #end(transaction: Transaction): void {
    clearTimeout(this.#running.get(transaction.id)?.expiry)
    this.#running.delete(transaction.id)
    this.locks.releaseAll(transaction.id)
    if (this.#running.size > 0) return
    for (const { collection, id } of this.#remembered.splice(0)) collection.forgetBefore(id)
  }

  /** Makes changes durable, then visible; nothing in between can be seen. @throws CloudError E11000 */
  commit(changes: readonly Change[]): void {
    if (changes.length === 0) return
    refuseCollisions(changes)
    this.#journal?.append(
      changes.map(({ collection, id, document }) =>
        document
          ? { collection: collection.name, stored: document }
          : { collection: collection.name, removed: id },
      ),
    )
    this.#sequence++
    const keepBefore = this.#running.size > 0
    for (const change of changes) {
      change.collection.write(change.id, change.document, this.#sequence, keepBefore)
      if (keepBefore) this.#remembered.push(change)
    }
    this.compactWhenWorthwhile()
  }

  #replay(steps: readonly Step[]): void {
    this.#sequence++
    for (const step of steps) {
      const collection = this.#addCollection(step.collection)
      if ('stored' in step) collection.write(step.stored._id, step.stored, this.#sequence, false)
      else if ('removed' in step) collection.write(step.removed, undefined, this.#sequence, false)
    }
  }

  compactWhenWorthwhile(): void {
    const journal = this.#journal
    if (!journal || journal.lines < 1_000) return
    let alive = this.#collections.size
    for (const collection of this.#collections.values()) alive += collection.size
    if (journal.lines > 4 * alive) journal.compact(this.#state())
  }

  *#state(): Generator<Step> {
    for (const collection of this.#collections.values()) {
      yield { collection: collection.name, created: true }
      for (const document of collection.documents()) yield { collection: collection.name, stored: document }
    }
  }

  close(): void {
    for (const { transaction } of [...this.#running.values()]) this.#end(transaction)
    this.#journal?.close()
  }
}
