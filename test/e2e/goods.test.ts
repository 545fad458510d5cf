import type { OfferDocument } from '../../cloudfunctions/shared/offers/document'
import { act, newestOrder, type Phone, sandbox } from './phone'
import { OWN_STAGE } from './setup'
import { serviceOrders, type TwoPhones, twoPhones } from './two-phones'

/** Only service orders carry goods; as a service provider each shop sells its own. */
const product = serviceOrders()

let people: TwoPhones
let phone: Phone
let shop: Phone

beforeAll(async () => {
  people = await twoPhones(product)
  ;({ phone, shop } = people)
}, 60_000)
afterAll(() => people.close())

interface Numbers {
  out_order_no: string
  orderId: string
}

/** Puts goods into the cart of a shop. */
async function fill(by: Phone, offer: string, goods: readonly string[], total: string): Promise<void> {
  await by.open('/pages/home/home')
  await by.tap(`#offer-${offer}`)
  await by.on('delivery/pages/goods/goods')
  const counts = new Map<string, number>()
  for (const id of goods) {
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    await by.tap(`#count-${id}`, '#more')
    await by.reads(`#count-${id}`, String(count))
  }
  await by.reads('#fees', total)
}

/** Orders what is in the cart: whoever did stands on the order's page. */
async function order(by: Phone): Promise<Numbers> {
  await by.tap('#start')
  return ordered(by)
}

async function ordered(by: Phone): Promise<Numbers> {
  await by.on('delivery/pages/order/order')
  await by.reads('#state', '待确认')
  const { out_order_no } = await newestOrder()
  return { out_order_no, orderId: out_order_no.split('_')[0] ?? '' }
}

/** Puts goods into the cart of a shop and orders them. */
async function buy(offer: string, goods: readonly string[], total: string): Promise<Numbers> {
  await fill(phone, offer, goods, total)
  await phone.picture(`goods-${offer}`)
  return order(phone)
}

async function look(orderId: string): Promise<void> {
  await shop.open(`/console/pages/order/order?orderId=${orderId}`)
  await shop.find('#number')
}

const orderPage = (orderId: string) => phone.open(`/delivery/pages/order/order?orderId=${orderId}`)

test('goods for nothing now: ordered, confirmed, sent, received, deducted to the fen', async () => {
  const { out_order_no, orderId } = await buy('tea-shop', ['longjing', 'lapsang', 'lapsang'], '364.00')
  await act(out_order_no, 'confirm')
  await phone.reads('#state', '待发货')
  expect(await phone.lacks('#receive')).toBe(true)

  await look(orderId)
  await shop.reads('#goods', '明前龙井 50 克')
  await shop.tap('#ship')
  await shop.on('console/pages/ship/ship')
  await shop.type('#note', '顺丰速运，单号 SF1060086540000')
  await shop.picture('console-ship')
  await shop.tap('#ship-confirm')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '待收货')

  await orderPage(orderId)
  await phone.reads('#shipment', 'SF1060086540000')
  await phone.reads('#state', '364.00')
  await phone.picture('goods-order-shipped')
  await phone.tap('#receive')
  await phone.reads('#state', '待支付')
  await phone.reads('#state', '364.00')
  await act(out_order_no, 'pay')
  await orderPage(orderId)
  await phone.reads('#state', '已完成')
  await phone.reads('#fees', '364.00')
  expect(await newestOrder()).toMatchObject({ out_order_no, state: 'USER_PAID', total_amount: 36400 })
  await phone.picture('goods-order-paid')
}, 90_000)

test('given back before it was sent: nothing is paid, and the goods are on the shelf again', async () => {
  await phone.open('/delivery/pages/goods/goods?offerId=tea-shop')
  const before = await phone.reads('#goods-silver-needle', /仅剩 \d 件/)
  const { out_order_no, orderId } = await buy('tea-shop', ['silver-needle'], '128.00')
  await act(out_order_no, 'confirm')
  await phone.reads('#state', '待发货')
  await phone.open('/delivery/pages/goods/goods?offerId=tea-shop')
  await phone.reads('#goods-silver-needle', `仅剩 ${Number(/\d+(?= 件)/.exec(before)?.[0]) - 1} 件`)
  await orderPage(orderId)
  await phone.tap('#return')
  await phone.on('delivery/pages/return/return')
  await phone.tap('#all')
  await phone.reads('#worth', '128.00')
  await phone.tap('.usual')
  await phone.picture('goods-return')
  await phone.tap('#return-submit')
  await phone.on('delivery/pages/order/order')
  await phone.reads('#state', '退货处理中')

  await look(orderId)
  await shop.tap('#answer-return')
  await shop.on('console/pages/return/return')
  await shop.reads('#less', '128.00')
  await shop.picture('console-answer-return')
  await shop.tap('#return-accept')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '已退货')

  await orderPage(orderId)
  await phone.reads('#state', '已退货')
  expect((await newestOrder()).state).toBe('REVOKED')
  // The timer brings the stock to what orders hold; elsewhere than on a stage of our own it comes by itself.
  await sandbox('POST', '/clock', { advanceSeconds: 120 })
  await people.stage?.world.cloudbase.fireTimer('reconcile')
  await phone.open('/delivery/pages/goods/goods?offerId=tea-shop')
  await phone.reads('#goods-silver-needle', /仅剩 \d 件/.exec(before)?.[0] ?? '')
}, 90_000)

