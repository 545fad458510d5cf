import { X509Certificate } from 'node:crypto'
import type { Moment } from '#domain/period'
import type { PayAnswer, PrepareContext, PreparedCall } from './call'
import { DecryptError } from './errors/decrypt-error'
import { createKeyring, type Keyring, type PlatformKey } from './keyring'
import { readPublicKey } from './keys'
import { type SealedText, unseal } from './sealed'

/** A platform certificate as it is kept in the database. Not a secret. */
export interface PlatformCertificate {
  serial: string
  /** X.509 as PEM; `readPublicKey` reads it. */
  pem: string
  effectiveAt: Moment
  expiresAt: Moment
}

/** `GET /v3/certificates`: the platform certificates; merchants in public-key mode are answered an error (facts: 5.3). */
export function prepareCertificates(context?: PrepareContext): PreparedCall {
  const [first] = context?.keyring.keys ?? []
  return {
    action: 'certificates',
    method: 'GET',
    path: '/v3/certificates',
    body: '',
    serial: first?.serial ?? '',
    safeToRepeat: true,
  }
}

function readOne(entry: unknown, apiV3Keys: readonly (Buffer | string)[]): PlatformCertificate {
  const { serial_no, encrypt_certificate: sealed } = (entry ?? {}) as Record<string, unknown>
  if (typeof sealed !== 'object' || sealed === null)
    throw new DecryptError('envelope', 'A certificate has no ciphertext. The list was not read.')
  const pem = unseal(sealed as SealedText, apiV3Keys).toString('utf8')
  let certificate: X509Certificate
  try {
    certificate = new X509Certificate(pem)
  } catch {
    throw new DecryptError('plaintext', 'A decrypted certificate is not X.509. The list was not read.')
  }
  const serial = certificate.serialNumber.toUpperCase()
  if (typeof serial_no !== 'string' || serial_no.toUpperCase() !== serial)
    throw new DecryptError(
      'plaintext',
      'A certificate has another serial than it is listed with. The list was not read.',
    )
  return {
    serial: serial_no,
    pem,
    effectiveAt: Date.parse(certificate.validFrom),
    expiresAt: Date.parse(certificate.validTo),
  }
}

function readList(body: unknown, apiV3Keys: readonly (Buffer | string)[]): PlatformCertificate[] {
  const data = (body as { data?: unknown } | undefined)?.data
  if (!Array.isArray(data)) throw new DecryptError('envelope', 'The answer has no list of certificates.')
  return data.map((entry) => readOne(entry, apiV3Keys))
}

/** Decrypts the answer's certificates. @throws DecryptError when any of them is unreadable: half a list is no list */
export function readCertificates(
  answer: Pick<PayAnswer, 'body'>,
  apiV3Keys: readonly (Buffer | string)[],
): PlatformCertificate[] {
  return readList(answer.body, apiV3Keys)
}

/** A stored certificate as a key of the ring. @throws ConfigError when it is damaged */
export function certificateKey({ serial, pem, effectiveAt, expiresAt }: PlatformCertificate): PlatformKey {
  return { serial, publicKey: readPublicKey(pem, 'platform certificate'), effectiveAt, expiresAt }
}

/**
 * For `send(prepareCertificates(), { keyringOf })`: the very first answer is signed by a certificate that it brings
 * itself. Only WeChat Pay and we hold the APIv3 key, so what it decrypts may prove the signature (facts: 5.3).
 */
export function certificatesKeyring(
  known: Keyring,
  apiV3Keys: readonly (Buffer | string)[],
): (rawBody: Buffer) => Keyring {
  return (rawBody) => {
    let brought: PlatformCertificate[]
    try {
      brought = readList(JSON.parse(rawBody.toString('utf8')), apiV3Keys)
    } catch {
      return known
    }
    return createKeyring([...known.keys, ...brought.map(certificateKey)])
  }
}
