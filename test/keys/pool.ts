import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'

/** Where a run of the tests keeps its keys: in the environment of its processes, never in a file. */
export const KEYS_OF_THIS_RUN = 'TEST_KEYS_OF_THIS_RUN'

/** As many as one test file needs at most; further ones are generated. */
export const HOW_MANY = 6

export interface KeyPair {
  privateKey: KeyObject
  publicKey: KeyObject
}

let taken = 0

const generated = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

/**
 * An RSA key of 2048 bits (PKCS#8, PEM), another one at each call within a test file. Making one costs a tenth of a second
 * and most files need three, so the files of one run share them; outside of such a run it is made here.
 */
export function anotherKey(): string {
  const keys = JSON.parse(process.env[KEYS_OF_THIS_RUN] ?? '[]') as string[]
  return keys[taken++] ?? generated()
}

/** The same as two key objects. */
export function anotherPair(): KeyPair {
  const privateKey = createPrivateKey(anotherKey())
  return { privateKey, publicKey: createPublicKey(privateKey) }
}
