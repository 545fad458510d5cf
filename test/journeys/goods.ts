import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { CartLine } from '../../miniprogram/domain/lines/pay-on-delivery'
import type { OrderView } from '../../miniprogram/domain/view'
import { SHORT } from '../../cloudfunctions/shared/orders/for-a-person'
import { isUnbalanced } from '../../cloudfunctions/shared/orders/holding'
import type { StockDocument } from '../../cloudfunctions/shared/stock'
import { type Product, SERVICE_ORDERS } from '../../simulator/world/product'
import type { Switches } from '../../simulator/sandbox'
import type { CloudBaseOptions } from '../../simulator/cloudbase'
import { productOfTests } from './products'
import { CUSTOMER, OPERATOR, Story } from './story'

/** What is sold in these stories: tea of which five are left, cups that nobody counts, and a cake of which one is left. */
export const SHELF = 'tea-shop'
export const TEA: CartLine = { id: 'tea', count: 2 }
const LEFT: Readonly<Record<string, number>> = { tea: 5, cake: 1 }
export const PRICES: Readonly<Record<string, number>> = { tea: 6800, cup: 1990, cake: 3333 }
const NAMES: Readonly<Record<string, string>> = { tea: '明前龙井 50 克', cup: '手作茶杯', cake: '桂花糕' }

/** Goods are sold on service orders alone: in the mode of the tests, or as the merchant itself. */
const productOfGoods = (): Product =>
  productOfTests().protocol === SERVICE_ORDERS.protocol ? productOfTests() : SERVICE_ORDERS

/** A story with a shelf of goods. */
export async function openGoodsStory(
  switches: Partial<Switches> = {},
  cloudbase: Partial<CloudBaseOptions> = {},
): Promise<Story> {
  const story = await Story.open(switches, cloudbase, { product: productOfGoods() })
  await fillShelf(story)
  return story
}

/**
 * Puts the shelf and its stock there, as on the first day.
 * @param like the offer whose place, mode and protocol it has
 */
export async function fillShelf(
  story: Story,
  left: Readonly<Record<string, number>> = LEFT,
  like = 'power-bank',
): Promise<void> {
  const { store } = story.world.cloudbase
  const offer = store.get('offers', like) as unknown as OfferDocument
  const shelf: OfferDocument = {
    ...offer,
    _id: SHELF,
    revision: 1,
    line: 'pay-on-delivery',
    name: '云栖茶铺',
    introduction: '茶叶 先用后付',
    riskName: 'ESTIMATE_ORDER_COST',
    riskAmount: 100_000,
    maxCharge: 100_000,
    fees: [],
    discounts: [],
    choices: [],
    asks: [],
    receiveAfterDays: 7,
    goods: Object.entries(PRICES).map(([id, amount]) => ({
      id,
      name: NAMES[id] ?? id,
      picture: `https://pictures.example.com/${id}.png`,
      amount,
    })),
  }
  await store.put('offers', [shelf] as never)
  const stock = Object.entries(left).map(([id, count]): StockDocument => ({
    _id: `${SHELF}.${id}`,
    schema: 1,
    version: 1,
    offerId: SHELF,
    left: count,
  }))
  await store.put('stock', stock as never)
}

/** How many are left of goods that are counted. */
export const leftOf = (story: Story, id: string): number =>
  (story.world.cloudbase.store.get('stock', `${SHELF}.${id}`) as unknown as StockDocument).left

/** Nothing is sold twice and nothing leaks: what is left and what orders hold is what there was. */
export const stockLeaks = (story: Story, there: Readonly<Record<string, number>> = LEFT): string[] =>
  Object.entries(there).flatMap(([id, count]) => {
    const held = story
      .documents()
      .flatMap((order) => order.held ?? [])
      .filter((line) => line.id === id)
      .reduce((sum, line) => sum + line.count, 0)
    const left = leftOf(story, id)
    return left < 0 || left + held !== count
      ? [`of ${count} ${id}, ${left} are left and ${held} are held`]
      : []
  })

/** The same, once everything came to rest: then no order holds other goods than it keeps, and none waits to be billed. */
export const restLeaks = (story: Story, there?: Readonly<Record<string, number>>): string[] => [
  ...stockLeaks(story, there),
  ...story
    .documents()
    .filter((order) => isUnbalanced(order) && !order.alerts.includes(SHORT))
    .map(({ _id, held }) => `${_id} holds ${JSON.stringify(held)}, which is not what it keeps`),
]

/** Stories of goods, step by step. */
export const goodsOf = (story: () => Story) => ({
  create: (cart: CartLine[] = [TEA]): Promise<OrderView> =>
    story()
      .create(SHELF, { cart })
      .then(({ order }) => order),

  async accepted(cart: CartLine[] = [TEA]): Promise<string> {
    const { orderId } = await story().accepted(SHELF, { cart })
    await story().pass(60)
    return orderId
  },

  async shipped(cart: CartLine[] = [TEA]): Promise<string> {
    const orderId = await this.accepted(cart)
    await story().call('console', 'ship', { orderId, note: '顺丰 SF1234567890' }, OPERATOR)
    await story().pass(3600)
    return orderId
  },

  receive: (orderId: string): Promise<OrderView> =>
    story()
      .call('orders', 'receive', { orderId }, CUSTOMER)
      .then(({ order }) => order),

  askReturn: (orderId: string, goods: CartLine[] = [TEA], reason = '不想要了'): Promise<OrderView> =>
    story()
      .call('orders', 'return', { orderId, goods, reason }, CUSTOMER)
      .then(({ order }) => order),

  async answer(orderId: string, accept: boolean): Promise<void> {
    const asked = story()
      .document(orderId)
      .delivery?.returns?.find(({ state }) => state === 'asked')
    await story().call('console', 'answerReturn', { orderId, at: asked?.at ?? 0, accept }, OPERATOR)
  },
})
