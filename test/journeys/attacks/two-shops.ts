import { AS_PARTNER } from '../../../simulator/world/product'
import { OPERATOR, Story } from '../story'
import type { Answered } from './attack'
import { Forge } from './forge'

/** The shops of one service provider; the third sells nothing. */
export const [FIRST, SECOND, THIRD] = ['1900007782', '1900007783', '1900007784'] as const
export const FIRSTS_APP = 'wx5a1d0c0de5a40782'
export const THIRDS_APP = 'wx5a1d0c0de5a40784'
/** An operator of the first shop alone, and of the second. */
export const CLERK = 'local-clerk-1'
export const OTHER_CLERK = 'local-clerk-2'
/** What the second shop sells. */
export const HOTEL = { choices: { nights: 'one' } }

/** Two shops with an operator each: one order of the first, two of the second, one of which waits for its confirmation. */
export class TwoShops {
  #before = ''

  private constructor(
    readonly story: Story,
    readonly forge: Forge,
    readonly own: string,
    readonly others: string,
    readonly waiting: string,
  ) {
    this.look()
  }

  static async open(): Promise<TwoShops> {
    const story = await Story.open({}, {}, { product: AS_PARTNER })
    const { orderId: own } = await story.accepted()
    const { orderId: others } = await story.accepted('hotel-night', HOTEL)
    const { order } = await story.create('hotel-night', HOTEL)
    await story.pass(60)
    const shops = new TwoShops(story, new Forge(story), own, others, order.orderId)
    await shops.letIn([FIRST], CLERK)
    await shops.letIn([SECOND], OTHER_CLERK)
    return shops
  }

  ask(event: object, openid = CLERK, more: { appid?: string } = {}, fn = 'console'): Promise<Answered> {
    return this.story.world.cloudbase.invoke(fn, event, { openid, ...more }) as Promise<Answered>
  }

  async letIn(shops: string[], openid: string): Promise<void> {
    const { data } = await this.ask({ action: 'invite', name: '店员', shops }, OPERATOR)
    await this.ask({ action: 'join', code: data?.['code'] }, openid)
  }

  documents(name: string): Record<string, unknown>[] {
    return this.story.world.cloudbase.store.list(name)
  }

  /** What no attack may change: the orders and refunds, here and at WeChat Pay. */
  get #state(): string {
    const { story, own, others, waiting } = this
    const orders = [own, others, waiting].map((id) => [story.document(id), story.atWeChatPay(id)])
    return JSON.stringify([orders, this.documents('refunds'), story.sandbox.refunds()])
  }

  /** What was done so far was meant. */
  look(): void {
    this.#before = this.#state
  }

  expectUntouched(): void {
    expect(this.#state).toBe(this.#before)
  }
}

/** Opens two shops for a file, and counts what is tried there; every test is one attack, or a control by its name. */
export function betweenShops(): () => TwoShops {
  let shops: TwoShops
  const tried = { attacks: 0, controls: 0 }
  beforeAll(async () => {
    shops = await TwoShops.open()
  })
  afterEach(() => {
    tried[expect.getState().currentTestName?.includes('control:') ? 'controls' : 'attacks'] += 1
    shops.expectUntouched()
  })
  afterAll(async () => {
    await shops.story.close()
    process.stdout.write(`between shops: ${tried.attacks} attacks, ${tried.controls} controls\n`)
  })
  return () => shops
}
