/** What a transaction holds: a document, or a key of a unique index. */
export type LockName = string

export const documentLock = (collection: string, id: string): LockName => `${collection}\u0000_id_\u0000${id}`

export const uniqueKeyLock = (collection: string, index: string, key: readonly unknown[]): LockName =>
  `${collection}\u0000${index}\u0000${JSON.stringify(key)}`

interface Lock {
  owner: string
  released: Promise<void>
  release: () => void
}

/** Locks of running transactions. A plain write waits for them, another transaction fails at once. */
export class Locks {
  readonly #held = new Map<LockName, Lock>()

  /** False when another transaction holds it. */
  take(name: LockName, owner: string): boolean {
    const held = this.#held.get(name)
    if (held) return held.owner === owner
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => (release = resolve))
    this.#held.set(name, { owner, released, release })
    return true
  }

  /** Settles when the first of these locks that is held now is released; undefined when none is held. */
  waitFor(names: () => Iterable<LockName>): Promise<void> | undefined {
    if (this.#held.size === 0) return undefined
    for (const name of names()) {
      const held = this.#held.get(name)
      if (held) return held.released
    }
    return undefined
  }

  releaseAll(owner: string): void {
    for (const [name, lock] of this.#held) {
      if (lock.owner !== owner) continue
      this.#held.delete(name)
      lock.release()
    }
  }
}
