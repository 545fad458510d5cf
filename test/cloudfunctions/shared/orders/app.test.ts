import { appOf } from '../../../../cloudfunctions/shared/orders/app'
import { nextAttempt } from '../../../../cloudfunctions/shared/orders/attempt'
import { aDesk } from './desk'
import { anOrder } from './fixtures'

type Asking = Parameters<typeof appOf>[0]
const from = (appid: string, ours?: string): Asking =>
  ({
    caller: { openid: 'o1', appid },
    config: ours === undefined ? {} : { appid: ours },
  }) as unknown as Asking

describe('the mini-programs of an order', () => {
  it('as a merchant: the one that it is placed in', () => {
    expect(appOf(from('wx1'), 'merchant')).toEqual({ appid: 'wx1' })
  })

  it('as a service provider: ours, and the shop’s own beside it when it is placed there', () => {
    expect(appOf(from('wx1', 'wx1'), 'partner')).toEqual({ appid: 'wx1' })
    expect(appOf(from('wx2', 'wx1'), 'partner')).toEqual({ appid: 'wx1', sub_appid: 'wx2' })
  })

  it('as a service provider without an appid of ours: the setting that is missing', () => {
    expect(() => appOf(from('wx1'), 'partner')).toThrow(/WECHATPAY_APPID: is not set/)
  })
})

describe('the address for notifications', () => {
  const attempt = (order: ReturnType<typeof anOrder>, notifyUrl?: string) => {
    const { desk } = aDesk([])
    const base = {
      ...order,
      preview: { ...order.preview, fees: [{ name: '收费标准', description: '3 元/小时' }] },
    }
    return nextAttempt({ ...desk, ...(notifyUrl === undefined ? {} : { notifyUrl }) }, base, 1, {})
  }
  const ofShop = anOrder({
    protocol: 'service-orders',
    mode: 'partner',
    sub_mchid: '1900007782',
    sub_appid: 'wx2',
  })

  it('is demanded where an order itself says it, and only there', () => {
    expect(() => attempt(ofShop)).toThrow(/WECHATPAY_NOTIFY_URL: is not set/)
    expect(attempt(anOrder({})).pending.call.body).not.toContain('notify_url')
  })

  it('is sent with the shop and its own mini-program', () => {
    const { path, body } = attempt(ofShop, 'https://example.com/pay/notify').pending.call
    expect(path).toBe('/v3/payscore/partner/serviceorder')
    expect(JSON.parse(body ?? '')).toMatchObject({
      notify_url: 'https://example.com/pay/notify',
      sub_mchid: '1900007782',
      sub_appid: 'wx2',
    })
  })
})
