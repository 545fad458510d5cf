/** One signed request of the merchant as `GET /sandbox/requests` shows it. */
export interface RequestEntry {
  /** Business ms. */
  readonly at: number
  readonly method: string
  /** Without the query. */
  readonly path: string
  readonly operation: string | undefined
  readonly out_order_no: string | undefined
  /** Status that was answered; undefined when the answer was withheld. */
  readonly status: number | undefined
  readonly code: string | undefined
  readonly durationMs: number
  readonly requestId: string
  readonly fault: string | undefined
}

/** The last requests, in memory. */
export class RequestLog {
  private entries: RequestEntry[] = []

  constructor(
    private readonly tell: (entry: RequestEntry) => void,
    private readonly size = 500,
  ) {}

  add(entry: RequestEntry): void {
    this.entries.push(entry)
    if (this.entries.length > this.size) this.entries = this.entries.slice(-this.size)
    this.tell(entry)
  }

  list(): readonly RequestEntry[] {
    return this.entries
  }

  clear(): void {
    this.entries = []
  }
}
