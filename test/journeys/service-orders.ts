import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { Switches } from '../../simulator/sandbox'
import { PAYAFTER_ORDERS, type Product, SERVICE_ORDERS } from '../../simulator/world/product'
import type { ConsoleOrderView } from '../../miniprogram/domain/view'
import { OPERATOR, Story } from './story'
import { productOfTests } from './products'

/** What every product sells. */
export const OFFER = 'power-bank'
/** The same, where a story needs both protocols side by side. */
export const SERVICE = 'power-bank-service'
export const PAYAFTER = 'power-bank-payafter'

/** Service orders in the mode that the tests run in: PRODUCT, or as the merchant itself. */
export const serviceProduct = (): Product =>
  productOfTests().protocol === SERVICE_ORDERS.protocol ? productOfTests() : SERVICE_ORDERS

/** A story whose orders live on as service orders (the current protocol). */
export const openServiceStory = (switches: Partial<Switches> = {}): Promise<Story> =>
  Story.open(switches, {}, { product: serviceProduct() })

/** A story in the product of the tests, with an offer of each protocol beside its own. */
export async function openBothStory(): Promise<Story> {
  const story = await Story.open()
  const { store } = story.world.cloudbase
  const { sub_mchid: _shop, ...offer } = store.get('offers', OFFER) as unknown as OfferDocument
  const { merchant = { name: '小满充电', phone: '400-820-1717' } } = offer
  const both: OfferDocument[] = [
    { ...offer, merchant, ...SERVICE_ORDERS, _id: SERVICE },
    { ...offer, merchant, ...PAYAFTER_ORDERS, _id: PAYAFTER },
  ]
  await store.put('offers', both as never)
  return story
}

/** Service orders on their way, as far as a story needs them. */
export const serviceOrders = (story: () => Story, offer = OFFER) => ({
  created: async (): Promise<string> => (await story().create(offer)).order.orderId,

  async accepted(): Promise<string> {
    const { orderId } = await story().accepted(offer)
    await story().pass(60)
    return orderId
  },

  /** Completed, and WeChat Pay does not get the money by itself. */
  async owed(total = 900): Promise<string> {
    const orderId = await this.accepted()
    await story().complete(orderId, total)
    await story().pass(60)
    return orderId
  },

  lower: (orderId: string, total: number) => ({
    ...story().bill(orderId, total),
    fees: [{ name: '使用时长', amount: total }],
    reason: '多计费用',
  }),

  look: (orderId: string): Promise<ConsoleOrderView> => story().look(orderId),

  waive: (orderId: string) => ({ orderId, reason: '与顾客协商', waive: true }) as const,

  message: (orderId: string, kind: 'pending' | 'prepaid' = 'pending') => ({
    ...story().bill(orderId, 900),
    kind,
    day: story().world.clock.now() + 24 * 3_600_000,
  }),

  operator: OPERATOR,
})
