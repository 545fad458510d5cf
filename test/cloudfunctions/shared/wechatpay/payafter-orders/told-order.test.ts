import { readResource } from '../../../../../cloudfunctions/shared/wechatpay/payafter-orders/told-order'

const order = { out_order_no: 'a_1', service_id: '500001', state: 'USER_ACCEPTED' }

describe('an identity in a notification', () => {
  it('is absent where WeChat Pay says none', () => {
    const told = readResource(order)
    expect(told).not.toHaveProperty('mchid')
    expect(told?.facts).not.toHaveProperty('openid')
  })

  it.each([1900000002, null, ['1900000001'], {}, true])('that is no text is nobody’s: %j', (value) => {
    const told = readResource({ ...order, mchid: value, appid: value, sub_mchid: value, openid: value })
    expect(told).toMatchObject({ mchid: '', appid: '', sub_mchid: '', facts: { openid: '' } })
  })
})
