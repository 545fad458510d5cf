import { keptOf, readKept, restoredOrder } from '../../../../cloudfunctions/shared/orders/restore'
import { anOrder, T0 } from './fixtures'

const base = {
  orderId: '0123456789abcdef01234567',
  openid: 'openid-1',
  appid: 'wx12345678',
  service_id: '500001',
  offerId: 'power-bank',
  attempts: 1,
}
const shop = { ...base, protocol: 'service-orders', mode: 'partner', sub_mchid: '1900000109' }
const wrong = (line: object) => () => readKept(line)

describe('what was exported of a shop’s order', () => {
  it('is read as it was', () => {
    expect(readKept(base)).toEqual(base)
    expect(readKept({ ...base, mode: 'merchant', protocol: 'payafter-orders' }).mode).toBe('merchant')
    expect(readKept({ ...shop, sub_appid: 'wx87654321' })).toMatchObject({ sub_appid: 'wx87654321' })
  })

  it.each([
    [{ protocol: 'other' }, 'protocol'],
    [{ protocol: 7 }, 'protocol'],
    [{ mode: 'other' }, 'mode'],
    [{ mode: null }, 'mode'],
    [{ sub_mchid: '12345' }, 'sub_mchid'],
    [{ sub_mchid: '1'.repeat(33) }, 'sub_mchid'],
    [{ sub_mchid: 'x1900000109' }, 'sub_mchid'],
    [{ sub_mchid: '1900000109x' }, 'sub_mchid'],
    [{ sub_mchid: 1900000109 }, 'sub_mchid'],
    [{ sub_mchid: undefined }, 'sub_mchid'],
    [{ sub_appid: 'other' }, 'sub_appid'],
    [{ sub_appid: 7 }, 'sub_appid'],
  ])('is refused with %j, by the name of the field', (more, field) => {
    expect(wrong({ ...shop, ...more })).toThrow(
      new TypeError(`${field} is missing or not as it was exported`),
    )
  })

  it('keeps the shop, and where it was placed', () => {
    const order = anOrder({
      protocol: 'service-orders',
      mode: 'partner',
      sub_mchid: '1900000109',
      sub_appid: 'wx87654321',
    })
    expect(keptOf(order)).toMatchObject({
      protocol: 'service-orders',
      mode: 'partner',
      sub_mchid: '1900000109',
      sub_appid: 'wx87654321',
    })
    for (const field of ['sub_mchid', 'sub_appid', 'refunds'])
      expect(keptOf(anOrder({}))).not.toHaveProperty(field)
  })
})

describe('a shop’s order that comes back', () => {
  const offer = {
    _id: 'power-bank',
    name: '共享充电宝',
    introduction: '租借',
    merchant: { name: '店', phone: '400' },
    riskName: 'DEPOSIT',
    riskAmount: 9900,
    sub_mchid: '1999999999',
    asks: [],
    startLocation: '杭州',
  } as unknown as Parameters<typeof restoredOrder>[1]
  const restored = (more: object) => restoredOrder(readKept({ ...shop, ...more }), offer, T0)

  it('is the shop’s that it was, whatever the offer says now', () => {
    expect(restored({ sub_appid: 'wx87654321' })).toMatchObject({
      mode: 'partner',
      protocol: 'service-orders',
      sub_mchid: '1900000109',
      sub_appid: 'wx87654321',
    })
    const ours = restoredOrder(readKept({ ...base, sub_mchid: '1900000109' }), offer, T0)
    expect(ours).toMatchObject({ mode: 'merchant', protocol: 'payafter-orders' })
    for (const field of ['sub_mchid', 'sub_appid', 'messages']) expect(ours).not.toHaveProperty(field)
  })

  it('may have told the customer: every message is in doubt', () => {
    const doubt = { at: T0, total: 0, day: T0, result: 'unknown' }
    expect(restored({}).messages).toEqual({ pending: doubt, prepaid: doubt })
  })
})
