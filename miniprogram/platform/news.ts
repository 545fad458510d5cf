/** Changes that one page saw and another shows: when a list comes back, only the cards that changed are set. */
export interface News<T> {
  tell(item: T): void
  /** What was told since the last time, the newest of each; told once. */
  take(): T[]
}

/** @param idOf what makes two items the same. */
export function createNews<T>(idOf: (item: T) => string): News<T> {
  let told: T[] = []
  return {
    tell(item) {
      told = [...told.filter((other) => idOf(other) !== idOf(item)), item]
    },
    take() {
      const items = told
      told = []
      return items
    },
  }
}
