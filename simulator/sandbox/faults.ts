import { ControlFailure } from './failure'

/** Misbehaviours of an API call, with what each does. */
export const callFaults = {
  slow: 'does the work, answers after `ms`',
  late: 'does the work only after `ms`, then answers: the client may have given up before',
  'rate-limited': '429, nothing done',
  'system-error': '500 SYSTEM_ERROR, nothing done',
  'bad-gateway': '502 with an HTML body and no signature, nothing done',
  refused: 'answers `status`, `code`, `message` and `tail` as given, nothing done',
  reset: 'closes the connection, nothing done',
  silent: 'never answers, nothing done',
  'lost-reset': 'does the work, then closes the connection',
  'lost-silent': 'does the work, never answers',
  'lost-system-error': 'does the work, answers 500 SYSTEM_ERROR',
  'lost-bad-gateway': 'does the work, answers 502 with an HTML body and no signature',
  'wrong-signature': 'does the work, the answer’s signature does not fit',
  unsigned: 'does the work, the answer has no signature headers',
  signtest: 'does the work, the answer’s signature is a WECHATPAY/SIGNTEST/ probe',
  stale: 'does the work, the answer is correctly signed ten minutes ago',
  unreadable: 'does the work, answers 200 with a signed body that is not JSON',
} as const

/** Misbehaviours of a notification. */
export const notificationFaults = {
  'notification-doubled': 'delivered twice at the same time, same id',
  'notification-late': 'first delivered after `seconds` of business time',
  'notification-reordered': 'held back until the order’s next notification was delivered',
  'notification-held': 'held back until POST /sandbox/notifications/{id}/resend',
  'notification-lost': 'never delivered',
  'notification-wrong-signature': 'the first delivery’s signature does not fit',
  'notification-signtest': 'the first delivery’s signature is a WECHATPAY/SIGNTEST/ probe',
  'notification-stale': 'the first delivery is correctly signed ten minutes ago',
  'notification-foreign-merchant': 'followed by a validly signed one of another merchant',
  'notification-foreign-sub-merchant': 'followed by a validly signed one of another sub-merchant',
  'notification-foreign-order': 'followed by a validly signed one about an unknown order',
} as const

export type CallFault = keyof typeof callFaults
export type NotificationFault = keyof typeof notificationFaults
export type FaultKind = CallFault | NotificationFault

/** A misbehaviour that waits for its next matching calls. */
export interface Fault {
  readonly id: string
  readonly kind: FaultKind
  /**
   * What it applies to: an operation (`create`, `payafter-orders/create`), the beginning of a path (`/v3/payscore/`),
   * an order number, an event type, or `*`.
   */
  readonly on: string
  /** How many more calls. */
  readonly times: number
  /** Wall-clock milliseconds of slow and late. */
  readonly ms: number
  /** Business seconds of notification-late. */
  readonly seconds: number
  readonly status: number
  readonly code: string
  readonly message: string
  readonly tail: string | undefined
}

export type FaultInput = Pick<Fault, 'kind'> & Partial<Omit<Fault, 'id' | 'kind'>>

/** The waiting misbehaviours, first come first served, at most one per call. */
export class Faults {
  private waiting: Fault[] = []
  private count = 0

  add(input: FaultInput): Fault {
    const known = Object.hasOwn(callFaults, input.kind) || Object.hasOwn(notificationFaults, input.kind)
    if (!known) {
      throw new ControlFailure(
        400,
        `There is no fault ${String(input.kind)}; GET /sandbox/faults lists the kinds.`,
      )
    }
    const { on = '*', times = 1, ms = 1000, seconds = 60, status = 400, code = 'INVALID_REQUEST' } = input
    if (
      typeof on !== 'string' ||
      ![times, ms, seconds, status].every((one) => Number.isFinite(one) && one >= 0)
    ) {
      throw new ControlFailure(
        400,
        'A fault has `on` (text) and times, ms, seconds, status (numbers from 0).',
      )
    }
    const { message = '沙箱按要求拒绝', tail } = input
    const fault = {
      id: `fault-${++this.count}`,
      kind: input.kind,
      on,
      times,
      ms,
      seconds,
      status,
      code,
      message,
      tail,
    }
    this.waiting.push(fault)
    return fault
  }

  list(): readonly Fault[] {
    return this.waiting
  }

  clear(): void {
    this.waiting = []
  }

  /** Takes one for an API call. @param names what `on` may name; @param path the request's path */
  takeForCall(names: readonly (string | undefined)[], path: string): Fault | undefined {
    return this.take(callFaults, (on) => names.includes(on) || (on.startsWith('/') && path.startsWith(on)))
  }

  /** Takes one for a new notification. */
  takeForNotification(names: readonly (string | undefined)[]): Fault | undefined {
    return this.take(notificationFaults, (on) => names.includes(on))
  }

  private take(kinds: object, matches: (on: string) => boolean): Fault | undefined {
    const fault = this.waiting.find(
      ({ kind, on }) => Object.hasOwn(kinds, kind) && (on === '*' || matches(on)),
    )
    if (!fault) return undefined
    const left = { ...fault, times: fault.times - 1 }
    this.waiting = this.waiting.flatMap((one) => (one !== fault ? [one] : left.times > 0 ? [left] : []))
    return fault
  }
}
