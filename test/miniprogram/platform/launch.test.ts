import { type LaunchPlatform, launchOn } from '../../../miniprogram/platform/launch'

const fallback = { appId: 'wx-pay-score', path: 'pages/use/use', extraData: { mch_id: '1' } }
const way = { businessType: 'wxpayScoreUse', extraData: { package: 'p' }, fallback }

function platform(how: 'success' | 'absent' | { errMsg: string }) {
  const calls: unknown[][] = []
  const phone: LaunchPlatform = {
    navigateToMiniProgram: ({ success, fail: _fail, ...option }) => {
      calls.push(['navigateToMiniProgram', option])
      success()
    },
  }
  if (how !== 'absent')
    phone.openBusinessView = ({ success, fail, ...option }) => {
      calls.push(['openBusinessView', option])
      if (how === 'success') success()
      else fail(how)
    }
  return { calls, phone }
}

describe('launch', () => {
  it('opens WeChat Pay with what the server gave, and nothing else', async () => {
    const { calls, phone } = platform('success')
    expect(await launchOn(phone, way)).toBe('opened')
    expect(calls).toEqual([
      ['openBusinessView', { businessType: 'wxpayScoreUse', extraData: { package: 'p' } }],
    ])
  })

  it('takes the older way only where the new one does not exist', async () => {
    const { calls, phone } = platform('absent')
    expect(await launchOn(phone, way)).toBe('opened')
    expect(calls).toEqual([['navigateToMiniProgram', fallback]])
  })

  it.each([
    ['openBusinessView:fail cancel', 'cancelled'],
    ['openBusinessView:fail user cancel', 'cancelled'],
    ['openBusinessView:fail invalid businessType', 'impossible'],
  ])('after %p it never asks a second time', async (errMsg, end) => {
    const { calls, phone } = platform({ errMsg })
    expect(await launchOn(phone, way)).toBe(end)
    expect(calls).toHaveLength(1)
  })

  it('says so when there is no way at all', async () => {
    const { phone } = platform('absent')
    expect(await launchOn(phone, { businessType: 'wxpayScorePlan', extraData: {} })).toBe('impossible')
  })
})
