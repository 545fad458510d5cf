import { differencesOf, productOfTests } from '../journeys/products'
import { act, newestOrder, type Phone, sandbox, until } from './phone'
import { type TwoPhones, twoPhones } from './two-phones'

const product = differencesOf(productOfTests())

let people: TwoPhones
let phone: Phone
let shop: Phone

beforeAll(async () => {
  people = await twoPhones()
  ;({ phone, shop } = people)
}, 60_000)
afterAll(() => people.close())

/** Home, offer, start: the customer stands on the order's page. */
async function start(offer: string): Promise<{ out_order_no: string; orderId: string }> {
  await phone.open('/pages/home/home')
  await phone.find(`#offer-${offer}`)
  await phone.picture('home')
  await phone.tap(`#offer-${offer}`)
  await phone.on('pages/offer/offer')
  await phone.find('#start')
  await phone.picture(`offer-${offer}`)
  await phone.tap('#start')
  const page = await phone.on('pages/order/order')
  const { out_order_no } = await newestOrder()
  const orderId = out_order_no.split('_')[0] ?? ''
  expect(JSON.stringify(page.query)).toContain(orderId)
  return { out_order_no, orderId }
}

test('start, confirm, in service, completed with other fees than estimated, deducted, paid', async () => {
  const { out_order_no, orderId } = await start('power-bank')
  await act(out_order_no, 'confirm')
  await phone.reads('#state', '服务中')
  await phone.picture('order-in-service')
  await sandbox('POST', '/clock', { advanceSeconds: 7200 })

  await shop.open('/console/pages/orders/orders')
  await shop.tap(`#order-${orderId}`)
  await shop.on('console/pages/order/order')
  await shop.tap('#complete')
  await shop.on('console/pages/complete/complete')
  await shop.type('#fee-0', '12.5', '#amount')
  await shop.tap('#complete-next')
  await shop.reads('#summary-total', '12.50')
  await shop.picture('console-complete')
  await shop.tap('#complete-confirm')
  await shop.on('console/pages/order/order')
  await shop.reads('#state', '待支付')

  await phone.open(`/pages/order/order?orderId=${orderId}`)
  await phone.reads('#state', '12.50')
  await act(out_order_no, 'pay')
  await phone.open(`/pages/order/order?orderId=${orderId}`)
  await phone.reads('#state', '已完成')
  await phone.picture('order-paid')
}, 60_000)

test('declined, then cancelled by the customer', async () => {
  const { out_order_no } = await start('power-bank')
  await act(out_order_no, 'decline')
  await phone.reads('#state', '待确认')
  await phone.tap('#cancel')
  await phone.reads('#state', '已取消')
  expect(await newestOrder()).toMatchObject({ out_order_no, state: 'REVOKED' })
}, 60_000)

test('cannot be confirmed after an hour, and is confirmed by a new attempt', async () => {
  const { out_order_no, orderId } = await start('power-bank')
  await phone.reads('#state', '待确认')
  await sandbox('POST', '/clock', { advanceSeconds: 3700 })
  await phone.open(`/pages/order/order?orderId=${orderId}`)
  await phone.reads('#state', product.afterAnHour)
  await phone.tap('#confirm-again')
  await phone.reads('#state', '待确认')
  const number = out_order_no.replace(/_1$/, '_2')
  const again = await until(`the attempt ${number}`, async () => {
    const newest = await newestOrder()
    return newest.out_order_no === number && newest
  })
  await act(again.out_order_no, 'confirm')
  await phone.reads('#state', '服务中')
}, 60_000)

test('confirmed by opening the same package again', async () => {
  const { out_order_no } = await start('power-bank')
  await phone.reads('#state', '待确认')
  await phone.tap('#reopen')
  await act(out_order_no, 'confirm')
  await phone.reads('#state', '服务中')
  expect((await newestOrder()).out_order_no).toBe(out_order_no)
}, 60_000)

test('what a hotel must know is asked for, with the reason, where the protocol carries it', async () => {
  await phone.open('/pages/offer/offer?offerId=hotel-night')
  await phone.tap('#choice-nights-two')
  await phone.tap('#start')
  for (const [field, text] of Object.entries(product.asked))
    await phone.type('#person', text, `#person-${field}`)
  if (Object.keys(product.asked).length > 0) await phone.tap('#person', '#person-submit')
  await phone.on('pages/order/order')
  await phone.reads('#fees', '576.00')
  await phone.reads('#fees', '900.00')
}, 60_000)

test('a customer sees their own identity instead of the console', async () => {
  await phone.open('/console/pages/orders/orders')
  await phone.on('console/pages/join/join')
  await phone.reads('#openid', 'local-customer-1')
}, 60_000)
