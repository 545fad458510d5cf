import type { Moment } from '#domain/period'
import type { AuditEntry } from '#domain/view'
import type { PreparedCall } from '../wechatpay'

/** A changing call that was decided and whose result is not known: stored before the first byte is sent (design 4.3). */
export interface Intent<Action extends string = string> {
  action: Action
  /** The attempt it is for; 1 where there is only one. */
  n: number
  /** The exact bytes. */
  call: PreparedCall
  by: AuditEntry['by']
  /** When it was decided, and when it was last sent. */
  at: Moment
  sentAt: Moment
  reason?: string
}

/** A document whose changes at WeChat Pay are intents; at most one of them at a time. */
export interface Intending<P extends Intent = Intent> {
  _id: string
  version: number
  pending?: P
  audit: AuditEntry[]
  alerts: string[]
  /** When reconcile looks next; absent when nothing more can happen. */
  nextCheckAt?: Moment
  /** How often reconcile looked since something last changed; decides the next interval. */
  checks: number
  checkedAt?: Moment
  createdAt: Moment
  updatedAt: Moment
}
