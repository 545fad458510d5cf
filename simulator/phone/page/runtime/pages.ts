import { type CompiledApp, type Theme } from '../../compiled'
import { type Engine } from '../engine/index'
import { pageSize } from '../engine/origin'
import { applyPageMeta } from '../native/page-meta'
import { type Shell } from '../shell/index'
import { make } from '../shell/element'
import { WxFailure } from '../wx/async-api'
import { createChannel, type EventChannel } from './channel'
import { callHook, type Report } from './hooks'
import { lookOf, tabBarOf, themed, windowOf } from './look'
import { type Meters } from './meters'
import { type OpenPage } from './open-page'
import { pullDown } from './pull-down'
import { reachBottom } from './reach-bottom'
import { absolutePath, parseUrl, type Query } from './url'

const MOST_PAGES = 10

/** The page stack and the five ways to change it, with the order of life cycle calls that WeChat has. */
export class Pages {
  readonly stack: OpenPage[] = []
  private readonly tabs = new Map<string, OpenPage>()
  private count = 0
  theme: Theme = 'light'

  constructor(
    private readonly app: CompiledApp,
    private readonly engine: Engine,
    private readonly shell: Shell,
    private readonly meters: Meters,
    private readonly report: Report,
  ) {}

  get top(): OpenPage | undefined {
    return this.stack[this.stack.length - 1]
  }

  navigateTo(url: string, events: Record<string, (...args: unknown[]) => void> = {}): EventChannel {
    const target = this.target(url)
    if (this.shell.tabs.has(target.path)) throw new WxFailure('can not navigateTo a tabbar page')
    if (this.stack.length >= MOST_PAGES) throw new WxFailure('webview count limit exceed')
    const [opener, opened] = createChannel()
    for (const [name, listener] of Object.entries(events)) opener.on(name, listener)
    const before = this.top
    if (before) this.hide(before)
    const page = this.open(target.path, target.query, opened)
    page.view.classList.add('entering')
    this.enter(page)
    return opener
  }

  redirectTo(url: string): void {
    const target = this.target(url)
    if (this.shell.tabs.has(target.path)) throw new WxFailure('can not redirectTo a tabbar page')
    const before = this.top
    const { channel } = before ?? {}
    if (before) this.unload(before)
    this.enter(this.open(target.path, target.query, channel))
  }

  reLaunch(url: string): void {
    const target = this.target(url)
    for (const page of [...this.stack].reverse()) this.unload(page)
    for (const page of [...this.tabs.values()]) this.unload(page)
    this.enter(this.open(target.path, target.query))
  }

  switchTab(url: string): void {
    const { path } = this.target(url)
    if (!this.shell.tabs.has(path)) throw new WxFailure('can not switch to no-tabBar page')
    const before = this.top
    if (before?.path === path) return
    for (const page of [...this.stack].reverse()) {
      if (this.shell.tabs.has(page.path)) {
        if (page === before) this.hide(page)
        this.stack.pop()
      } else this.unload(page)
    }
    const kept = this.tabs.get(path)
    if (kept) {
      this.stack.push(kept)
      this.show(kept)
    } else this.enter(this.open(path, {}))
  }

  navigateBack(delta = 1): void {
    if (this.stack.length < 2) throw new WxFailure('cannot navigate back at first page.')
    for (let left = delta; left > 0 && this.stack.length > 1; left--) if (this.top) this.unload(this.top)
    if (this.top) this.show(this.top)
  }

  /** The mini-program goes to the background or comes back; the page on top is told after the app. */
  setVisible(visible: boolean): void {
    const { top } = this
    if (!top) return
    callHook(top.tree.instance, visible ? 'onShow' : 'onHide', this.report)
    top.tree.node.triggerPageLifetime(visible ? 'show' : 'hide', [])
  }

  /** Draws the bars for the page on top again, after a change of its title, colour or the theme. */
  drawBars(): void {
    const { top } = this
    if (!top) return
    const first = this.app.pages[0]
    const left =
      this.stack.length > 1 ? 'back' : top.path === first || this.shell.tabs.has(top.path) ? 'none' : 'home'
    this.shell.bar.show({ ...lookOf(this.app, this.theme, top.unit.config), left, ...top.bar })
    this.shell.tabs.show(top.path, tabBarOf(this.app, this.theme))
    const { backgroundColor } = windowOf(this.app, top.unit.config)
    this.shell.views.style.background = themed(this.app, this.theme, backgroundColor) ?? ''
  }

  /** Tells the pages that the window's size changed. */
  resized(): void {
    const { width: windowWidth, height: windowHeight } = pageSize()
    for (const { tree } of this.stack) {
      callHook(tree.instance, 'onResize', this.report, { size: { windowWidth, windowHeight } })
      tree.node.triggerPageLifetime('resize', [{ size: { windowWidth, windowHeight } }])
    }
  }

  /** @throws WxFailure when app.json has no such page */
  target(url: string): { path: string; query: Query } {
    const { path, query } = parseUrl(url)
    const absolute = absolutePath(path, this.top?.path ?? '')
    if (!this.app.pages.includes(absolute)) throw new WxFailure(`page "${absolute}" is not found`)
    return { path: absolute, query }
  }

  private open(path: string, query: Query, channel?: EventChannel): OpenPage {
    const unit = this.app.units.find((one) => one.path === path)
    if (!unit) throw new WxFailure(`page "${path}" is not found`)
    const view = make('div', 'phone-view')
    // A page that is longer than the screen can be read with the keyboard too.
    view.tabIndex = 0
    this.shell.views.append(view)
    const meter = this.meters.open(path)
    const tree = this.engine.createPage(path)
    const page: OpenPage = { id: ++this.count, path, query, unit, tree, view, bar: {}, meter, channel }
    Object.assign(tree.instance, {
      route: path,
      __route__: path,
      options: query,
      __wxWebviewId__: page.id,
      getPageId: () => page.id,
      getOpenerEventChannel: () => page.channel ?? createChannel()[0],
    })
    this.stack.push(page)
    if (this.shell.tabs.has(path)) this.tabs.set(path, page)
    return page
  }

  private enter(page: OpenPage): void {
    const { tree, view, unit, query } = page
    for (const other of this.stack) other.view.classList.toggle('shown', other === page)
    this.drawBars()
    tree.attach(view)
    callHook(tree.instance, 'onLoad', this.report, query)
    this.show(page)
    setTimeout(() => callHook(tree.instance, 'onReady', this.report), 0)
    const window = windowOf(this.app, unit.config)
    if (window.enablePullDownRefresh === true) pullDown(page, this.report)
    reachBottom(page, window.onReachBottomDistance ?? 50, this.report)
  }

  private show(page: OpenPage): void {
    this.meters.resume(page.meter)
    for (const child of this.shell.views.children) child.classList.toggle('shown', child === page.view)
    applyPageMeta(page.view)
    this.drawBars()
    callHook(page.tree.instance, 'onShow', this.report)
    page.tree.node.triggerPageLifetime('show', [])
  }

  private hide(page: OpenPage): void {
    callHook(page.tree.instance, 'onHide', this.report)
    page.tree.node.triggerPageLifetime('hide', [])
  }

  private unload(page: OpenPage): void {
    callHook(page.tree.instance, 'onUnload', this.report)
    page.tree.release()
    page.view.remove()
    const at = this.stack.indexOf(page)
    if (at >= 0) this.stack.splice(at, 1)
    if (this.tabs.get(page.path) === page) this.tabs.delete(page.path)
  }
}
