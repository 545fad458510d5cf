import { type Schedule } from './retry-schedule'

/** Which of a service's addresses: QD (facts 1.1) has one each for confirmation, payment and permission. */
export type NotifyKind = 'confirm' | 'pay' | 'permission' | 'refund'
export const notifyKinds: readonly NotifyKind[] = ['confirm', 'pay', 'permission', 'refund']
export type NotifyUrls = Partial<Record<NotifyKind, string>>

/** One try to deliver. */
export interface Delivery {
  /** Business ms. */
  readonly at: number
  /** HTTP status of the answer; undefined when there was none. */
  readonly status?: number
  readonly error?: string
  readonly durationMs: number
}

export type NotificationStatus = 'pending' | 'held' | 'lost' | 'unaddressed' | 'delivered' | 'given-up'

/** A notification with its sealed body; repetitions send the same bytes. */
export interface Notification {
  readonly id: string
  readonly event: string
  readonly kind: NotifyKind
  readonly out_order_no: string | undefined
  readonly body: string
  /** The address that its order or refund named; otherwise the one that is set for its kind. */
  readonly url?: string
  /** `general` where absent. */
  readonly schedule?: Schedule
  readonly status: NotificationStatus
  /** Business ms of the next delivery while pending. */
  readonly dueAt: number
  /** Business ms when it was made. */
  readonly createdAt: number
  readonly fault: string | undefined
  readonly deliveries: readonly Delivery[]
}
