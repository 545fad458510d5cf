import { type CompiledApp, type Theme } from '../compiled'
import { Engine, type Templates } from './engine/index'
import { type Instance, type TreeNode } from './engine/types'
import { nativeTags } from './native/index'
import { setServices } from './native/services'
import { Application } from './runtime/application'
import { callHook } from './runtime/hooks'
import { lossIn } from './runtime/json-safe'
import { Meters } from './runtime/meters'
import { Pages } from './runtime/pages'
import { type Phone } from './runtime/phone'
import { runProgram } from './runtime/program'
import { readSettings } from './runtime/settings'
import { startPullDown } from './runtime/pull-down'
import { parseUrl } from './runtime/url'
import { showSheet } from './shell/dialog'
import { Shell } from './shell/index'
import { pick } from './shell/picker'
import { Toast } from './shell/toast'
import { createWx } from './wx/index'
import { type Api, type Options } from './wx/async-api'
import { installAutomator } from './automator/index'

declare global {
  var __MINI_PROGRAM__: { app: CompiledApp; templates: Templates; natives: Templates }
  /** What the panel and the automator reach from outside. */
  var __PHONE__:
    | {
        ready: boolean
        phone: Phone
        wx: Api
        setTheme(theme: Theme): void
        /** How many nodes the page on top has. */
        nodes(): number
      }
    | undefined
}

const { app, templates, natives } = globalThis.__MINI_PROGRAM__
const settings = readSettings(location.search)
const meters = new Meters()
const errors: ((error: unknown) => void)[] = []
const report = (error: unknown): void => {
  console.error(error)
  for (const listener of errors) listener(error)
}
window.addEventListener('error', ({ error }) => {
  for (const listener of errors) listener(error)
})
window.addEventListener('unhandledrejection', ({ reason }) => {
  for (const listener of errors) listener(reason)
})
document.addEventListener('securitypolicyviolation', ({ blockedURI }) => {
  console.error(`blocked: ${blockedURI}; the phone page talks to the local world only`)
})

const shell = new Shell(app.config, {
  back: () => callWx('navigateBack', {}),
  home: () => callWx('reLaunch', { url: `/${app.pages[0] ?? ''}` }),
  tab: (path) => callWx('switchTab', { url: `/${path}` }),
  menu: () => void menu(),
})
const engine = new Engine({ app, templates, natives, tags: nativeTags, onCreated: measure, onError: report })
const application = new Application(report)
const pages = new Pages(app, engine, shell, meters, report)
const phone: Phone = {
  app,
  settings,
  shell,
  toast: new Toast(shell.overlay),
  pages,
  application,
  meters,
  report,
  theme: 'light',
  themeListeners: new Set(),
}
const wx = createWx(phone)
setServices({
  callWx,
  pick: (picking) => pick(shell.overlay, picking),
  share,
  fontSizeSetting: settings.fontSizeSetting,
})

/** Goes through `wx`, so that a mocked method is seen; a failure is the user's to see in the console. */
function callWx(name: string, options: Options): void {
  const method = wx[name] as (options: Options) => unknown
  method({ ...options, fail: (error) => console.error(error.errMsg) })
}

/** Counts every setData of the mini-program's own pages and components, and refuses what a phone would lose. */
function measure(node: TreeNode, instance: Instance): void {
  const path = node.is ?? ''
  const npm = app.units.find((unit) => unit.path === path)?.npm ?? false
  const { setData } = instance
  instance.setData = function (this: Instance, data, done) {
    meters.setData(data)
    const loss = npm ? undefined : lossIn(data)
    if (loss !== undefined) console.error(`setData of ${path}: ${loss}`)
    setData.call(this, data, done)
  }
}

function share(): void {
  const { top } = pages
  if (!top) return
  const shared = callHook(top.tree.instance, 'onShareAppMessage', report, { from: 'menu' }) as
    | { title?: string }
    | undefined
  phone.toast.show({
    title: `已转发「${shared?.title ?? app.name}」`,
    icon: 'success',
    duration: 1500,
    mask: false,
  })
}

async function menu(): Promise<void> {
  const { top } = pages
  if (!top) return
  const items: [string, () => void][] = [['重新进入小程序', () => location.reload()]]
  if (typeof top.tree.instance.onShareAppMessage === 'function') items.unshift(['转发给朋友', share])
  if (typeof top.tree.instance.onPullDownRefresh === 'function')
    items.unshift(['下拉刷新', () => startPullDown(top, report)])
  const index = await showSheet(
    shell.overlay,
    '',
    items.map(([label]) => label),
  )
  if (index !== null) items[index]?.[1]()
}

function setTheme(wanted: Theme): void {
  const theme = app.config.darkmode === true ? wanted : 'light'
  const changed = theme !== phone.theme
  phone.theme = pages.theme = theme
  shell.setTheme(theme)
  pages.drawBars()
  if (!changed || !globalThis.__PHONE__?.ready) return
  application.themeChanged(theme)
  for (const listener of phone.themeListeners) callHook({ listener }, 'listener', report, { theme })
}

const dark = matchMedia('(prefers-color-scheme: dark)')
setTheme(settings.theme ?? (dark.matches ? 'dark' : 'light'))
dark.addEventListener('change', () => {
  if (settings.theme === undefined) setTheme(dark.matches ? 'dark' : 'light')
})
window.addEventListener('resize', () => pages.resized())

const nodes = (): number =>
  [...(pages.top?.view.querySelectorAll('*') ?? [])].filter((element) => '__wxElement' in element).length

globalThis.__PHONE__ = { ready: false, phone, wx, setTheme, nodes }
installAutomator(phone, wx, (listener) => errors.push(listener))

try {
  runProgram(app, engine, application, pages, wx)
  const first = settings.start ?? app.pages[0] ?? ''
  const { path, query } = parseUrl(first)
  application.start({ path, query, scene: 1001, referrerInfo: {} })
  pages.reLaunch(`/${first.replace(/^\//, '')}`)
} catch (error) {
  report(error)
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const failure = document.createElement('div')
  failure.className = 'phone-failure'
  failure.textContent = `小程序启动失败\n\n${text}`
  shell.views.replaceChildren(failure)
}
globalThis.__PHONE__.ready = true
