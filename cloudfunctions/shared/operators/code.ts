/** Letters and digits that people do not mix up (Crockford's base 32). */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes of an invitation's code: 80 bits, 16 signs. */
export const CODE_BYTES = 10

/** Writes bytes as signs, five bits each. */
export function writeCode(bytes: Buffer): string {
  let bits = BigInt(`0x${bytes.toString('hex')}`)
  let code = ''
  for (let n = 0; n < (bytes.length * 8) / 5; n++) {
    code = SIGNS.charAt(Number(bits & 31n)) + code
    bits >>= 5n
  }
  return code
}

/** A code as a person may type it: small letters, spaces, dashes, O for 0, I or L for 1. */
export const readCode = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
