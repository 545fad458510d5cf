import { constants, publicEncrypt, type KeyObject } from 'node:crypto'

/** What WeChat Pay accepts of a person, encrypted: name, phone, id number, address. */
export interface Personal {
  name: string
  phone: string
  /** Identity card number. */
  userid: string
  address: string
}

export const PERSONAL_FIELDS = ['name', 'phone', 'userid', 'address'] as const

/** How many bytes OAEP with SHA-1 can carry: 214 with 2048 bits. */
export function personalLimit(key: KeyObject): number {
  return (key.asymmetricKeyDetails?.modulusLength ?? 2048) / 8 - 42
}

/** RSA-OAEP with SHA-1 for hash and mask (facts: 5.5), base64. Each call gives another ciphertext. */
export function encryptText(text: string, key: KeyObject): string {
  const padding = constants.RSA_PKCS1_OAEP_PADDING
  return publicEncrypt({ key, padding, oaepHash: 'sha1' }, Buffer.from(text, 'utf8')).toString('base64')
}

/** Encrypts those of the four fields that are given. */
export function encryptPersonal(person: Partial<Personal>, key: KeyObject): Partial<Personal> {
  const sealed: Partial<Personal> = {}
  for (const name of PERSONAL_FIELDS) {
    const value = person[name]
    if (value !== undefined) sealed[name] = encryptText(value, key)
  }
  return sealed
}
