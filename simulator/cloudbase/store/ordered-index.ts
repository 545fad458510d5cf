import { valueAt, type Document } from './document'
import { compareValues, typeRank } from './order'
import { SortedList } from './sorted-list'

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

/** The keys of one collection's documents in order: found by binary search, read forwards or backwards. */
export class OrderedIndex {
  readonly #entries: SortedList<Entry>
  /** Documents with an array in an indexed field; while there is one, the index serves uniqueness alone. */
  #arrays = 0

  constructor(readonly declaration: IndexDeclaration) {
    this.#entries = new SortedList<Entry>(
      (left, right) =>
        this.#compareKeys(left.key, right.key) || (left.id < right.id ? -1 : Number(left.id > right.id)),
    )
  }

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

  add(document: Document): void {
    const key = this.keyOf(document)
    if (key.some(Array.isArray)) this.#arrays++
    this.#entries.add({ key, id: document._id })
  }

  remove(document: Document): void {
    const key = this.keyOf(document)
    if (key.some(Array.isArray)) this.#arrays--
    this.#entries.remove({ key, id: document._id })
  }

  /** The id of the document that has this key already, other than `except`. */
  holder(key: readonly unknown[], except?: string): string | undefined {
    for (const entry of this.#entries.from((other) => this.#compareKeys(other.key, key) < 0)) {
      if (this.#compareKeys(entry.key, key) !== 0) return undefined
      if (entry.id !== except) return entry.id
    }
    return undefined
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
    const entries = reversed
      ? this.#entries.backwardsFrom((entry) => place(entry) <= 0)
      : this.#entries.from((entry) => place(entry) < 0)
    for (const entry of entries) {
      if (place(entry) !== 0) return
      yield entry.id
    }
  }
}
