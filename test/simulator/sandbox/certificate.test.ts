import { createPrivateKey, X509Certificate } from 'node:crypto'
import { element, integer, oid, time } from '../../../simulator/sandbox/der'
import { selfSignedCertificate } from '../../../simulator/sandbox/certificate'
import { keys } from './ground'

test.each([
  ['a short length', element(4, Buffer.alloc(127)).subarray(0, 2), '047f'],
  ['a length of one byte', element(4, Buffer.alloc(128)).subarray(0, 3), '048180'],
  ['a length of two bytes', element(4, Buffer.alloc(256)).subarray(0, 4), '04820100'],
  ['a small integer', integer(Buffer.from('0005', 'hex')), '020105'],
  ['an integer with its top bit set', integer(Buffer.from('80', 'hex')), '02020080'],
  ['an object identifier', oid('1.2.840.113549.1.1.11'), '06092a864886f70d01010b'],
  ['a UTCTime', time(Date.UTC(2026, 0, 2, 3, 4, 5)), `170d${Buffer.from('260102030405Z').toString('hex')}`],
  ['a GeneralizedTime', time(Date.UTC(2050, 0, 1)), `180f${Buffer.from('20500101000000Z').toString('hex')}`],
])('DER: %s', (_, bytes, hex) => {
  expect(bytes.toString('hex')).toBe(hex)
})

test('Node reads the platform certificate: serial, validity, key and self-signature', () => {
  const key = createPrivateKey(keys.certificatePrivateKey)
  const from = Date.UTC(2026, 0, 1)
  for (const serial of [keys.certificateSerial, '40'.padEnd(40, '0'), '7F'.padEnd(40, 'F')]) {
    const parsed = new X509Certificate(selfSignedCertificate(key, serial, from))
    expect(parsed.serialNumber).toBe(serial)
    expect([Date.parse(parsed.validFrom), Date.parse(parsed.validTo)]).toEqual([from, Date.UTC(2031, 0, 1)])
    expect(parsed.checkPrivateKey(key)).toBe(true)
    expect(parsed.verify(parsed.publicKey)).toBe(true)
    expect(parsed.subject).toBe(parsed.issuer)
  }
})
