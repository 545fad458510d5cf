import { isFen } from '#domain/money'
import type { PayAnswer } from './call'
import { PayApiError } from './errors/pay-api-error'

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
      `${this.action}: the answer's ${name} is missing or not as documented. The result is unknown: query the order.${requestId && ` Request-ID ${requestId}.`}`,
    )
  }

  text(name: string): string | undefined {
    const value = this.raw[name]
    return typeof value === 'string' ? value : undefined
  }

  need(name: string): string {
    const value = this.text(name)
    if (value === undefined || value === '') throw this.unreadable(name)
    return value
  }

  /** What is certain of an order that is told: its number, its service and a state, beside everything as it came. */
  order(): { out_order_no: string; service_id: string; state: string; raw: Raw } {
    return {
      out_order_no: this.need('out_order_no'),
      service_id: this.need('service_id'),
      state: this.need('state'),
      raw: this.raw,
    }
  }

  /**
   * Copies those of these fields that are there into `target`. Written out as one loop per kind because a notification
   * is read while WeChat Pay waits: building an object per field costs more than decrypting it.
   */
  copy<Text extends string, Amount extends string>(
    target: Partial<Record<Text, string>> & Partial<Record<Amount, number>>,
    texts: readonly Text[],
    amounts: readonly Amount[],
    from: Raw = this.raw,
  ): void {
    const into = target as Record<string, unknown>
    for (const name of texts) {
      const value = from[name]
      if (typeof value === 'string') into[name] = value
    }
    for (const name of amounts) {
      const value = from[name]
      if (value === undefined || value === null) continue
      if (!isFen(value)) throw this.unreadable(name)
      into[name] = value
    }
  }

  /** An object within the answer; absent when it is none. */
  object(name: string): Raw | undefined {
    const value = this.raw[name]
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined
  }

  /** Such copies of a list's entries; absent when there is no list. */
  list<Text extends string, Amount extends string>(
    name: string,
    texts: readonly Text[],
    amounts: readonly Amount[],
    from: Raw = this.raw,
  ): (Partial<Record<Text, string>> & Partial<Record<Amount, number>>)[] | undefined {
    const entries = from[name]
    if (!Array.isArray(entries)) return undefined
    const copies: (Partial<Record<Text, string>> & Partial<Record<Amount, number>>)[] = []
    for (const entry of entries) {
      if (typeof entry !== 'object' || entry === null) continue
      const copied = {}
      this.copy<Text, Amount>(copied, texts, amounts, entry as Raw)
      copies.push(copied)
    }
    return copies
  }
}
