import { pageSize } from '../engine/origin'
import { type Phone } from '../runtime/phone'
import { type Api, asyncApis } from './async-api'

const SDK_VERSION = '3.8.12'
const STATUS_BAR = 44
const HOME_BAR = 34

/** The getSystemInfo family: an iPhone as WeChat DevTools describes it. */
export function system(phone: Phone): Api {
  const { app, settings, application } = phone
  const device = (): Record<string, unknown> => ({
    brand: 'devtools',
    model: 'iPhone X',
    system: 'iOS 16.0',
    platform: 'devtools',
    abi: '',
    benchmarkLevel: 1,
    memorySize: 2048,
  })
  const windowInfo = (): Record<string, unknown> => {
    const { clientWidth: screenWidth, clientHeight: screenHeight } = phone.shell.phone
    const { width: windowWidth, height: windowHeight } = pageSize()
    const bottom = screenHeight - HOME_BAR
    return {
      pixelRatio: window.devicePixelRatio,
      screenWidth,
      screenHeight,
      windowWidth,
      windowHeight,
      statusBarHeight: STATUS_BAR,
      screenTop: screenHeight - windowHeight,
      safeArea: {
        left: 0,
        right: screenWidth,
        top: STATUS_BAR,
        bottom,
        width: screenWidth,
        height: bottom - STATUS_BAR,
      },
    }
  }
  const base = (): Record<string, unknown> => ({
    SDKVersion: SDK_VERSION,
    version: '8.0.50',
    language: 'zh_CN',
    theme: app.config.darkmode === true ? phone.theme : undefined,
    fontSizeSetting: settings.fontSizeSetting,
    fontSizeScaleFactor: settings.fontSizeSetting / 17,
    enableDebug: false,
    host: { appId: '', env: 'WeChat' },
  })
  const setting = (): Record<string, unknown> => ({
    bluetoothEnabled: true,
    locationEnabled: true,
    wifiEnabled: true,
    deviceOrientation: 'portrait',
  })
  const all = (): Record<string, unknown> => ({ ...device(), ...windowInfo(), ...base(), ...setting() })
  return {
    getSystemInfoSync: all,
    getDeviceInfo: device,
    getWindowInfo: windowInfo,
    getAppBaseInfo: base,
    getSystemSetting: setting,
    getAccountInfoSync: () => ({
      miniProgram: { appId: app.appid, envVersion: settings.envVersion, version: '' },
    }),
    getLaunchOptionsSync: () => application.launch,
    getEnterOptionsSync: () => application.enter,
    getMenuButtonBoundingClientRect() {
      const right = phone.shell.phone.clientWidth - 7
      const top = STATUS_BAR + 6
      return { width: 87, height: 32, top, bottom: top + 32, left: right - 87, right }
    },
    onAppShow: (listener: unknown) => application.on('show', listener),
    offAppShow: (listener?: unknown) => application.off('show', listener),
    onAppHide: (listener: unknown) => application.on('hide', listener),
    offAppHide: (listener?: unknown) => application.off('hide', listener),
    onThemeChange: (listener: unknown) => phone.themeListeners.add(listener),
    offThemeChange(listener?: unknown) {
      if (listener === undefined) phone.themeListeners.clear()
      else phone.themeListeners.delete(listener)
    },
    getUpdateManager: () => ({
      onCheckForUpdate: (listener: (result: { hasUpdate: boolean }) => void) =>
        setTimeout(() => listener({ hasUpdate: false }), 0),
      onUpdateReady: () => undefined,
      onUpdateFailed: () => undefined,
      applyUpdate: () => undefined,
    }),
    nextTick: (run: () => void) => setTimeout(run, 0),
    env: { USER_DATA_PATH: 'http://usr' },
    ...asyncApis({ getSystemInfo: all, getSystemInfoAsync: all }),
  }
}
