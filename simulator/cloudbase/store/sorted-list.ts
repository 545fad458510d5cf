/** Longest chunk; a longer one is halved. Small enough that inserting moves little, large enough that there are few. */
const maxChunk = 512

/** A list that stays in order: adding, removing and finding cost a binary search and the shift of one short chunk. */
export class SortedList<T> {
  readonly #chunks: T[][] = [[]]

  constructor(private readonly compare: (left: T, right: T) => number) {}

  add(item: T): void {
    const isBefore = (other: T) => this.compare(other, item) < 0
    const at = this.#chunkOf(isBefore)
    const chunk = this.#chunks[at] as T[]
    chunk.splice(firstNot(chunk, isBefore), 0, item)
    if (chunk.length > maxChunk) this.#chunks.splice(at + 1, 0, chunk.splice(maxChunk / 2))
  }

  /** Removes the item that compares as equal, if there is one. */
  remove(item: T): void {
    const isBefore = (other: T) => this.compare(other, item) < 0
    const at = this.#chunkOf(isBefore)
    const chunk = this.#chunks[at] as T[]
    const place = firstNot(chunk, isBefore)
    const found = chunk[place]
    if (found === undefined || this.compare(found, item) !== 0) return
    chunk.splice(place, 1)
    if (chunk.length === 0 && this.#chunks.length > 1) this.#chunks.splice(at, 1)
  }

  /** Reads on from the first item that `isBefore` says no to; it must say yes to none after that. */
  *from(isBefore: (item: T) => boolean): Generator<T> {
    let at = this.#chunkOf(isBefore)
    let place = firstNot(this.#chunks[at] as T[], isBefore)
    for (; at < this.#chunks.length; at++, place = 0) {
      const chunk = this.#chunks[at] as T[]
      for (; place < chunk.length; place++) yield chunk[place] as T
    }
  }

  /** Reads backwards from the last item that `isBefore` says yes to. */
  *backwardsFrom(isBefore: (item: T) => boolean): Generator<T> {
    let at = this.#chunkOf(isBefore)
    let place = firstNot(this.#chunks[at] as T[], isBefore) - 1
    for (; at >= 0; at--, place = (this.#chunks[at]?.length ?? 0) - 1) {
      const chunk = this.#chunks[at] as T[]
      for (; place >= 0; place--) yield chunk[place] as T
    }
  }

  /** The first chunk whose last item is not before, else the last chunk. */
  #chunkOf(isBefore: (item: T) => boolean): number {
    const at = firstNot(this.#chunks, (chunk) => chunk.length === 0 || isBefore(chunk.at(-1) as T))
    return Math.min(at, this.#chunks.length - 1)
  }
}

/** The first position whose item `isBefore` says no to. */
function firstNot<T>(items: readonly T[], isBefore: (item: T) => boolean): number {
  let low = 0
  let high = items.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (isBefore(items[middle] as T)) low = middle + 1
    else high = middle
  }
  return low
}
