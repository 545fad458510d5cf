import { readResource } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/told-order'

const order = { out_order_no: 'a_1', service_id: '500001', state: 'USER_ACCEPTED' }

describe('an identity in a notification', () => {
  it('is told as WeChat Pay says it', () => {
    const whose = { mchid: '1900000109', appid: 'wxours', sub_mchid: '1900000200', openid: 'o' }
    expect(readResource({ ...order, ...whose })).toEqual({
      out_order_no: 'a_1',
      service_id: '500001',
      mchid: '1900000109',
      appid: 'wxours',
      sub_mchid: '1900000200',
      facts: { state: 'USER_ACCEPTED', raw: 'USER_ACCEPTED', openid: 'o' },
    })
  })

  it('is absent where WeChat Pay says none', () => {
    const told = readResource(order)
    expect(told).toEqual({
      out_order_no: 'a_1',
      service_id: '500001',
      facts: { state: 'USER_ACCEPTED', raw: 'USER_ACCEPTED' },
    })
  })

  it.each([1900000002, null, ['1900000001'], {}, true])('that is no text is nobody’s: %j', (value) => {
    const told = readResource({ ...order, mchid: value, appid: value, sub_mchid: value, openid: value })
    expect(told).toMatchObject({ mchid: '', appid: '', sub_mchid: '', facts: { openid: '' } })
  })
})

describe('is not of this protocol', () => {
  it.each<[string, unknown]>([
    ['a text', 'USER_PAID'],
    ['nothing', null],
    ['undefined', undefined],
    ['no state', { out_order_no: 'a_1', service_id: '500001' }],
    ['a state of the other one', { ...order, state: 'DOING' }],
    ['its end', { ...order, state: 'DONE' }],
    ['a second word for the state', { ...order, state_description: 'USER_CONFIRM' }],
    ['its lines', { ...order, post_payments: [] }],
    ['its times', { ...order, time_range: {} }],
    ['a sign plan', { ...order, sign_plan_id: '1' }],
  ])('%s', (_, resource) => {
    expect(readResource(resource)).toBeUndefined()
  })
})

it('what looks like one and has no number is unreadable, not somebody else’s', () => {
  expect(() => readResource({ state: 'USER_PAID' })).toThrow(
    "notification: the answer's out_order_no is missing",
  )
})
