import { payafterOrders } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/adapter'
import { answerOf, NOW } from './fixture'

const HOUR = 3_600_000

describe('facts of a query', () => {
  const order = { out_order_no: 'a_1', service_id: '500001', appid: 'wxours', mchid: '1900000109' }
  const facts = (body: object) => payafterOrders.readQuery(answerOf({ ...order, ...body }))
  const paid = {
    state: 'USER_PAID',
    finish_type: 2,
    total_amount: 500,
    service_start_time: '20261120060000',
    real_service_start_time: '20261120070000',
    real_service_end_time: '20261120090000',
    pay_succ_time: '20261120093000',
    finish_transaction_id: '42',
    finish_ticket: 'T',
    openid: 'o',
  }
  const all = {
    state: 'USER_PAID',
    raw: 'USER_PAID',
    finishType: 2,
    total: 500,
    transactionId: '42',
    paidAt: NOW - HOUR / 2,
    startedAt: NOW - 3 * HOUR,
    endedAt: NOW - HOUR,
    finishTicket: 'T',
    openid: 'o',
  }
  test('of a paid order', () => {
    expect(facts(paid)).toEqual(all)
  })
  test('paid to the merchant is paid elsewhere; another way is not known to be', () => {
    expect(facts({ ...paid, pay_type: 'MchChannelPayType' })).toEqual({ ...all, paidElsewhere: true })
    expect(facts({ ...paid, pay_type: 'SomethingNew' })).toEqual(all)
  })
  test('what it does not say is absent, and not undefined', () => {
    const told = facts({
      state: 'CREATED',
      service_start_time: 'OnAccept',
      service_end_time: '20261121100000',
    })
    expect(Object.keys(told).sort()).toEqual(['raw', 'state'])
  })
  test('the planned start counts until there is a real one', () => {
    expect(facts({ state: 'USER_ACCEPTED', service_start_time: '20261120060000' }).startedAt).toBe(
      NOW - 4 * HOUR,
    )
  })
  test('an unknown word is told as it came', () => {
    expect(facts({ state: 'DOING' })).toEqual({ raw: 'DOING' })
  })
})
