import type { Launch } from '../domain/view'

/** The two ways to WeChat Pay's pages, as `wx` has them. */
export interface LaunchPlatform {
  openBusinessView?: (option: {
    businessType: string
    extraData: Record<string, string>
    success: () => void
    fail: (error: { errMsg: string }) => void
  }) => void
  navigateToMiniProgram: (option: {
    appId: string
    path: string
    extraData: Record<string, string>
    success: () => void
    fail: (error: { errMsg: string }) => void
  }) => unknown
}

/** What is known after a launch: that the page was opened or returned from, not what happened there. */
export type LaunchEnd = 'opened' | 'cancelled' | 'impossible'

/**
 * Opens WeChat Pay's page. Never rejects. The older way is taken only where `openBusinessView` does not exist: after a
 * failure or a cancel it would ask the customer twice (design 4.14).
 */
export function launchOn(
  platform: LaunchPlatform,
  { businessType, extraData, fallback }: Launch,
): Promise<LaunchEnd> {
  return new Promise((resolve) => {
    const ends = {
      success: () => {
        resolve('opened')
      },
      fail: ({ errMsg }: { errMsg: string }) => {
        resolve(/cancel/i.test(errMsg) ? 'cancelled' : 'impossible')
      },
    }
    if (platform.openBusinessView) platform.openBusinessView({ businessType, extraData, ...ends })
    else if (fallback) platform.navigateToMiniProgram({ ...fallback, ...ends })
    else resolve('impossible')
  })
}
