import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { account } from './account'
import { type Merchant } from './authorization'
import { type SandboxKeys } from './keys'

/** One of the two keys with which the platform signs: serial and private key. */
export interface Signer {
  readonly serial: string
  readonly key: KeyObject
}

/** The keys as key objects. */
export interface Keyring {
  readonly keys: SandboxKeys
  /** The platform's public key: PEM, SPKI. */
  readonly platformPublicKey: string
  readonly merchant: Merchant
  readonly publicKey: Signer
  readonly certificate: Signer
  /** @returns the platform key that a Wechatpay-Serial names */
  bySerial(serial: string): Signer | undefined
}

const known = new WeakMap<SandboxKeys, Keyring>()

/** Reading a key takes OpenSSL a millisecond, so that every set of keys is read once, however many sandboxes have it. */
export function keyringOf(keys: SandboxKeys): Keyring {
  const read = known.get(keys) ?? readKeys(keys)
  known.set(keys, read)
  return read
}

function readKeys(keys: SandboxKeys): Keyring {
  const publicKey = { serial: keys.platformPublicKeyId, key: createPrivateKey(keys.platformPrivateKey) }
  const certificate = { serial: keys.certificateSerial, key: createPrivateKey(keys.certificatePrivateKey) }
  return {
    keys,
    platformPublicKey: createPublicKey(publicKey.key).export({ type: 'spki', format: 'pem' }).toString(),
    merchant: {
      mchid: account.mchid,
      serial: keys.merchantSerial,
      publicKey: createPublicKey(keys.merchantPrivateKey),
    },
    publicKey,
    certificate,
    bySerial: (serial) => [publicKey, certificate].find((one) => one.serial === serial),
  }
}
