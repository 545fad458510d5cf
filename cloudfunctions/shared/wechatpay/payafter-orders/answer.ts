import { isFen } from '#domain/money'
import type { PayAnswer } from '../call'
import { PayApiError } from '../errors/pay-api-error'

export type Raw = Readonly<Record<string, unknown>>

/**
 * Reads known fields of an answer and ignores the rest, so that a new field or value never breaks an old deployment.
 * `null` counts as absent. A text or list of the wrong type counts as absent too, unless it is needed; a number that
 * money hangs on must be right or the answer is unreadable.
 */
export class AnswerReader {
  readonly raw: Raw
  constructor(
    private readonly action: string,
    private readonly answer: Pick<PayAnswer, 'body'> & Partial<PayAnswer>,
  ) {
    this.raw = (answer.body ?? {}) as Raw
  }

  private own(name: string): unknown {
    return Object.prototype.hasOwnProperty.call(this.raw, name) ? this.raw[name] : undefined
  }

  /** @throws PayApiError `CLIENT_UNREADABLE` with outcome unknown: query, or look at WeChat Pay's documents */
  unreadable(name: string): PayApiError {
    const { status = 200, requestId = '' } = this.answer
    return new PayApiError(
      {
        action: this.action,
        status,
        code: 'CLIENT_UNREADABLE',
        outcome: 'unknown',
        verified: true,
        requestId,
      },
      `${this.action}: the answer's ${name} is missing or not as documented. The result is unknown: query the order. Request-ID ${requestId}.`,
    )
  }

  text(name: string): string | undefined {
    const value = this.own(name)
    return typeof value === 'string' ? value : undefined
  }

  need(name: string): string {
    const value = this.text(name)
    if (value === undefined || value === '') throw this.unreadable(name)
    return value
  }

  /** The text fields of these names that are there. */
  texts<Name extends string>(names: readonly Name[]): Partial<Record<Name, string>> {
    const found: Partial<Record<Name, string>> = {}
    for (const name of names) {
      const value = this.text(name)
      if (value !== undefined) found[name] = value
    }
    return found
  }

  /** The amounts in fen of these names that are there. */
  amounts<Name extends string>(names: readonly Name[]): Partial<Record<Name, number>> {
    const found: Partial<Record<Name, number>> = {}
    for (const name of names) {
      const value = this.own(name)
      if (value === undefined || value === null) continue
      if (!isFen(value)) throw this.unreadable(name)
      found[name] = value
    }
    return found
  }

  /** A list's entries that are objects; absent when there is no list. */
  list(name: string): Raw[] | undefined {
    const value = this.own(name)
    if (!Array.isArray(value)) return undefined
    return value.filter((entry): entry is Raw => typeof entry === 'object' && entry !== null)
  }
}
