import type { DifferenceDocument } from '../../cloudfunctions/shared/differences'
import { act, newestOrder, type Phone, sandbox, until } from './phone'
import { serviceOrders, type TwoPhones, twoPhones } from './two-phones'

/** What an operator does with bills is the same story in every mode of service orders; the older protocol knows less of it. */
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

/** Confirmed, an hour in service, and open on the operator's phone. */
async function inService(): Promise<Numbers> {
  await phone.open('/pages/offer/offer?offerId=power-bank')
  await phone.tap('#start')
  await phone.on('pages/order/order')
  const { out_order_no } = await newestOrder()
  const orderId = out_order_no.split('_')[0] ?? ''
  await act(out_order_no, 'confirm')
  await sandbox('POST', '/clock', { advanceSeconds: 3600 })
  await look(orderId)
  await shop.reads('#state', '服务中')
  return { out_order_no, orderId }
}

async function look(orderId: string): Promise<void> {
  await shop.open(`/console/pages/order/order?orderId=${orderId}`)
  await shop.find('#number')
}

/** Fills in a bill of one line, and sends it. */
async function bill(button: string, yuan: string, reason?: string): Promise<void> {
  await shop.tap(button)
  await shop.on('console/pages/complete/complete')
  await shop.type('#fee-0', yuan, '#amount')
  if (reason !== undefined) await shop.type('#reason', reason)
  await shop.tap('#complete-next')
  await shop.reads('#summary-total', yuan)
  await shop.tap('#complete-confirm')
  await shop.on('console/pages/order/order')
}

async function giveUp(button: string): Promise<void> {
  await shop.tap(button)
  await shop.on('console/pages/cancel/cancel')
  await shop.type('#reason', '与顾客协商')
  await shop.tap('#cancel-confirm')
  await shop.on('console/pages/order/order')
}

test('announced, billed, lowered, collected, paid, and some of it given back', async () => {
  const { out_order_no, orderId } = await inService()
  await bill('#message', '12.50')
  await shop.reads('#messages', '已发送')
  await bill('#complete', '12.50')
  await shop.reads('#state', '12.50')
  await bill('#modify', '8.00', '多计费用')
  await shop.reads('#changed', '8.00')
  await shop.tap('#collect')
  await shop.reads('#hint', '已请微信支付扣款')
  await act(out_order_no, 'pay')
  await look(orderId)
  await shop.reads('#state', '已完成')

  await shop.tap('#refund')
  await shop.on('console/pages/refund/refund')
  await shop.type('#amount', '8.01')
  await shop.type('#reason', '多收费用')
  await shop.tap('#refund-confirm')
  await shop.reads('.wrong', '8.00')
  await shop.type('#amount', '3')
  await shop.tap('#refund-confirm')
  await shop.on('console/pages/order/order')
  await shop.reads('#refunds', '3.00')
  await sandbox('POST', `/refunds/${orderId}_r1/succeed`, {})
  await until('every notification at its place', async () => {
    const { idle } = (await sandbox('GET', '/notifications')) as { idle: boolean }
    return idle
  })
  await phone.open(`/pages/order/order?orderId=${orderId}`)
  await phone.reads('#refunds', /已退.*3\.00/)
}, 60_000)

test('not used, and given up after the bill', async () => {
  await inService()
  await giveUp('#cancel')
  await shop.reads('#state', '已取消')

  const { orderId } = await inService()
  await bill('#complete', '12.50')
  await giveUp('#waive')
  await shop.reads('#state', '放弃')
  await phone.open(`/pages/order/order?orderId=${orderId}`)
  await phone.reads('#state', '不会扣款')
}, 60_000)

test('what is about no order of ours is told, and gone once it was seen', async () => {
  await sandbox('POST', '/notifications', {
    event: 'PAYSCORE.USER_PAID',
    resource: { out_order_no: 'nobody-1', service_id: 's', state: 'DONE', mchid: 'm', appid: 'a' },
  })
  await shop.open('/console/pages/orders/orders')
  await shop.reads('.notice', 'nobody-1')
  await shop.tap('.notice', 'van-button')
  await until('an end of the notice', () => shop.lacks('.notice'))
}, 60_000)

test('a difference with the bill is explained once', async () => {
  await people.stage?.world.cloudbase.store.put('differences', [missing as never])
  await shop.open('/console/pages/orders/orders')
  await shop.tap('#differences')
  await shop.on('console/pages/differences/differences')
  if (!people.stage) return
  await shop.tap(`#write-${missing._id}`)
  await shop.tap('#settle')
  await shop.reads('.wrong', '请填写')
  await shop.type('#note', '测试单')
  await shop.tap('#settle')
  await shop.reads('.body', '测试单')
}, 60_000)

const missing: DifferenceDocument = {
  _id: 'missing-here_4200001',
  schema: 1,
  version: 1,
  kind: 'missing-here',
  state: 'open',
  day: '20261119',
  transactionId: '4200001',
  there: 800,
  at: 1,
}
