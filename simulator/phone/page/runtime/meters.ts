/** What a page has cost so far. */
export interface PageMeter {
  page: string
  /** Calls of setData by the page and its components. */
  setData: number
  /** Their data as JSON in UTF-8. */
  bytes: number
  /** wx.request and wx.cloud.callFunction. */
  requests: number
  /** How many of them called a cloud function. */
  calls: number
}

/** Something the mini-program waited for. */
export interface Wait {
  what: string
  page: string
  /** Milliseconds since the page was loaded. */
  start: number
  end?: number
  failed?: boolean
}

/** Counts for the performance marks and the panel. */
export class Meters {
  readonly waits: Wait[] = []
  readonly pages: PageMeter[] = []
  private current: PageMeter = { page: '', setData: 0, bytes: 0, requests: 0, calls: 0 }

  /** A page was opened: what happens from now on counts for it. */
  open(page: string): PageMeter {
    this.current = { page, setData: 0, bytes: 0, requests: 0, calls: 0 }
    this.pages.push(this.current)
    return this.current
  }

  /** A page is on top again. */
  resume(meter: PageMeter): void {
    this.current = meter
  }

  setData(data: unknown): void {
    this.current.setData++
    this.current.bytes += new TextEncoder().encode(JSON.stringify(data)).length
  }

  request(functionName: string | undefined): void {
    this.current.requests++
    if (functionName !== undefined) this.current.calls++
  }

  /** Measures how long something takes; failures are measured too. */
  async wait<T>(what: string, work: Promise<T>): Promise<T> {
    const wait: Wait = { what, page: this.current.page, start: performance.now() }
    this.waits.push(wait)
    if (this.waits.length > 200) this.waits.shift()
    try {
      return await work
    } catch (error) {
      wait.failed = true
      throw error
    } finally {
      wait.end = performance.now()
    }
  }
}
