import { type Table } from '../store'
import { type World } from '../world'
import { move, type State } from './machine'
import { type Order } from './order'

export interface BookRules {
  /** Begins the names of the tables. */
  readonly name: string
  /** How long an order may stay unconfirmed. */
  readonly unconfirmedLifeMs: number
  /** What it is afterwards. */
  readonly expired: () => State
}

/** The orders of a protocol, with expiry applied whenever one is looked at. */
export class OrderBook<O extends Order> {
  private readonly table: Table<O>
  private readonly queryIds: Table<string>
  private readonly packages: Table<string>

  constructor(
    private readonly world: World,
    private readonly rules: BookRules,
  ) {
    this.table = world.store.table(`${rules.name}-orders`)
    this.queryIds = world.store.table(`${rules.name}-query-ids`)
    this.packages = world.store.table(`${rules.name}-packages`)
  }

  all(): O[] {
    return this.table.values().map((order) => this.settled(order))
  }

  find(out_order_no: string): O | undefined {
    const order = this.table.get(out_order_no)
    return order && this.settled(order)
  }

  findByQueryId(query_id: string): O | undefined {
    return this.find(this.queryIds.get(query_id) ?? '')
  }

  findByPackage(value: string): O | undefined {
    return this.find(this.packages.get(value) ?? '')
  }

  save(order: O): O {
    this.table.put(order.out_order_no, order)
    if (!this.queryIds.get(order.query_id)) this.queryIds.put(order.query_id, order.out_order_no)
    for (const { value } of order.packages) {
      if (!this.packages.get(value)) this.packages.put(value, order.out_order_no)
    }
    return order
  }

  private settled(order: O): O {
    const { unconfirmedLifeMs, expired } = this.rules
    const end = order.createdAt + unconfirmedLifeMs
    const over = order.state === 'CREATED' && this.world.time.business() >= end
    return over ? move(order, 'expire', end, expired()) : order
  }
}
