import { confirmLaunchOf, detailLaunchOf } from '../../../../cloudfunctions/shared/orders/launch'
import { signLaunch } from '../../../../cloudfunctions/shared/wechatpay'
import { aDesk } from './desk'
import { anOrder, T0 } from './fixtures'

const apiV2Key = 'k'.repeat(32)
const order = anOrder({})
const opened = (launch: object) => ({
  ...order,
  attempts: order.attempts.map((one) => ({ ...one, package: 'P', packageAt: T0, ...launch })),
})
const { desk } = aDesk([])
const signing = { ...desk, launch: { mchid: '1900000001', apiV2Key } }

describe('the confirm page', () => {
  it('is opened as create’s answer said', () => {
    const launch = { businessType: 'b', launchAppId: 'wxp', launchPath: 'pages/x' }
    expect(confirmLaunchOf(desk, opened(launch))).toEqual({
      businessType: 'b',
      extraData: { package: 'P' },
      fallback: { appId: 'wxp', path: 'pages/x', extraData: { package: 'P' } },
    })
  })

  it('is opened by its package alone where the answer said nothing else', () => {
    expect(confirmLaunchOf(desk, opened({}))).toMatchObject({
      businessType: 'wxpayScoreUse',
      extraData: { package: 'P' },
    })
  })

  it('is signed anew for every tap where there is a key', () => {
    const data = confirmLaunchOf(signing, opened({}))?.extraData ?? {}
    expect(data).toMatchObject({ mch_id: '1900000001', package: 'P', timestamp: String(T0 / 1000) })
    expect(data['nonce_str']).toBe('07'.repeat(16))
    expect(data['sign']).toBe(signLaunch(data, apiV2Key))
  })

  it('is not opened without a package, nor with an old one', () => {
    expect(confirmLaunchOf(desk, order)).toBeUndefined()
    expect(confirmLaunchOf(desk, opened({ packageAt: T0 - 55 * 60_000 }))).toBeUndefined()
  })
})

describe('WeChat Pay’s own page of an order', () => {
  it('is opened with a signature about the current attempt', () => {
    const { businessType, extraData } = detailLaunchOf(
      signing,
      anOrder({ states: ['EXPIRED', 'USER_ACCEPTED'] }),
    )
    expect(businessType).toBe('wxpayScoreDetail')
    expect(extraData).toMatchObject({ service_id: '500001', out_order_no: `${order._id}_2` })
    expect(extraData['sign']).toBe(signLaunch(extraData, apiV2Key))
  })

  it('is not opened without the key', () => {
    expect(() => detailLaunchOf(desk, order)).toThrow(
      expect.objectContaining({ code: 'LAUNCH_IMPOSSIBLE' }) as Error,
    )
  })
})
