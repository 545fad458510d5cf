import { readResource } from '../../../../../cloudfunctions/shared/wechatpay/service-orders/told-order'

describe('a notification', () => {
  const named = { out_order_no: 'a_1', service_id: '500001' }
  test.each<[string, object]>([
    ['a second word', { state: 'USER_PAID', state_description: 'x' }],
    ['lines', { state: 'CREATED', post_payments: [] }],
    ['times', { state: 'REVOKED', time_range: {} }],
    ['DOING', { state: 'DOING' }],
    ['DONE', { state: 'DONE' }],
  ])('is of this protocol by %s', (_, words) => {
    expect(readResource({ ...named, ...words })).toMatchObject(named)
  })
  test.each<[string, unknown]>([
    ['a state alone', { ...named, state: 'CREATED' }],
    ['no state', { ...named, time_range: {} }],
    ['a signing', { ...named, state: 'DONE', sign_plan_id: '1', sign_state: 'SIGNED' }],
    ['a text', 'DONE'],
    ['nothing', null],
  ])('is not with %s', (_, resource) => {
    expect(readResource(resource)).toBeUndefined()
  })
  test('of a shop’s own app names it, and its customer', () => {
    const whose = { sub_mchid: '1900000200', sub_appid: 'wxshop', openid: 'theirs', sub_openid: 'ours' }
    expect(readResource({ ...named, state: 'DONE', ...whose })).toEqual({
      ...named,
      sub_mchid: '1900000200',
      sub_appid: 'wxshop',
      facts: { state: 'USER_PAID', raw: 'DONE', openid: 'ours' },
    })
  })
})
