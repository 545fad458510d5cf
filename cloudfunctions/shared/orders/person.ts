import type { PersonalField } from '#domain/offer'
import { Failed } from '../failed'
import type { Person } from './attempt'

/** What each field must look like; the widths are ours, WeChat Pay's are unknown (facts 10). */
const FORMS: Record<PersonalField, { form: RegExp; hint: string }> = {
  name: { form: /^[\p{L}\p{M}·. ]{1,32}$/u, hint: '请填写真实姓名' },
  phone: { form: /^1\d{10}$/, hint: '请填写 11 位手机号' },
  userid: { form: /^\d{17}[\dX]$/, hint: '请填写 18 位身份证号' },
  address: { form: /^[^\p{C}]{4,60}$/u, hint: '请填写 4 到 60 字的地址' },
}

/**
 * Takes from what the customer sent exactly what the offer asks for.
 * @throws Failed PERSON_REQUIRED with the fields that are missing or malformed, never their values
 */
export function personFor(asks: readonly PersonalField[], sent: Person | undefined): Person {
  const person: Person = {}
  const problems: { field: PersonalField; problem: string }[] = []
  for (const field of asks) {
    const text = (sent?.[field] ?? '').trim()
    const value = field === 'userid' ? text.toUpperCase() : text
    const { form, hint } = FORMS[field]
    if (form.test(value)) person[field] = value
    else problems.push({ field, problem: hint })
  }
  if (problems.length > 0) throw new Failed('PERSON_REQUIRED', { details: { problems } })
  return person
}
