import { isFen } from '#domain/money'
import { ValidationError, type FieldProblem } from '../errors/validation-error'
import { isWellFormed } from '../call'

/**
 * Collects every problem of one call's fields. Each check names the field's path and never repeats the value.
 * Lengths are characters (code points), as WeChat Pay counts: one Chinese character is one.
 */
export class Fields {
  private readonly problems: FieldProblem[] = []
  constructor(private readonly action: string) {}

  add(path: string, problem: string): void {
    this.problems.push({ path, problem })
  }

  /** @throws ValidationError with every problem found so far, if there is one */
  check(): void {
    if (this.problems.length > 0) throw new ValidationError(this.action, this.problems)
  }

  /** Refuses fields that this call does not have, so that a misspelt or foreign one is never lost silently. */
  known(path: string, value: unknown, names: readonly string[]): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.add(path === '' ? 'fields' : path, 'is not an object')
      return
    }
    for (const name of Object.keys(value))
      if (!names.includes(name))
        this.add(path === '' ? name : `${path}.${name}`, 'is not a field of this call')
  }

  /** A text of 1 to `max` characters. @returns whether it is good */
  text(path: string, value: unknown, max: number): value is string {
    if (value === undefined) this.add(path, 'is missing')
    else if (typeof value !== 'string') this.add(path, 'is not a text')
    else if (value.trim() === '') this.add(path, 'is empty')
    else if (!isWellFormed(value)) this.add(path, 'contains half a character')
    else if ([...value].length > max) this.add(path, `is longer than ${max} characters`)
    else return true
    return false
  }

  optionalText(path: string, value: unknown, max: number): void {
    if (value !== undefined) this.text(path, value, max)
  }

  /** The intersection of what the documents allow, so that the number is good for every call (facts: 3.2). */
  number(path: string, value: unknown): void {
    if (this.text(path, value, 32) && !/^[0-9A-Za-z_-]+$/.test(value))
      this.add(path, 'contains a sign other than 0-9 A-Z a-z _ -')
  }

  /** An amount in fen. @returns whether it is good */
  amount(path: string, value: unknown): value is number {
    if (value === undefined) this.add(path, 'is missing')
    else if (!isFen(value)) this.add(path, 'is not an integer of fen, 0 or more')
    else return true
    return false
  }

  /** How many of something: an integer from 1 to `max`. */
  count(path: string, value: unknown, max: number): void {
    if (value === undefined) this.add(path, 'is missing')
    else if (!Number.isInteger(value) || (value as number) < 1 || (value as number) > max)
      this.add(path, `is not an integer from 1 to ${max}`)
  }

  flag(path: string, value: unknown): value is boolean {
    if (typeof value === 'boolean') return true
    this.add(path, value === undefined ? 'is missing' : 'is not true or false')
    return false
  }

  /** A list of at most `max` entries; anything else counts as an empty one, so that checking can go on. */
  list<T>(path: string, value: readonly T[] | undefined, max: number): readonly T[] {
    if (value === undefined) return []
    if (!Array.isArray(value)) {
      this.add(path, 'is not a list')
      return []
    }
    if (value.length > max) this.add(path, `has more than ${max} entries`)
    return value as readonly T[]
  }
}
