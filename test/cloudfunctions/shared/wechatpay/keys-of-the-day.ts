import { createHash } from 'node:crypto'
import { createKeyring, type Keyring } from '../../../../cloudfunctions/shared/wechatpay'
import { anotherPair, type KeyPair } from '../../../keys/pool'

/** Made when the tests start; nothing of it is ever written down. */
export interface TestKeys {
  merchant: KeyPair
  platform: KeyPair
  keyring: Keyring
  apiV3Key: Buffer
}

export const PUBLIC_KEY_ID = 'PUB_KEY_ID_0110000000000000000000000001'
export const MERCHANT_SERIAL = '3A5C7E9011223344556677889900AABBCCDDEEFF'
export const MCHID = '1900000109'

/** A 2048-bit pair for the merchant and one for the platform. */
export function makeKeys(): TestKeys {
  const platform = anotherPair()
  return {
    merchant: anotherPair(),
    platform,
    keyring: createKeyring([{ serial: PUBLIC_KEY_ID, publicKey: platform.publicKey }]),
    apiV3Key: Buffer.from(createHash('md5').update(String(process.hrtime.bigint())).digest('hex')),
  }
}
