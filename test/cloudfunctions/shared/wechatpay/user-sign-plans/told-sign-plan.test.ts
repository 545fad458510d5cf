import { readResource } from '../../../../../cloudfunctions/shared/protocols'
import { userSignPlans } from '../../../../../cloudfunctions/shared/wechatpay'
import { told } from './fixture'

const { readSignPlanResource } = userSignPlans

test('a signing, with who it is for', () => {
  const resource = { ...told, sub_mchid: '1900000200', sub_appid: 'wxshop', sub_openid: 'oShopCustomer' }
  expect(readSignPlanResource(resource)).toMatchObject({
    sign_plan_id: told.sign_plan_id,
    merchant_sign_plan_no: told.merchant_sign_plan_no,
    sign_state: 'SIGNED',
    service_id: '500001',
    mchid: '1900000109',
    appid: 'wxd678efh567hg6787',
    sub_mchid: '1900000200',
    sub_appid: 'wxshop',
    openid: 'oCustomer',
    sub_openid: 'oShopCustomer',
    signed_detail_list: [{ plan_detail_state: 'USED' }, { plan_detail_state: 'USING' }],
    raw: resource,
  })
})

test('the documents’ own: UNSIGNED and revoked, both are told', () => {
  expect(
    readSignPlanResource({ ...told, sign_state: 'UNSIGNED', cancel_sign_type: 'REVOKE_SERVICE' }),
  ).toMatchObject({ sign_state: 'UNSIGNED', cancel_sign_type: 'REVOKE_SERVICE' })
})

test('the least has no number of ours', () => {
  const resource = { sign_plan_id: '1' }
  expect(readSignPlanResource(resource)).toStrictEqual({ sign_plan_id: '1', raw: resource })
})

test('an identity that is no text is nobody’s', () => {
  expect(
    readSignPlanResource({ sign_plan_id: '1', mchid: 1900000109, openid: {}, sub_mchid: [] }),
  ).toMatchObject({
    mchid: '',
    openid: '',
    sub_mchid: '',
  })
})

test('an empty text says nothing, as in the documents’ example', () => {
  const empty = { sub_mchid: '', sub_openid: '', sub_appid: null, merchant_sign_plan_no: '', order_id: '' }
  const resource = { sign_plan_id: '1', openid: 'o', ...empty, signed_detail_list: [{ order_id: '' }] }
  expect(readSignPlanResource(resource)).toStrictEqual({
    sign_plan_id: '1',
    openid: 'o',
    signed_detail_list: [{}],
    raw: resource,
  })
})

test('one that cannot be read is told as such', () => {
  for (const more of [{ sign_plan_id: '' }, { sign_plan_id: 7 }, { total_actual_price: '1' }])
    expect(() => readSignPlanResource({ ...told, ...more })).toThrow('notification: the answer')
})

test.each<[string, unknown]>([
  ['an order', { out_order_no: 'a', state: 'DOING' }],
  ['a session’s order that names its signing', { out_order_no: 'a', state: 'DOING', sign_plan_id: '1' }],
  ['a refund', { refund_status: 'SUCCESS' }],
  ['a text', 'sign_plan_id'],
  ['nothing', null],
])('%s is none', (_, resource) => {
  expect(readSignPlanResource(resource)).toBeUndefined()
})

test('no order is read out of a signing, and no signing out of a session’s order', () => {
  expect(readResource(told)).toBeUndefined()
  const session = { out_order_no: 'a', service_id: '1', state: 'DONE', time_range: {}, sign_plan_id: '1' }
  expect(readResource(session)?.protocol).toBe('service-orders')
  expect(readSignPlanResource(session)).toBeUndefined()
})
