import { act, newestOrder, type Phone, sandbox } from './phone'
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

/** Puts goods into the cart of a shop and orders them: the customer stands on the order's page. */
async function buy(offer: string, goods: readonly string[], total: string): Promise<Numbers> {
  await phone.open('/pages/home/home')
  await phone.tap(`#offer-${offer}`)
  await phone.on('delivery/pages/goods/goods')
  const counts = new Map<string, number>()
  for (const id of goods) {
    const count = (counts.get(id) ?? 0) + 1
    counts.set(id, count)
    await phone.tap(`#count-${id}`, '#more')
    await phone.reads(`#count-${id}`, String(count))
  }
  await phone.reads('#fees', total)
  await phone.picture(`goods-${offer}`)
  await phone.tap('#start')
  await phone.on('delivery/pages/order/order')
  await phone.reads('#state', '待确认')
  const { out_order_no } = await newestOrder()
  return { out_order_no, orderId: out_order_no.split('_')[0] ?? '' }
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
