import { paramError } from './failure'

export interface TextRule {
  /** Most characters; a Chinese character counts as one. */
  readonly max: number
  readonly pattern?: RegExp
}

/** Reads the fields of a JSON object by their rules. Every refusal is 400 PARAM_ERROR with the field's JSON pointer. */
export class Fields {
  constructor(
    private readonly values: Readonly<Record<string, unknown>>,
    private readonly pointer = '',
    private readonly location = 'body',
  ) {}

  /** A missing field and null are the same. */
  has(name: string): boolean {
    return this.raw(name) !== undefined
  }

  text(name: string, rule: TextRule): string {
    const value = this.optionalText(name, rule)
    if (value === undefined) throw this.error(name, 'is required')
    return value
  }

  optionalText(name: string, rule: TextRule): string | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (typeof value !== 'string') throw this.error(name, 'must be a string')
    const size = [...value].length
    if (size < 1 || size > rule.max) throw this.error(name, `must have 1 to ${rule.max} characters`)
    if (rule.pattern && !rule.pattern.test(value))
      throw this.error(name, 'has characters or a form not allowed')
    return value
  }

  /** An integer such as an amount in fen. */
  integer(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number {
    const value = this.optionalInteger(name, min, max)
    if (value === undefined) throw this.error(name, 'is required')
    return value
  }

  optionalInteger(name: string, min: number, max = Number.MAX_SAFE_INTEGER): number | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (typeof value !== 'number' || !Number.isSafeInteger(value))
      throw this.error(name, 'must be an integer')
    if (value < min || value > max) throw this.error(name, `must be at least ${min} and at most ${max}`)
    return value
  }

  optionalBoolean(name: string): boolean | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (typeof value !== 'boolean') throw this.error(name, 'must be true or false')
    return value
  }

  object(name: string): Fields {
    const value = this.raw(name)
    if (value === undefined) throw this.error(name, 'is required')
    return new Fields(this.record(name, value), `${this.pointer}/${name}`, this.location)
  }

  list(name: string, max: number): Fields[] {
    const value = this.raw(name)
    if (value === undefined) return []
    if (!Array.isArray(value)) throw this.error(name, 'must be a list')
    if (value.length > max) throw this.error(name, `must have at most ${max} entries`)
    return value.map((entry: unknown, index) => {
      const path = `${name}/${index}`
      return new Fields(this.record(path, entry), `${this.pointer}/${path}`, this.location)
    })
  }

  /** A list of texts, each of the same kind. */
  optionalTexts(name: string, max: number, rule: TextRule): string[] | undefined {
    const value = this.raw(name)
    if (value === undefined) return undefined
    if (!Array.isArray(value)) throw this.error(name, 'must be a list')
    if (value.length > max) throw this.error(name, `must have at most ${max} entries`)
    const entries = new Fields({ ...value }, `${this.pointer}/${name}`, this.location)
    return value.map((_, index) => entries.text(String(index), rule))
  }

  /** Refuses a field that must not be there. */
  absent(name: string, why: string): void {
    if (this.has(name)) throw this.error(name, `must not be given ${why}`)
  }

  error(name: string, issue: string): Error {
    return paramError(`${this.pointer}/${name}`, issue, this.location)
  }

  private raw(name: string): unknown {
    return Object.hasOwn(this.values, name) ? (this.values[name] ?? undefined) : undefined
  }

  private record(name: string, value: unknown): Record<string, unknown> {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw this.error(name, 'must be an object')
    }
    return value as Record<string, unknown>
  }
}
