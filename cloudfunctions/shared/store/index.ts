export { COLLECTIONS, type CollectionName } from './collections'
export type { Comparison, Condition, Value } from './condition'
export { StoreConflict, StoreError, StoreMisuse, StoreUnavailable } from './errors'
export { openStore, type Find, type Store } from './store'
