import { type Document, type Expression } from './document'
import { OrderedIndex, type IndexDeclaration } from './ordered-index'
import { planFor, type Plan, type Sort } from './plan'

/** One state of a document. `before` is kept only while a transaction may still read it. */
interface Version {
  readonly sequence: number
  readonly document: Document | undefined
  before: Version | undefined
}

/** What a read found, and how many documents it had to look at. */
export interface Found {
  documents: Document[]
  examined: number
}

/** The documents of one collection with their indexes; every document has its own version, nothing is copied as a whole. */
export class Collection {
  readonly indexes: OrderedIndex[] = []
  readonly #versions = new Map<string, Version>()
  #size = 0

  constructor(
    readonly name: string,
    declarations: readonly IndexDeclaration[],
  ) {
    for (const declaration of declarations) this.indexes.push(new OrderedIndex(declaration))
  }

  get size(): number {
    return this.#size
  }

  *documents(): Generator<Document> {
    for (const { document } of this.#versions.values()) if (document) yield document
  }

  get(id: string): Document | undefined {
    return this.#versions.get(id)?.document
  }

  /** The document as it was when `sequence` was the newest write. */
  getAt(id: string, sequence: number): Document | undefined {
    let version = this.#versions.get(id)
    while (version && version.sequence > sequence) version = version.before
    return version?.document
  }

  /** The number of the last write to this document; 0 when none is remembered. */
  sequenceOf(id: string): number {
    return this.#versions.get(id)?.sequence ?? 0
  }

  /** Stores (or, with undefined, removes) a document. `keepBefore`: a running transaction may read the old state. */
  write(id: string, document: Document | undefined, sequence: number, keepBefore: boolean): void {
    const previous = this.#versions.get(id)
    if (previous?.document) for (const index of this.indexes) index.remove(previous.document)
    if (document) for (const index of this.indexes) index.add(document)
    this.#size += (document ? 1 : 0) - (previous?.document ? 1 : 0)
    if (document ?? keepBefore)
      this.#versions.set(id, { sequence, document, before: keepBefore ? previous : undefined })
    else this.#versions.delete(id)
  }

  /** Forgets the older states of a document once no transaction can read them. */
  forgetBefore(id: string): void {
    const version = this.#versions.get(id)
    if (version && !version.document) this.#versions.delete(id)
    else if (version) version.before = undefined
  }

  /**
   * Reads the documents that `matches` accepts, by the best plan.
   * @param enough stop after this many matches where the plan already gives the wanted order
   * The caller sorts: an ordered plan may have several stretches, and a scan has no order at all.
   */
  find(condition: Expression, sort: Sort, enough: number, matches: (document: Document) => boolean): Found {
    const plan = planFor(condition, sort, this.indexes)
    const found: Found = { documents: [], examined: 0 }
    for (const candidates of this.#candidates(plan)) {
      let taken = 0
      for (const document of candidates) {
        found.examined++
        if (!matches(document)) continue
        found.documents.push(document)
        if (++taken >= enough && mayStopEarly(plan, sort)) break
      }
      if (sort.length === 0 && found.documents.length >= enough) break
    }
    return found
  }

  *#candidates(plan: Plan): Generator<Iterable<Document>> {
    if (plan.kind === 'scan') yield this.documents()
    else if (plan.kind === 'ids') yield this.#byIds(plan.ids)
    else
      for (const stretch of plan.stretches)
        yield this.#byIds(plan.index.ids(stretch, plan.range, plan.reversed))
  }

  *#byIds(ids: Iterable<string>): Generator<Document> {
    for (const id of ids) {
      const document = this.get(id)
      if (document) yield document
    }
  }
}

const mayStopEarly = (plan: Plan, sort: Sort) => (plan.kind === 'index' ? plan.ordered : sort.length === 0)
