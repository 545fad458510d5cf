import type { Clock } from '#domain/period'
import type { Log } from '../log'
import type { PrepareContext } from '../protocol'
import type { Store } from '../store'
import type { PayClient } from '../wechatpay'

/** Everything that working on an order needs from outside; one per call of a function. */
export interface Desk {
  store: Pick<Store, 'insert' | 'read' | 'compareAndSet' | 'together' | 'find'>
  pay: PayClient
  /** Keys and clock for preparing calls. */
  prepare: PrepareContext
  /** What signs a launch; without the APIv2 key a confirm page is opened by its package alone. */
  launch: { mchid: string; apiV2Key?: string }
  /** Where notifications of new orders go, where their protocol wants to know. */
  notifyUrl?: string
  /** Whether no real money moves. */
  sandbox: boolean
  clock: Clock
  random: (bytes: number) => Buffer
  /** When this call's time is over, on the machine's own clock (not the business clock); calls to WeChat Pay end before it. */
  deadline: number
  log: Log
}
