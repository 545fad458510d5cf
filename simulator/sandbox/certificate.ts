import { createPublicKey, sign, type KeyObject } from 'node:crypto'
import { bitString, element, integer, nothing, oid, sequence, set, time, utf8 } from './der'

const sha256WithRsa = sequence(oid('1.2.840.113549.1.1.11'), nothing)

const name = (commonName: string): Buffer =>
  sequence(
    set(sequence(oid('2.5.4.10'), utf8('payscore sandbox'))),
    set(sequence(oid('2.5.4.3'), utf8(commonName))),
  )

/**
 * A self-signed X.509 certificate for an RSA key (RFC 5280), as PEM.
 * @param serial hex digits; @param from start of validity in ms; @param years of validity
 */
export function selfSignedCertificate(
  privateKey: KeyObject,
  serial: string,
  from: number,
  years = 5,
): string {
  const spki = createPublicKey(privateKey).export({ type: 'spki', format: 'der' })
  const end = new Date(from)
  end.setUTCFullYear(end.getUTCFullYear() + years)
  const subject = name('Fake WeChat Pay platform')
  const body = sequence(
    element(0xa0, integer(Buffer.from([2]))),
    integer(Buffer.from(serial, 'hex')),
    sha256WithRsa,
    subject,
    sequence(time(from), time(end.getTime())),
    subject,
    spki,
  )
  const der = sequence(body, sha256WithRsa, bitString(sign('sha256', body, privateKey)))
  const lines = der.toString('base64').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}
