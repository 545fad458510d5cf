import { generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import { HOW_MANY, KEYS_OF_THIS_RUN } from './pool'

/** Before all test files: the keys that they share. */
export default async function setup(): Promise<void> {
  const pairs = await Promise.all(
    Array.from({ length: HOW_MANY }, () => promisify(generateKeyPair)('rsa', { modulusLength: 2048 })),
  )
  process.env[KEYS_OF_THIS_RUN] = JSON.stringify(
    pairs.map(({ privateKey }) => privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()),
  )
}
