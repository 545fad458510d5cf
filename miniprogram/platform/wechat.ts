import type { Clock } from '../domain/period'
import type { Launch } from '../domain/view'
import { type LaunchEnd, launchOn } from './launch'
import { createRequestKeys, type Storage } from './request-key'
import type { Timers } from './waiting'

/** The edges to `wx`: one line each, so that everything with a decision in it can be tested without a phone. */
export const clock: Clock = () => Date.now()

export const timers: Timers = {
  set: (work, ms) => setTimeout(work, ms),
  clear: (timer) => {
    clearTimeout(timer as number)
  },
}

export const storage: Storage = {
  get: (key) => wx.getStorageSync<unknown>(key),
  set: (key, value) => {
    wx.setStorageSync(key, value)
  },
  remove: (key) => {
    wx.removeStorageSync(key)
  },
}

/** 24 random characters. The server mixes in the openid, so a key need only differ among one person's intentions. */
function randomKey(): string {
  let key = Date.now().toString(36)
  while (key.length < 24) key += Math.random().toString(36).slice(2)
  return key.slice(0, 24)
}

export const requestKeys = createRequestKeys(storage, clock, randomKey)

/** Opens WeChat Pay's page; never rejects. */
export const launch = (what: Launch): Promise<LaunchEnd> =>
  launchOn(
    {
      ...(wx.openBusinessView ? { openBusinessView: (option) => wx.openBusinessView?.(option) } : {}),
      navigateToMiniProgram: (option) => wx.navigateToMiniProgram(option),
    },
    what,
  )

const awaitingAt = (place: string) => ({
  get: (): string => {
    const id = storage.get(place)
    return typeof id === 'string' ? id : ''
  },
  remember: (id: string) => {
    storage.set(place, id)
  },
  forget: () => {
    storage.remove(place)
  },
})

/** The order whose confirmation is awaited: written before WeChat Pay's page opens, because the app may not survive it. */
export const awaiting = awaitingAt('awaiting')

/** The same for the signing of a plan. */
export const awaitingSign = awaitingAt('awaiting-sign')

/** A WeChat version or a device without a telephone refuses; the number stays on the screen to be read. */
export const callPhone = (phoneNumber: string): void => {
  wx.makePhoneCall({ phoneNumber, fail: () => undefined })
}

/** Copies text. @returns whether it worked: without the merchant's privacy declaration WeChat refuses. */
export const copy = (data: string): Promise<boolean> =>
  new Promise((resolve) => {
    wx.setClipboardData({
      data,
      success: () => {
        resolve(true)
      },
      fail: () => {
        resolve(false)
      },
    })
  })

/** Asks what must be read before it is answered. @returns whether the person agreed. */
export const confirm = (title: string, content: string, confirmText: string): Promise<boolean> =>
  new Promise((resolve) => {
    wx.showModal({
      title,
      content,
      confirmText,
      cancelText: '再想想',
      success: ({ confirm: agreed }) => {
        resolve(agreed)
      },
      fail: () => {
        resolve(false)
      },
    })
  })

/** A light success, gone after 1.5 s. Never for errors. */
export const cheer = (title: string): void => {
  void wx.showToast({ title, icon: 'none' })
}

/** To where the page says how things stand: whoever tapped far below sees what came of it. */
export const toTop = (): void => {
  void wx.pageScrollTo({ scrollTop: 0 })
}

/** What the navigation bar says. */
export const title = (text: string): void => {
  void wx.setNavigationBarTitle({ title: text })
}

export const stopPullDown = (): void => {
  void wx.stopPullDownRefresh()
}

/** Ways between pages. */
export const go = {
  to: (url: string): void => {
    void wx.navigateTo({ url })
  },
  instead: (url: string): void => {
    void wx.redirectTo({ url })
  },
  tab: (url: string): void => {
    void wx.switchTab({ url })
  },
  /** Back to the page below where it is this very one, else to it in this one's place. */
  down: (url: string): void => {
    const pages = getCurrentPages()
    const below = pages[pages.length - 2]
    if (below && url.startsWith(`/${below.route}?`)) void wx.navigateBack()
    else void wx.redirectTo({ url })
  },
  back: (): void => {
    void wx.navigateBack()
  },
}

/** Offers a restart when a new version is ready. Not while a page of WeChat Pay is open: that is another app's time. */
export function watchUpdates(): void {
  const manager = wx.getUpdateManager()
  manager.onUpdateReady(() => {
    if (awaiting.get() || awaitingSign.get()) return
    void confirm('新版本已准备好', '重新打开即可使用新版本', '重新打开').then((agreed) => {
      if (agreed) manager.applyUpdate()
    })
  })
}
