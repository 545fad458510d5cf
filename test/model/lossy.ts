import type { PayAnswer, PayClient, PreparedCall } from '../../cloudfunctions/shared/wechatpay'
import { PayApiError } from '../../cloudfunctions/shared/wechatpay/errors'
import type { Reply, WeChatPay } from './wechat-pay'

/** The function died: whatever it was doing ends right there. */
export class Died extends Error {}

/**
 * What goes wrong with a call. undone: nothing done and no answer (500, or nothing sent). busy: 429. lost: done, the answer
 * is not believed. unheard: the same, of a changing call. late: done some seconds after the caller gave up. overtaken: the customer acts between WeChat Pay's
 * answer and its arrival, or right before a cancel.
 */
export type CallFault = 'undone' | 'not-sent' | 'busy' | 'lost' | 'unheard' | 'late' | 'overtaken'

/** When a late call is carried out: after the first “there is no such order” and before the second (design 4.4). */
const LATE_MS = 90_000

/** Where and when the function dies: at its `at`-th step outside from now on, before or after that is done. */
export interface Death {
  at: number
  phase: 'before' | 'after'
}

/** The world outside a function: every step that it takes there may go wrong, and death is possible at each. */
export class Lossy {
  private readonly faults: CallFault[] = []
  private late: { call: PreparedCall; at: number }[] = []
  private death: Death | undefined
  private dead = false
  /** What went wrong since `begin`. */
  met: (CallFault | 'killed before' | 'killed after')[] = []

  /** @param overtake what the customer does in between; answers whether that was possible */
  constructor(
    private readonly machine: WeChatPay,
    private readonly clock: () => number,
    private readonly overtake: (number: string, cancelling: boolean) => boolean,
  ) {}

  arm(fault: CallFault): void {
    this.faults.push(fault)
  }

  kill(death: Death): void {
    this.death = death
  }

  clear(): void {
    this.faults.length = 0
    this.death = undefined
  }

  /** A function starts: the last one's death is over. */
  begin(): void {
    this.dead = false
    this.met = []
  }

  /** One step outside: a request to the database or to WeChat Pay. @throws Died */
  async step<T>(work: () => T): Promise<T> {
    // A function gives others their turn at each of its steps.
    await Promise.resolve()
    if (this.dead) throw new Died('The function is dead.')
    const dies = this.death !== undefined && --this.death.at === 0 ? this.death.phase : undefined
    if (dies === 'before') this.die(dies)
    const result = work()
    if (dies === 'after') this.die(dies)
    return result
  }

  private die(phase: 'before' | 'after'): never {
    this.death = undefined
    this.dead = true
    this.met.push(`killed ${phase}`)
    throw new Died(`The function died ${phase} a step.`)
  }

  /** Carries out what reached WeChat Pay late and is due by now. */
  arrive(): void {
    const due = this.late.filter(({ at }) => at <= this.clock())
    this.late = this.late.filter(({ at }) => at > this.clock())
    for (const { call } of due) this.machine.handle(call)
  }

  readonly pay: PayClient = { send: (call) => this.step(() => this.send(call)) }

  private send(call: PreparedCall): PayAnswer {
    this.arrive()
    const fault = this.faultFor(call)
    const cancels = call.action === 'cancel'
    if (fault === 'overtaken' && cancels) this.overtaken(call)
    else if (fault !== undefined && fault !== 'overtaken') this.met.push(fault)
    if (fault === 'undone') throw failed(call, 500, 'unknown')
    if (fault === 'not-sent') throw failed(call, 0, 'notSent')
    if (fault === 'busy') throw failed(call, 429, 'unknown')
    if (fault === 'late') {
      this.late.push({ call, at: this.clock() + LATE_MS })
      throw failed(call, 0, 'unknown')
    }
    const reply = this.machine.handle(call)
    if (fault === 'lost' || fault === 'unheard') throw failed(call, 0, 'unknown')
    if (fault === 'overtaken' && !cancels) this.overtaken(call)
    return answerOf(call, reply, this.clock())
  }

  private overtaken({ action, path }: PreparedCall): void {
    const number = /[0-9a-f]{24}_\d+/.exec(path)?.[0] ?? ''
    if (this.overtake(number, action === 'cancel')) this.met.push('overtaken')
  }

  /** The next fault, where it fits this call. */
  private faultFor({ action, method }: PreparedCall): CallFault | undefined {
    const [next] = this.faults
    if ((next === 'late' || next === 'unheard') && method === 'GET') return undefined
    if (next === 'overtaken' && method !== 'GET' && action !== 'cancel') return undefined
    return this.faults.shift()
  }
}

const failed = ({ action }: PreparedCall, status: number, outcome: 'unknown' | 'notSent'): PayApiError =>
  new PayApiError(
    { action, status, code: 'MODEL', outcome, verified: false, requestId: '' },
    `${action} went wrong`,
  )

/** As the pay client hands it on: what is not 200 is a verified refusal. */
function answerOf({ action }: PreparedCall, { status, body }: Reply, now: number): PayAnswer {
  if (status === 200) return { status, body, requestId: 'model', serverTime: now, skewMs: 0 }
  const code = String(body['code'])
  throw new PayApiError(
    { action, status, code, outcome: 'refused', verified: true, requestId: 'model' },
    `${action}: ${code}`,
  )
}