test('some of it given back after it was sent: only what is kept is deducted', async () => {
  const { out_order_no, orderId } = await buy('bakery', ['croissant', 'sourdough', 'sourdough'], '95.00')
  await act(out_order_no, 'confirm')
  await look(orderId)
  await shop.reads('#state', '待发货')
  await shop.tap('#ship')
  await shop.on('console/pages/ship/ship')
  await shop.tap('.usual')
  await shop.tap('#ship-confirm')
  await shop.on('console/pages/order/order')

  await orderPage(orderId)
  await phone.tap('#return')
  await phone.on('delivery/pages/return/return')
  await phone.tap('#count-sourdough', '#more')
  await phone.reads('#worth', '28.00')
  await phone.tap('.usual')
  await phone.tap('#return-submit')
  await phone.on('delivery/pages/order/order')
  await phone.reads('#state', '退货处理中')
  expect(await phone.lacks('#receive')).toBe(true)

  await look(orderId)
  await shop.tap('#answer-return')
  await shop.on('console/pages/return/return')
  await shop.reads('#rest', '67.00')
  await shop.tap('#return-accept')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '待收货')

  await orderPage(orderId)
  await phone.reads('#fees', '67.00')
  await phone.tap('#receive')
  await phone.reads('#state', /待支付.*67\.00/s)
  expect(await newestOrder()).toMatchObject({ out_order_no, total_amount: 6700 })
}, 90_000)

test('sold to somebody else while the cart was open: which and what to do is said, the rest of the cart stays', async () => {
  await fill(phone, 'tea-shop', ['longjing', 'silver-needle'], '296.00')
  await shop.mockConfirmPage()
  await shop.open('/delivery/pages/goods/goods?offerId=tea-shop')
  const left = Number(/\d+(?= 件)/.exec(await shop.reads('#goods-silver-needle', /仅剩 \d 件/))?.[0])
  const all = Array.from({ length: left }, () => 'silver-needle')
  await fill(shop, 'tea-shop', all, `${left * 128}.00`)
  const taken = await order(shop)

  await phone.tap('#start')
  await phone.reads('#start-failure', '「白毫银针 30 克」刚刚售罄')
  await phone.reads('#start-failure', '选择其他商品')
  await phone.picture('goods-sold-out')
  await phone.reads('#goods-silver-needle', '已售罄')
  await phone.reads('#count-longjing', '1')
  await phone.reads('#fees', '168.00')
  expect((await newestOrder()).out_order_no).toBe(taken.out_order_no)
  const { out_order_no } = await order(phone)
  expect(out_order_no).not.toBe(taken.out_order_no)

  // Nobody confirmed it: the goods go back to the shelf.
  await shop.tap('#cancel')
  await shop.reads('#state', '已取消')
  await sandbox('POST', '/clock', { advanceSeconds: 120 })
  await people.stage?.world.cloudbase.fireTimer('reconcile')
  await shop.open('/delivery/pages/goods/goods?offerId=tea-shop')
  await shop.reads('#goods-silver-needle', `仅剩 ${left} 件`)
}, 90_000)

/** Prices are the merchant's, who changes them in the database: only on a stage of our own. */
const onOurStage = process.env[OWN_STAGE] ? test : test.skip

onOurStage(
  'dearer since the cart was filled: nothing is ordered before the new price was accepted',
  async () => {
    await fill(phone, 'tea-shop', ['longjing', 'lapsang'], '266.00')
    const before = (await newestOrder()).out_order_no
    const restore = await longjingCosts(17_800)
    await phone.tap('#start')
    await phone.reads('#changed-preview', '276.00')
    await phone.picture('goods-price-changed')
    await phone.tap('#refuse-price')
    await phone.reads('#count-longjing', '1')
    await phone.reads('#fees', '276.00')
    expect((await newestOrder()).out_order_no).toBe(before)

    await longjingCosts(17_900)
    await phone.tap('#start')
    await phone.reads('#changed-preview', '277.00')
    await phone.tap('#accept-price')
    const { out_order_no } = await ordered(phone)
    expect(out_order_no).not.toBe(before)
    await phone.reads('#fees', '277.00')
    await restore()
  },
  90_000,
)

/** The merchant changes a price. @returns brings the former one back */
async function longjingCosts(amount: number): Promise<() => Promise<unknown>> {
  const store = people.stage?.world.cloudbase.store
  const offer = store?.get('offers', 'tea-shop') as unknown as OfferDocument
  const former = offer.goods?.find(({ id }) => id === 'longjing')?.amount ?? 0
  const goods = offer.goods?.map((one) => (one.id === 'longjing' ? { ...one, amount } : one))
  await store?.put('offers', [{ ...offer, revision: offer.revision + 1, goods }] as never)
  return () => longjingCosts(former)
}

test('an order is nobody else’s: who jumps into it is refused, and is led on', async () => {
  const { orderId } = await buy('tea-shop', ['longjing'], '168.00')
  await shop.open(`/delivery/pages/order/order?orderId=${orderId}`)
  await shop.reads('load-view', '没有找到这笔订单')
  await shop.tap('load-view', '#leave')
  await shop.on('pages/orders/orders')
}, 60_000)

test('a link to the page of another line leads to the order’s own', async () => {
  const { orderId } = await buy('bakery', ['cookies'], '68.00')
  await phone.open('/pages/orders/orders')
  await phone.tap(`#order-${orderId}`)
  await phone.on('delivery/pages/order/order')
  await phone.mini.callWxMethod('reLaunch', { url: `/pages/order/order?orderId=${orderId}` })
  await phone.on('delivery/pages/order/order')
  await phone.reads('#state', '待确认')
}, 60_000)
