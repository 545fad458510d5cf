import { callHook, type Report } from './hooks'
import { type Query } from './url'

/** What App.onLaunch and onShow get. */
export interface EnterOptions {
  path: string
  query: Query
  scene: number
  referrerInfo: { appId?: string; extraData?: Record<string, unknown> }
}

/** The App instance, and whether the mini-program is in front. */
export class Application {
  instance: Record<string, unknown> = {}
  launch: EnterOptions = { path: '', query: {}, scene: 1001, referrerInfo: {} }
  enter: EnterOptions = this.launch
  private readonly listeners = { show: new Set<unknown>(), hide: new Set<unknown>() }

  constructor(private readonly report: Report) {}

  start(options: EnterOptions): void {
    this.launch = this.enter = options
    callHook(this.instance, 'onLaunch', this.report, options)
    this.show(options)
  }

  show(options: EnterOptions): void {
    this.enter = options
    callHook(this.instance, 'onShow', this.report, options)
    this.fire('show', options)
  }

  hide(): void {
    callHook(this.instance, 'onHide', this.report)
    this.fire('hide')
  }

  themeChanged(theme: string): void {
    callHook(this.instance, 'onThemeChange', this.report, { theme })
  }

  /** wx.onAppShow and wx.onAppHide. */
  on(event: 'show' | 'hide', listener: unknown): void {
    this.listeners[event].add(listener)
  }

  /** wx.offAppShow and wx.offAppHide; without a listener, all of them. */
  off(event: 'show' | 'hide', listener?: unknown): void {
    if (listener === undefined) this.listeners[event].clear()
    else this.listeners[event].delete(listener)
  }

  private fire(event: 'show' | 'hide', ...args: unknown[]): void {
    for (const listener of this.listeners[event]) callHook({ listener }, 'listener', this.report, ...args)
  }
}
