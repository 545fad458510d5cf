import { valueAt, type Document } from './document'
import { compareValues, typeRank } from './order'

/** One field of an index; -1 is descending. */
export interface IndexField {
  field: string
  direction: 1 | -1
}

/** An index as the manifest (cloudfunctions/collections.json) declares it. */
export interface IndexDeclaration {
  name: string
  fields: readonly IndexField[]
  /** A missing field counts as null, so a second document without it collides, as on the cloud. */
  unique?: boolean
}

/** Bounds on one field; a bound of another type than the value never matches it. */
export interface Range {
  lower?: { value: unknown; inclusive: boolean }
  upper?: { value: unknown; inclusive: boolean }
}

interface Entry {
  readonly key: readonly unknown[]
  readonly id: string
}

/** -1 below the range, 0 inside, 1 above, in ascending order of values. */
function placeInRange(value: unknown, { lower, upper }: Range): -1 | 0 | 1 {
  const type = typeRank((lower ?? upper)?.value)
  const own = typeRank(value)
  if (own !== type) return own < type ? -1 : 1
  if (lower) {
    const order = compareValues(value, lower.value)
    if (order < 0 || (order === 0 && !lower.inclusive)) return -1
  }
  if (upper) {
    const order = compareValues(value, upper.value)
    if (order > 0 || (order === 0 && !upper.inclusive)) return 1
  }
  return 0
}

/** A sorted list of the keys of one collection's documents: found by binary search, read in order. */
export class OrderedIndex {
  readonly #entries: Entry[] = []
  /** Documents with an array in an indexed field; while there is one, the index serves uniqueness alone. */
  #arrays = 0

  constructor(readonly declaration: IndexDeclaration) {}

  get fields(): readonly IndexField[] {
    return this.declaration.fields
  }

  get usableForQueries(): boolean {
    return this.#arrays === 0
  }

  keyOf(document: Document): unknown[] {
    return this.fields.map(({ field }) => valueAt(document, field) ?? null)
  }

  #compareKeys(left: readonly unknown[], right: readonly unknown[]): number {
    for (const [at, { direction }] of this.fields.entries()) {
      const order = compareValues(left[at], right[at])
      if (order !== 0) return order * direction
    }
    return 0
  }

  /** First position whose entry is not before the place looked for. */
  #search(isBefore: (entry: Entry) => boolean): number {
    let low = 0
    let high = this.#entries.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.#entries[middle] as Entry)) low = middle + 1
      else high = middle
    }
    return low
  }

  #positionOf(key: readonly unknown[], id: string): number {
    return this.#search((entry) => {
      const order = this.#compareKeys(entry.key, key)
      return order < 0 || (order === 0 && entry.id < id)
    })
  }

  add(document: Document): void {
    const key = this.keyOf(document)
    if (key.some(Array.isArray)) this.#arrays++
    const last = this.#entries.at(-1)
    const order = last ? this.#compareKeys(last.key, key) : -1
    // Documents mostly arrive in the order of time: the end of the list is the usual place.
    if (last === undefined || order < 0 || (order === 0 && last.id < document._id))
      this.#entries.push({ key, id: document._id })
    else this.#entries.splice(this.#positionOf(key, document._id), 0, { key, id: document._id })
  }

  remove(document: Document): void {
    const key = this.keyOf(document)
    if (key.some(Array.isArray)) this.#arrays--
    this.#entries.splice(this.#positionOf(key, document._id), 1)
  }

  /** The id of the document that has this key already, other than `except`. */
  holder(key: readonly unknown[], except?: string): string | undefined {
    for (let at = this.#search((entry) => this.#compareKeys(entry.key, key) < 0); ; at++) {
      const entry = this.#entries[at]
      if (!entry || this.#compareKeys(entry.key, key) !== 0) return undefined
      if (entry.id !== except) return entry.id
    }
  }

  /** The ids whose key starts with `equal` and whose next field lies in `range`, in the index's order or reversed. */
  *ids(equal: readonly unknown[], range: Range | undefined, reversed: boolean): Generator<string> {
    const place = (entry: Entry): number => {
      for (const [at, value] of equal.entries()) {
        const order = compareValues(entry.key[at], value)
        if (order !== 0) return order * (this.fields[at]?.direction ?? 1)
      }
      const next = this.fields[equal.length]
      return range && next ? placeInRange(entry.key[equal.length], range) * next.direction : 0
    }
    const start = this.#search((entry) => place(entry) < 0)
    const end = this.#search((entry) => place(entry) <= 0)
    if (reversed) for (let at = end - 1; at >= start; at--) yield (this.#entries[at] as Entry).id
    else for (let at = start; at < end; at++) yield (this.#entries[at] as Entry).id
  }
}
