import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { account } from './account'
import { type Merchant } from './authorization'
import { type SandboxKeys } from './keys'

/** One of the two keys with which the platform signs: serial and private key. */
export interface Signer {
  readonly serial: string
  readonly key: KeyObject
}

/** The keys as key objects, made once. */
export interface Keyring {
  readonly keys: SandboxKeys
  readonly merchant: Merchant
  readonly publicKey: Signer
  readonly certificate: Signer
  /** @returns the platform key that a Wechatpay-Serial names */
  bySerial(serial: string): Signer | undefined
}

export function keyringOf(keys: SandboxKeys): Keyring {
  const publicKey = { serial: keys.platformPublicKeyId, key: createPrivateKey(keys.platformPrivateKey) }
  const certificate = { serial: keys.certificateSerial, key: createPrivateKey(keys.certificatePrivateKey) }
  return {
    keys,
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
