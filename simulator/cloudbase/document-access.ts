import { type Databases } from './databases'
import { copyOf, type Document, type Expression } from './store/document'
import { encode } from './store/ejson'
import { insert, remove } from './store/writing'

/** Direct access to the documents of an environment, past the SDK; the panel reads with it, tests seed and look with it. */
export class DocumentAccess {
  constructor(
    private readonly databases: Databases,
    private readonly defaultEnv: string,
  ) {}

  collections(env = this.defaultEnv): string[] {
    return this.databases.get(env).collectionNames
  }

  /** All documents, in the order of their first insertion. @throws CloudError when the collection does not exist */
  list(collection: string, env = this.defaultEnv): Document[] {
    return [...this.databases.get(env).collection(collection).documents()].map((document) => copyOf(document))
  }

  /**
   * Whether a document is one that is looked for. It is shown the stored documents, not copies: nothing may be changed in them.
   * @throws CloudError when the collection does not exist
   */
  some(
    collection: string,
    wanted: (document: Readonly<Document>) => boolean,
    env = this.defaultEnv,
  ): boolean {
    for (const document of this.databases.get(env).collection(collection).documents())
      if (wanted(document)) return true
    return false
  }

  get(collection: string, id: string, env = this.defaultEnv): Document | undefined {
    const document = this.databases.get(env).collection(collection).get(id)
    return document && copyOf(document)
  }

  /** @throws CloudError E11000 */
  async insert(
    collection: string,
    documents: readonly Expression[],
    env = this.defaultEnv,
  ): Promise<string[]> {
    const database = this.databases.get(env)
    const copies = documents.map(copyOf)
    return (await insert(database, database.collection(collection), copies)).insertedIds
  }

  /** Removes all documents of a collection. @returns how many there were */
  async clear(collection: string, env = this.defaultEnv): Promise<number> {
    const database = this.databases.get(env)
    return (await remove(database, database.collection(collection), {}, true)).changed
  }

  /** Puts documents there, in the place of what has their `_id`. */
  async put(collection: string, documents: readonly Expression[], env = this.defaultEnv): Promise<void> {
    const database = this.databases.get(env)
    for (const document of documents.map(copyOf)) {
      await remove(database, database.collection(collection), { _id: document['_id'] as never }, false)
      await insert(database, database.collection(collection), [document])
    }
  }

  /** All documents as canonical EJSON, one per document; what two runs are compared by. */
  dump(collection: string, env = this.defaultEnv): string[] {
    return [...this.databases.get(env).collection(collection).documents()].map(encode)
  }
}
