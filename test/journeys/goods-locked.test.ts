import type { CloudBaseEvent } from '../../simulator/cloudbase/events'
import { fillShelf, leftOf, openGoodsStory, restLeaks, SHELF, TEA } from './goods'
import { CUSTOMER, type Story } from './story'

/**
 * A function dies inside the transaction over an order and its stock. Until the database gives that transaction up, its
 * documents are nobody's: whoever needs them is told so, nothing is lost meanwhile, and afterwards everything goes on.
 */
let inside = false
let onConflict = (): void => undefined
const onEvent = (event: CloudBaseEvent): void => {
  if (event.kind !== 'database' || !event.inTransaction) return
  inside = event.collection === 'stock' && event.action === 'database.modifyDocument'
  if (event.error?.includes('CONFLICT')) onConflict()
}

/** Kills whatever function has just written to the stock and not committed. @returns whether one died */
async function diesInside(story: Story, work: () => Promise<unknown>): Promise<boolean> {
  let died = false
  inside = false
  const stop = story.world.cloudbase.watchOutgoing(({ phase }) => {
    if (died || !inside || phase !== 'after') return 'continue'
    died = true
    return 'kill'
  })
  await work().catch(() => undefined)
  stop()
  return died
}

describe('a function dies inside its transaction', () => {
  let story: Story
  beforeAll(async () => {
    story = await openGoodsStory({}, { onEvent })
  })
  afterAll(() => story.close())
  beforeEach(async () => {
    await story.forget()
    await fillShelf(story)
  })
  afterEach(() => {
    expect(restLeaks(story)).toEqual([])
  })

  it('an order: others hear of it, other goods are sold, and after its time both orders come to be', async () => {
    const [first, second] = [story.wish(SHELF, { cart: [TEA] }), story.wish(SHELF, { cart: [TEA] })]
    expect(await diesInside(story, () => story.ask('orders', 'create', first, CUSTOMER))).toBe(true)
    expect((await story.fails('orders', 'create', second, CUSTOMER)).code).toBe('STOCK_BUSY')
    expect(story.documents()).toEqual([])
    const cup = story.wish(SHELF, { cart: [{ id: 'cup', count: 1 }] })
    await story.call('orders', 'create', cup, CUSTOMER)
    await story.reconcile()

    story.world.cloudbase.endTransactions()
    for (const wish of [first, second]) await story.call('orders', 'create', wish, CUSTOMER)
    expect(leftOf(story, 'tea')).toBe(1)
    expect(story.documents()).toHaveLength(3)
    await story.settle(3)
  })

  it('giving back: after its time the goods are on the shelf', async () => {
    const { order } = await story.call('orders', 'create', story.wish(SHELF, { cart: [TEA] }), CUSTOMER)
    await story.pass(66 * 60)
    expect(await diesInside(story, () => story.settle(3))).toBe(true)
    expect(leftOf(story, 'tea')).toBe(3)
    expect(story.document(order.orderId).held).toEqual([TEA])

    story.world.cloudbase.endTransactions()
    await story.pass(3600)
    await story.settle(3)
    expect(leftOf(story, 'tea')).toBe(5)
  })

  it('whoever comes while its time runs out tries until they are through', async () => {
    const [first, second] = [story.wish(SHELF, { cart: [TEA] }), story.wish(SHELF, { cart: [TEA] })]
    expect(await diesInside(story, () => story.ask('orders', 'create', first, CUSTOMER))).toBe(true)
    let conflicts = 0
    onConflict = () => {
      if (++conflicts === 3) story.world.cloudbase.endTransactions()
    }
    for (const wish of [second, first]) await story.call('orders', 'create', wish, CUSTOMER)
    expect(conflicts).toBe(3)
    expect(leftOf(story, 'tea')).toBe(1)
    await story.settle(3)
  })
})
