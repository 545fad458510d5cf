import { CUSTOMER, OPERATOR, Story, STRANGER } from '../story'

export { CUSTOMER, OPERATOR, STRANGER }

/** What a function answered. */
export interface Answered {
  ok: boolean
  data?: Record<string, unknown>
  failure?: { code: string; message: string; details?: unknown }
}

/** `OK`, or the code of the failure. */
export const codeOf = ({ ok, failure }: Answered): string => (ok ? 'OK' : (failure?.code ?? ''))

/** A world to attack: an order of the customer that nobody confirmed, and one that is in use. */
export class Target {
  #before = ''

  private constructor(
    readonly story: Story,
    readonly unconfirmed: string,
    readonly inUse: string,
  ) {
    this.look()
  }

  static async open(): Promise<Target> {
    const story = await Story.open()
    const { order } = await story.create()
    const { orderId } = await story.accepted()
    await story.pass(600)
    await story.get(order.orderId)
    return new Target(story, order.orderId, orderId)
  }

  /** Sends any event, as no page would. */
  ask(fn: string, event: unknown, openid = CUSTOMER): Promise<Answered> {
    return this.story.world.cloudbase.invoke(fn, event, { openid }) as Promise<Answered>
  }

  /** What the last call cost. */
  get databaseCalls(): number | undefined {
    return this.story.world.cloudbase.history.calls.at(-1)?.databaseCalls
  }

  /** Both orders here and at WeChat Pay: what no attack may change. */
  get #state(): string {
    const { story, unconfirmed, inUse } = this
    return JSON.stringify([unconfirmed, inUse].map((id) => [story.document(id), story.atWeChatPay(id)]))
  }

  /** What was done so far was meant. */
  look(): void {
    this.#before = this.#state
  }

  expectUntouched(): void {
    expect(this.#state).toBe(this.#before)
  }
}
