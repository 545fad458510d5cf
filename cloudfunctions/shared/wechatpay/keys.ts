import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import { ConfigError } from './errors/config-error'

type Kind = 'private' | 'public'

/** Ways to read DER, in the order tried. X.509 certificates are public keys too. */
const READERS: Readonly<Record<Kind, readonly ((der: Buffer) => KeyObject)[]>> = {
  private: [
    (key) => createPrivateKey({ key, format: 'der', type: 'pkcs8' }),
    (key) => createPrivateKey({ key, format: 'der', type: 'pkcs1' }),
  ],
  public: [
    (key) => createPublicKey({ key, format: 'der', type: 'spki' }),
    (key) => createPublicKey({ key, format: 'der', type: 'pkcs1' }),
    (der) => createPublicKey(certificatePem(der)),
  ],
}

function certificatePem(der: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${der.toString('base64')}\n-----END CERTIFICATE-----\n`
}

function parse(der: Buffer, kind: Kind): KeyObject | undefined {
  for (const read of READERS[kind])
    try {
      return read(der)
    } catch {
      // not this form: the next one
    }
  return undefined
}

/** PEM or bare base64, as it survives a console's input field or a .env file: quotes, `\n` as two signs, no newlines. */
function toDer(text: string, setting: string): { der: Buffer; label?: string } {
  const plain = text
    .trim()
    .replace(/^(["'`])([\s\S]*)\1$/, '$2')
    .replace(/\\r/g, '')
    .replace(/\\n/g, '\n')
    .trim()
  if (plain === '')
    throw new ConfigError(setting, 'is empty. Paste the whole key, with its BEGIN and END lines.')
  if (/^[\w./\\:-]+\.(pem|key|p12|crt|cer)$/i.test(plain))
    throw new ConfigError(setting, 'is the name of a file. Paste the content of the file.')
  const pem = /-----BEGIN ([A-Z0-9 ]+)-----([\s\S]*?)-----END \1-----/.exec(plain)
  if (!pem && plain.includes('-----'))
    throw new ConfigError(
      setting,
      'has no matching BEGIN and END lines. Paste the whole key file, it was cut off.',
    )
  const label = pem?.[1]
  if (label?.includes('ENCRYPTED') || pem?.[2]?.includes('ENCRYPTED'))
    throw new ConfigError(
      setting,
      'is protected by a password. Export it without one (openssl pkcs8 -nocrypt).',
    )
  const base64 = (pem?.[2] ?? plain).replace(/\s+/g, '')
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64))
    throw new ConfigError(setting, 'contains signs that no key has. Paste it again, without any other text.')
  const der = Buffer.from(base64, 'base64')
  return label === undefined ? { der } : { der, label }
}

function readKey(text: string, kind: Kind, setting: string): KeyObject {
  const { der, label } = toDer(text, setting)
  // Node would silently take the public half of a private key; whoever pastes one here must learn of it.
  const key = kind === 'public' && parse(der, 'private') ? undefined : parse(der, kind)
  if (!key) throw new ConfigError(setting, whyNot(der, kind, label))
  if (key.asymmetricKeyType !== 'rsa')
    throw new ConfigError(setting, 'is not an RSA key. WeChat Pay uses RSA with 2048 bits.')
  if ((key.asymmetricKeyDetails?.modulusLength ?? 0) < 2048)
    throw new ConfigError(setting, 'is an RSA key of fewer than 2048 bits. Use the one WeChat Pay issued.')
  return key
}

function whyNot(der: Buffer, kind: Kind, label: string | undefined): string {
  if (kind === 'private' && parse(der, 'public'))
    return label === 'CERTIFICATE'
      ? 'is a certificate, not a private key. Use apiclient_key.pem, not apiclient_cert.pem.'
      : 'is a public key, not a private key. Use apiclient_key.pem.'
  if (kind === 'public' && parse(der, 'private'))
    return "is a private key, not a public key. Use WeChat Pay's public key (pub_key.pem)."
  return 'cannot be read as a key: part of it is missing or changed. Copy the file again.'
}

/**
 * Reads the merchant's API private key (apiclient_key.pem): PEM (PKCS#8 or PKCS#1) or bare base64 DER.
 * @throws ConfigError that names the setting and the likely mistake, never the key
 */
export function readPrivateKey(text: string, setting = 'WECHATPAY_MERCHANT_PRIVATE_KEY'): KeyObject {
  return readKey(text, 'private', setting)
}

/**
 * Reads WeChat Pay's public key or a platform certificate: PEM (SPKI, PKCS#1, X.509) or bare base64 DER.
 * @throws ConfigError that names the setting and the likely mistake, never the key
 */
export function readPublicKey(text: string, setting = 'WECHATPAY_PUBLIC_KEY'): KeyObject {
  return readKey(text, 'public', setting)
}

/**
 * Reads an APIv3 key: exactly 32 bytes of UTF-8.
 * @throws ConfigError that names the setting, never the key
 */
export function readApiV3Key(text: string, setting = 'WECHATPAY_API_V3_KEY'): Buffer {
  const key = Buffer.from(text, 'utf8')
  if (key.length !== 32)
    throw new ConfigError(setting, `has ${key.length} bytes, an APIv3 key has 32. It is not the APIv2 key.`)
  return key
}
