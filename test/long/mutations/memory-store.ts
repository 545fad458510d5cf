import { isDeepStrictEqual } from 'node:util'
import { checkDocument } from '../../../cloudfunctions/shared/store/document'
import type { CollectionName, Store } from '../../../cloudfunctions/shared/store'
import type { Step } from '../../../cloudfunctions/shared/store/together'

type Document = { _id: string; version?: number } & Record<string, unknown>

/** One document that a call wrote: how it was before, how it is now. */
export interface Written {
  collection: CollectionName
  before: Document | undefined
  after: Document | undefined
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    Object.values(value).forEach(frozen)
  }
  return value
}

/**
 * The store's promises (design 4.11) without a database, for a million calls: it refuses what the real one refuses, tells what
 * was written, and takes it back.
 */
export class MemoryStore implements Store {
  private readonly documents = new Map<string, Document>()
  private writes = new Map<string, Written>()

  constructor(orders: readonly { _id: string }[]) {
    for (const order of orders) this.documents.set(`orders/${order._id}`, frozen(structuredClone(order)))
  }

  /** Everything that differs from how it was, and undoes it. */
  takeBack(): Written[] {
    const written = [...this.writes.values()].filter(({ before, after }) => !isDeepStrictEqual(before, after))
    for (const [key, { before }] of this.writes)
      if (before) this.documents.set(key, before)
      else this.documents.delete(key)
    this.writes = new Map()
    return written
  }

  /** How many documents there are; the same after every `takeBack`. */
  get size(): number {
    return this.documents.size
  }

  private write(collection: CollectionName, id: string, after: Document | undefined): void {
    const key = `${collection}/${id}`
    const before = this.writes.has(key) ? this.writes.get(key)?.before : this.documents.get(key)
    this.writes.set(key, { collection, before, after })
    if (after) this.documents.set(key, frozen(structuredClone(after)))
    else this.documents.delete(key)
  }

  insert<T extends { _id: string }>(collection: CollectionName, document: T): Promise<'inserted' | 'exists'> {
    checkDocument(document)
    if (this.documents.has(`${collection}/${document._id}`)) return Promise.resolve('exists')
    this.write(collection, document._id, document)
    return Promise.resolve('inserted')
  }

  read<T>(collection: CollectionName, id: string): Promise<T | undefined> {
    return Promise.resolve(this.documents.get(`${collection}/${id}`) as T | undefined)
  }

  compareAndSet<T extends { _id: string; version: number }>(
    collection: CollectionName,
    before: T,
    after: T,
  ): Promise<boolean> {
    checkDocument(after)
    const now = this.documents.get(`${collection}/${before._id}`)
    if (now?.version !== before.version) return Promise.resolve(false)
    this.write(collection, before._id, { ...after, version: before.version + 1 })
    return Promise.resolve(true)
  }

  together(steps: readonly Step[]): Promise<boolean> {
    const isTaken = (step: Step): boolean =>
      'insert' in step
        ? this.documents.has(`${step.collection}/${step.insert._id}`)
        : this.documents.get(`${step.collection}/${step.before._id}`)?.version !== step.before.version
    if (steps.some(isTaken)) return Promise.resolve(false)
    for (const step of steps)
      if ('insert' in step) this.write(step.collection, step.insert._id, step.insert)
      else this.write(step.collection, step.before._id, { ...step.after, version: step.before.version + 1 })
    return Promise.resolve(true)
  }

  find<T>(collection: CollectionName): Promise<T[]> {
    const found = [...this.documents].filter(([key]) => key.startsWith(`${collection}/`))
    return Promise.resolve(found.map(([, document]) => document as T))
  }

  remove(collection: CollectionName, id: string): Promise<boolean> {
    const existed = this.documents.has(`${collection}/${id}`)
    this.write(collection, id, undefined)
    return Promise.resolve(existed)
  }

  ensureCollections(): Promise<void> {
    return Promise.resolve()
  }
}
