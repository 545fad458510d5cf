import { placeOf } from '../../../../cloudfunctions/shared/wechatpay/place'

test('a service provider’s calls for a shop are elsewhere', () => {
  expect(placeOf('/v3/payscore/plan', 'payscore-plans', undefined)).toBe('/v3/payscore/plan/payscore-plans')
  expect(placeOf('/v3/payscore/plan', 'payscore-plans', '1')).toBe('/v3/payscore/plan/partner/payscore-plans')
})
