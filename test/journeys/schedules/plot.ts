import type { RequestOf } from '../../../miniprogram/domain/contract'
import type { Protocol } from '../../../miniprogram/domain/offer'
import type { OrderDocument } from '../../../cloudfunctions/shared/orders/document'
import type { SignDocument } from '../../../cloudfunctions/shared/signs/document'
import type { Refund, SignSummary } from '../../../simulator/sandbox'
import type { Story } from '../story'
import type { NotificationFault } from './move'

/** The order that a schedule is about. */
export interface Scene {
  story: Story
  orderId: string
  /** What the customer asked for, where the order is yet to be made. */
  wish: ReturnType<Story['wish']>
  /** Whether more than a minute went by. */
  later?: boolean
  /** In stories of plans: what is signed, and the session that its operator completes. */
  course?: Course
}

/** A plan, its customer's signing where there is one, and a session in use where there is one. */
export interface Course {
  planId: string
  signId: string
  /** The signing's number at WeChat Pay. */
  number: string
  inUse?: { number: string; bill: RequestOf<'console', 'complete'> }
}

/** Somebody in a story: calls a function, or does something in WeChat in one step. */
export interface Part {
  name: string
  kind: 'call' | 'act'
  run(scene: Scene): unknown
  /** What an act changes: `pay` when absent, `*` for everything. */
  touches?: string
  /** Whether they can begin yet; always, when absent. */
  when?(scene: Scene): boolean
}

/** How a call answered. `unknown`: its function died, or could not say. */
export type Said = 'done' | 'refused' | 'unknown'

/** What a schedule came to. */
export interface Ending {
  order: OrderDocument | undefined
  /** State at WeChat Pay and billed fen, by attempt. */
  there: readonly { state: string; total?: number }[]
  /** The order's refunds at WeChat Pay. */
  refunds: readonly Pick<Refund, 'out_refund_no' | 'refund' | 'status'>[]
  /** How many calls WeChat Pay got about the order whose path ends like this. */
  calls(path: string): number
  said(part: string): Said
  /** What the part's answer showed, where it was `done`. */
  view(
    part: string,
  ): { state?: string; outcome?: string; pending?: string; bill?: { total: number } } | undefined
  /** What the part's answer said was wrong. */
  failure(part: string): string | undefined
  /** Where the stock of goods does not agree with what orders keep; for stories with a shelf. */
  leaks(): readonly string[]
  /** Both sides of the signings. */
  signs: readonly SignDocument[]
  signsThere: readonly SignSummary[]
  /** The part's answer, where it was `done`. */
  data(part: string): { order?: { orderId: string }; sign?: { signId: string; state: string } } | undefined
}

/** Actors that race for one order. */
export interface Plot {
  name: string
  /** The protocol that has its calls; where it is absent all have them, and it plays over the product of the tests. */
  protocol?: Protocol
  /** Makes what they race for. @returns the order's id */
  prepare(story: Story): Promise<Pick<Scene, 'orderId'> & Partial<Scene>>
  parts: readonly Part[]
  /** What may happen to notifications, where the story has any. */
  notifications: readonly NotificationFault[]
  /** Collections that they share beside the orders. */
  shared?: readonly string[]
  /** Alerts that have a cause in this story, by a word of theirs. */
  alerts?(ending: Ending): readonly string[]
  /** What must hold beside what must always hold. @returns what does not */
  wrong?(ending: Ending): readonly string[]
}
