import { businessClock, systemClock } from '../../../cloudfunctions/shared/clock'

const offsetOf = (env: Record<string, string>) => Math.round((businessClock(env)() - systemClock()) / 1000)

describe('businessClock', () => {
  it('is moved in the sandbox alone', () => {
    expect(offsetOf({ WECHATPAY_SANDBOX: '1', SANDBOX_CLOCK_OFFSET_MS: '3600000' })).toBe(3600)
    expect(offsetOf({ SANDBOX_CLOCK_OFFSET_MS: '3600000' })).toBe(0)
    expect(offsetOf({ WECHATPAY_SANDBOX: '0', SANDBOX_CLOCK_OFFSET_MS: '3600000' })).toBe(0)
    expect(offsetOf({ WECHATPAY_SANDBOX: '1' })).toBe(0)
    expect(offsetOf({ WECHATPAY_SANDBOX: '1', SANDBOX_CLOCK_OFFSET_MS: 'later' })).toBe(0)
  })

  it('looks at each call', () => {
    const env: Record<string, string> = { WECHATPAY_SANDBOX: '1' }
    const clock = businessClock(env)
    const before = clock()
    env['SANDBOX_CLOCK_OFFSET_MS'] = '-60000'
    expect(Math.round((clock() - before) / 1000)).toBe(-60)
  })
})
