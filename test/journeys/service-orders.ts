import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import type { Switches } from '../../simulator/sandbox'
import type { ConsoleOrderView } from '../../miniprogram/domain/view'
import { OPERATOR, Story } from './story'

/** An offer like the power bank's whose orders live on as service orders. */
export const SERVICE_OFFER = 'power-bank-service'

/** A story whose orders live on as service orders (the current protocol). */
export async function openServiceStory(switches: Partial<Switches> = {}): Promise<Story> {
  const story = await Story.open(switches)
  const { store } = story.world.cloudbase
  const powerBank = store.get('offers', 'power-bank') as unknown as OfferDocument
  const offer: OfferDocument = { ...powerBank, _id: SERVICE_OFFER, protocol: 'service-orders' }
  await store.insert('offers', [offer] as never)
  return story
}

/** Orders of that offer on their way, as far as a story needs them. */
export const serviceOrders = (story: () => Story) => ({
  created: async (): Promise<string> => (await story().create(SERVICE_OFFER)).order.orderId,

  async accepted(): Promise<string> {
    const { orderId } = await story().accepted(SERVICE_OFFER)
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
