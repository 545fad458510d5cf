import { createPrivateKey, generateKeyPairSync, randomBytes, randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { account, services, subMerchants, type Permission, type SubMerchant } from './account'
import { selfSignedCertificate } from './certificate'

/** Everything secret that a sandbox needs, both sides' keys; PEM. Never served as a whole. */
export interface SandboxKeys {
  readonly merchantSerial: string
  readonly merchantPrivateKey: string
  readonly platformPublicKeyId: string
  readonly platformPrivateKey: string
  readonly certificateSerial: string
  readonly certificate: string
  readonly certificatePrivateKey: string
  readonly apiV3Key: string
  readonly apiV2Key: string
  /** Signs finish tickets. */
  readonly ticketSecret: string
}

/** What a merchant holds: the answer of `GET /sandbox/credentials`. */
export interface Credentials {
  readonly mchid: string
  readonly appid: string
  readonly serviceId: string
  readonly merchantSerial: string
  readonly merchantPrivateKey: string
  readonly platformPublicKeyId: string
  readonly platformPublicKey: string
  readonly apiV3Key: string
  readonly apiV2Key: string
  readonly subMchid: string
  /** The shops bound to this service provider; `subMchid` is the first. */
  readonly subMerchants: readonly SubMerchant[]
  /** One row per permission; `serviceId` has all of them. */
  readonly services: readonly ({ readonly serviceId: string } & Permission)[]
}

const letters = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const randomText = (size: number): string =>
  Array.from({ length: size }, () => letters[randomInt(letters.length)]).join('')

/** 40 upper-case hex digits that do not begin with zero. */
function certificateSerial(): string {
  const bytes = randomBytes(20)
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes.toString('hex').toUpperCase()
}

const newPrivateKey = (): string =>
  generateKeyPairSync('rsa', { modulusLength: 2048 })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()

/**
 * @param now start of the platform certificate's validity, in ms
 * @param privateKey where RSA keys come from (PKCS#8, PEM), another one at each call; generated when absent
 */
export function generateKeys(now: number = Date.now(), privateKey = newPrivateKey): SandboxKeys {
  const serial = certificateSerial()
  const certificatePrivateKey = privateKey()
  return {
    merchantSerial: certificateSerial(),
    merchantPrivateKey: privateKey(),
    platformPublicKeyId: `PUB_KEY_ID_01${account.mchid}2026010100${randomInt(1e9, 9e9)}`,
    platformPrivateKey: privateKey(),
    certificateSerial: serial,
    certificatePrivateKey,
    certificate: selfSignedCertificate(createPrivateKey(certificatePrivateKey), serial, now - 86_400_000),
    apiV3Key: randomText(32),
    apiV2Key: randomText(32),
    ticketSecret: randomText(32),
  }
}

/** Reads `keys.json` of the folder, or generates and writes it, readable by its owner only. */
export function loadKeys(dir: string): SandboxKeys {
  const file = join(dir, 'keys.json')
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as SandboxKeys
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const keys = generateKeys()
  writeFileSync(file, JSON.stringify(keys, null, 2), { mode: 0o600 })
  return keys
}

/** @param platformPublicKey PEM, SPKI */
export function credentialsOf(keys: SandboxKeys, platformPublicKey: string): Credentials {
  return {
    mchid: account.mchid,
    appid: account.appid,
    serviceId: services[0]?.serviceId ?? '',
    merchantSerial: keys.merchantSerial,
    merchantPrivateKey: keys.merchantPrivateKey,
    platformPublicKeyId: keys.platformPublicKeyId,
    platformPublicKey,
    apiV3Key: keys.apiV3Key,
    apiV2Key: keys.apiV2Key,
    subMchid: account.subMchid,
    subMerchants,
    services: services.flatMap(({ serviceId, permissions }) =>
      permissions.map((permission) => ({ serviceId, ...permission })),
    ),
  }
}
