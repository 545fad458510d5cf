import { openReturn } from '../../../miniprogram/domain/lines/delivery'
import { billOfGoods } from '../../../cloudfunctions/shared/delivery/receive'
import { orderIdOf } from '../../../cloudfunctions/shared/orders/new-order'
import { fillShelf, goodsOf, SHELF, TEA } from '../goods'
import { CUSTOMER, type Story } from '../story'
import { answers, givesBack, ordersToo, receives, ships } from './goods-parts'
import { creates, ends, reconciles, retries } from './parts'
import type { Ending, Plot } from './plot'
import { both, cancelledAsSaid } from './promises'

type Prepare = Plot['prepare']
const NONE = [] as const
const CAKE = [{ id: 'cake', count: 1 }]
const PART = [{ id: 'tea', count: 1 }]

/** The shelf is full, and then that happens. */
const shelf =
  (then: (goods: ReturnType<typeof goodsOf>, story: Story) => Promise<string>): Prepare =>
  async (story) => {
    await fillShelf(story)
    return { orderId: await then(goodsOf(() => story), story) } // prettier-ignore
  }
const accepted = shelf((goods) => goods.accepted())
const shipped = shelf((goods) => goods.shipped())
const due = shelf(async (goods, story) => {
  const orderId = await goods.shipped()
  await story.pass(8 * 86_400)
  return orderId
})
const asked = (goods = [TEA], from: 'accepted' | 'shipped' = 'shipped') =>
  shelf(async (steps, story) => {
    const orderId = await steps[from]()
    await steps.askReturn(orderId, goods)
    await story.pass(60)
    return orderId
  })
/** The last cake is on the shelf, and the customer wants it. */
const wished: Prepare = async (story) => {
  await fillShelf(story)
  const wish = story.wish(SHELF, { cart: CAKE })
  return { orderId: orderIdOf(CUSTOMER, wish.requestKey), wish }
}
/** Nobody confirmed the last cake in time, and it is on the shelf again. */
const lapsed = shelf(async (goods, story) => {
  const { orderId } = await goods.create(CAKE)
  await story.pass(66 * 60)
  await story.reconcile()
  await story.settle(2)
  return orderId
})

/** What is billed is what is kept, to the fen; nobody is billed who waits for an answer; the stock agrees. */
const keptIsBilled = (ending: Ending): string[] => {
  const { order, there, leaks } = ending
  const wrong = [...leaks()]
  if (!order) return wrong
  for (const { total } of there) {
    const kept = billOfGoods(order).total
    if (total !== undefined && total !== kept) wrong.push(`${total} fen are billed, and ${kept} are kept`)
    if (total !== undefined && openReturn(order)) wrong.push('it is billed, and a return waits')
  }
  return wrong
}

/** Of those that exclude each other, one at most was told that it is done. */
const oneOf =
  (...parts: string[]) =>
  ({ said }: Ending): string[] =>
    parts.filter((part) => said(part) === 'done').length > 1
      ? [`${parts.join(' and ')} were told that they are done`]
      : []

/** Whoever was told that the return is answered finds it so. */
const answeredAsSaid = ({ said, order }: Ending): string[] =>
  (['accept', 'decline'] as const)
    .filter((part) => said(part) === 'done')
    .filter((part) => order?.delivery?.returns?.[0]?.state !== `${part.replace(/e$/, '')}ed`)
    .map((part) => `${part} was told that it is done, and the return is something else`)

/** Customers, operators and the timer over one order of goods, or over the last piece. */
const PLOTS: readonly Omit<Plot, 'protocol' | 'shared' | 'notifications'>[] = [
  {
    name: 'receive+return',
    prepare: shipped,
    parts: [receives(), givesBack(PART)],
    wrong: both(keptIsBilled, oneOf('receive', 'return')),
  },
  {
    name: 'receive+accept',
    prepare: asked(PART),
    parts: [receives(), answers(true)],
    wrong: both(keptIsBilled, answeredAsSaid),
  },
  {
    name: 'receive+decline',
    prepare: asked(PART),
    parts: [receives(), answers(false)],
    wrong: both(keptIsBilled, answeredAsSaid),
  },
  {
    name: 'receive+receive',
    prepare: shipped,
    parts: [receives('phone'), receives('tablet')],
    wrong: keptIsBilled,
  },
  { name: 'receive+due', prepare: due, parts: [receives(), reconciles()], wrong: keptIsBilled },
  {
    name: 'return+due',
    prepare: due,
    parts: [givesBack(PART), reconciles()],
    wrong: keptIsBilled,
  },
  {
    name: 'accept+decline',
    prepare: asked(PART),
    parts: [answers(true), answers(false)],
    wrong: both(keptIsBilled, oneOf('accept', 'decline'), answeredAsSaid),
  },
  {
    name: 'accept+decline of all before it was sent',
    prepare: asked([TEA], 'accepted'),
    parts: [answers(true), answers(false)],
    wrong: both(keptIsBilled, oneOf('accept', 'decline'), answeredAsSaid),
  },
  {
    name: 'accept+accept of all after it was sent',
    prepare: asked([TEA]),
    parts: [answers(true, 'first'), answers(true, 'second')],
    wrong: both(keptIsBilled, oneOf('first', 'second')),
  },
  {
    name: 'accept+end',
    prepare: asked([TEA], 'accepted'),
    parts: [answers(true), ends()],
    wrong: both(keptIsBilled, cancelledAsSaid('end')),
  },
  { name: 'ship+return', prepare: accepted, parts: [ships(), givesBack([TEA])], wrong: keptIsBilled },
  {
    name: 'ship+end',
    prepare: accepted,
    parts: [ships(), ends()],
    wrong: both(keptIsBilled, cancelledAsSaid('end')),
  },
  {
    name: 'receive+end',
    prepare: shipped,
    parts: [receives(), ends()],
    wrong: both(keptIsBilled, cancelledAsSaid('end'), oneOf('receive', 'end')),
  },
  {
    name: 'the last one+the last one',
    prepare: wished,
    parts: [creates(), ordersToo(CAKE)],
    wrong: both(keptIsBilled, oneOf('create', 'other')),
  },
  {
    name: 'the last one by a double tap',
    prepare: wished,
    parts: [creates('phone'), creates('tablet')],
    wrong: both(keptIsBilled, ({ failure }) =>
      ['phone', 'tablet']
        .filter((part) => failure(part) === 'SOLD_OUT')
        .map((part) => `${part} was told that it is sold out, and the order is its own`),
    ),
  },
  {
    name: 'retry+the last one',
    prepare: lapsed,
    parts: [retries(), ordersToo(CAKE)],
    wrong: keptIsBilled,
  },
]

export const GOODS_PLOTS: readonly Plot[] = PLOTS.map((plot) => ({
  ...plot,
  protocol: 'service-orders',
  shared: ['stock'],
  notifications: NONE,
}))
