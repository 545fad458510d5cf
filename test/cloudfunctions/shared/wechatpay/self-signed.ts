import { createSign, type KeyObject } from 'node:crypto'

/** Just enough DER to make an X.509 certificate without openssl. */
function der(tag: number, ...parts: (Buffer | string)[]): Buffer {
  const content = Buffer.concat(
    parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part)),
  )
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}
const sequence = (...parts: Buffer[]): Buffer => der(0x30, ...parts)
const SHA256_WITH_RSA = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05))
const NAME = sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, 'test'))))
const time = (moment: number): Buffer =>
  der(0x18, `${new Date(moment).toISOString().replace(/[-:T]/g, '').slice(0, 14)}Z`)

/** A certificate that a key issues to itself. `serial` in hex, an even number of digits. */
export function selfSigned(
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: KeyObject },
  serial: string,
  from: number,
  to: number,
): { serial: string; pem: string } {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from(/^[89A-F]/i.test(serial) ? `00${serial}` : serial, 'hex')),
    SHA256_WITH_RSA,
    NAME,
    sequence(time(from), time(to)),
    NAME,
    publicKey.export({ format: 'der', type: 'spki' }),
  )
  const signature = createSign('RSA-SHA256').update(body).sign(privateKey)
  const whole = sequence(body, SHA256_WITH_RSA, der(0x03, Buffer.from([0]), signature)).toString('base64')
  return { serial, pem: `-----BEGIN CERTIFICATE-----\n${whole}\n-----END CERTIFICATE-----\n` }
}
