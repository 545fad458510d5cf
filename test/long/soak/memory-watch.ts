import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** What an order with its attempts, notifications and deliveries may keep at the sandbox, which forgets nothing. */
const KB_PER_ORDER = 24

interface Look {
  orders: number
  /** Live bytes after a collection, in MB. */
  heap: number
  rss: number
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10

/** Memory of the process that lives on. The sandbox in it keeps every order, so what counts is how much for each. */
export class MemoryWatch {
  private readonly looks: Look[] = []
  private readonly collect: () => void
  private readonly startedAt = Date.now()

  constructor(private readonly orders: () => number) {
    setFlagsFromString('--expose-gc')
    this.collect = runInNewContext('gc') as () => void
    this.look(0)
  }

  /** @param otherRss the largest RSS of the process that is killed, in bytes */
  look(otherRss: number): string {
    this.collect()
    const { heapUsed, rss } = process.memoryUsage()
    const now = { orders: this.orders(), heap: megabytes(heapUsed), rss: megabytes(rss) }
    this.looks.push(now)
    const seconds = Math.round((Date.now() - this.startedAt) / 1000)
    return `${seconds} s: ${now.orders} attempts; the living process: live heap ${now.heap} MB, RSS ${now.rss} MB; the killed one: RSS at most ${megabytes(otherRss)} MB`
  }

  /** KB of live heap for each order that came, from the first look under load. */
  private get perOrder(): number {
    const [, first] = this.looks
    const last = this.looks.at(-1)
    if (!first || !last || last.orders <= first.orders) return 0
    return ((last.heap - first.heap) * 1000) / (last.orders - first.orders)
  }

  get isFlat(): boolean {
    return this.perOrder <= KB_PER_ORDER
  }

  verdict(): string {
    return `Live heap grew by ${this.perOrder.toFixed(1)} KB for each attempt that the sandbox keeps (at most ${KB_PER_ORDER}): ${this.isFlat ? 'flat' : 'GREW'}.`
  }
}
