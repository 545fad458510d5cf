import manifest from '../../collections.json'

/** A collection of the manifest `cloudfunctions/collections.json`, which the local CloudBase reads too. */
export type CollectionName = keyof typeof manifest

/** Every collection that the functions use. All are readable and writable by functions alone. */
export const COLLECTIONS = Object.keys(manifest) as readonly CollectionName[]
