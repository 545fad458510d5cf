import type { OfferView, PersonalField } from './offer'

/** How a form asks for a personal field. */
export interface PersonLabel {
  label: string
  placeholder: string
  /** A native input's `type`. */
  keyboard: 'text' | 'number' | 'idcard'
  limit: number
}

/** What each personal field is called in a form, and what a form hints at. */
export const PERSON_LABELS: Readonly<Record<PersonalField, PersonLabel>> = {
  name: { label: '姓名', placeholder: '与身份证一致', keyboard: 'text', limit: 32 },
  phone: { label: '手机号', placeholder: '11 位手机号', keyboard: 'number', limit: 11 },
  userid: { label: '身份证号', placeholder: '18 位居民身份证号', keyboard: 'idcard', limit: 18 },
  address: { label: '地址', placeholder: '省市区与详细地址', keyboard: 'text', limit: 60 },
}

const PATTERNS: Readonly<Record<PersonalField, RegExp>> = {
  name: /^\S.{0,30}\S$/,
  phone: /^1\d{10}$/,
  userid: /^\d{17}[\dXx]$/,
  address: /^.{5,60}$/,
}

const WRONG: Readonly<Record<PersonalField, string>> = {
  name: '请填写真实姓名，至少两个字',
  phone: '请填写 11 位手机号',
  userid: '请填写 18 位身份证号',
  address: '请填写完整地址，至少五个字',
}

/** The check digit of a resident identity number (GB 11643-1999, ISO 7064 MOD 11-2). */
function hasGoodCheckDigit(userid: string): boolean {
  const sum = [...userid.slice(0, 17)].reduce((total, digit, index) => {
    const weight = 2 ** (17 - index) % 11
    return total + Number(digit) * weight
  }, 0)
  return '10X98765432'.charAt(sum % 11) === userid.charAt(17).toUpperCase()
}

/** A person's data as the offer asks for it: trimmed, and what is missing or wrong, field by field. */
export function checkPerson(
  asks: OfferView['asks'],
  typed: Readonly<Partial<Record<PersonalField, string>>>,
): {
  person: Partial<Record<PersonalField, string>>
  problems: Partial<Record<PersonalField, string>>
} {
  const person: Partial<Record<PersonalField, string>> = {}
  const problems: Partial<Record<PersonalField, string>> = {}
  for (const { field } of asks) {
    const value = (typed[field] ?? '').trim()
    person[field] = value
    const good = PATTERNS[field].test(value) && (field !== 'userid' || hasGoodCheckDigit(value))
    if (!good) problems[field] = WRONG[field]
  }
  return { person, problems }
}
