import { type Intention, isSameWish } from '../domain/intention'
import type { Clock } from '../domain/period'

/** The phone's storage, as far as needed. */
export interface Storage {
  get(key: string): unknown
  set(key: string, value: unknown): void
  remove(key: string): void
}

const PLACE = 'intention'

function isIntention(value: unknown): value is Intention {
  if (typeof value !== 'object' || value === null) return false
  const { key, wish, at } = value as Partial<Intention>
  return typeof key === 'string' && typeof wish === 'string' && typeof at === 'number'
}

/** Keeps the one intention that is under way. */
export interface RequestKeys {
  /** The key for this wish: the stored one while its order is not known, else a new one, stored before it is used. */
  keyFor(wish: string): string
  /** The order is known, or certainly does not exist: the next wish is a new one. */
  forget(): void
}

/** @param random makes at least 16 characters of `[0-9A-Za-z_-]`, different every time. */
export function createRequestKeys(storage: Storage, clock: Clock, random: () => string): RequestKeys {
  return {
    keyFor(wish) {
      const stored = storage.get(PLACE)
      const now = clock()
      if (isIntention(stored) && isSameWish(stored, wish, now)) return stored.key
      const intention: Intention = { key: random(), wish, at: now }
      storage.set(PLACE, intention)
      return intention.key
    },
    forget() {
      storage.remove(PLACE)
    },
  }
}
