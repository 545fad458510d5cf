import { type AppConfig, type Theme } from '../../compiled'
import { setPageArea } from '../engine/origin'
import { make, refuseGhostClicks } from './element'
import { NavigationBar } from './navigation-bar'
import { TabBar } from './tab-bar'

/** Everything of the phone that is not the mini-program: bars, the area for pages, and what lies above them. */
export class Shell {
  readonly phone = make('div', 'phone')
  readonly views = make('main', 'phone-views')
  readonly overlay = make('div', 'phone-overlay')
  readonly bar: NavigationBar
  readonly tabs: TabBar

  constructor(config: AppConfig, on: { back(): void; home(): void; tab(path: string): void; menu(): void }) {
    this.bar = new NavigationBar(on)
    this.tabs = new TabBar(config.tabBar, on.tab)
    this.phone.append(
      this.bar.element,
      this.views,
      this.tabs.element,
      this.overlay,
      make('div', 'phone-home-bar'),
    )
    document.body.append(this.phone)
    setPageArea(this.views)
    refuseGhostClicks()
    new ResizeObserver(() => this.measure()).observe(this.views)
    this.measure()
  }

  setTheme(theme: Theme): void {
    document.documentElement.dataset.theme = theme
    document.body.dataset.weuiTheme = theme
  }

  /** rpx and vh count from the phone, not from the browser's window. */
  private measure(): void {
    const { style } = document.documentElement
    style.setProperty('--rpx', `${this.phone.clientWidth / 750}px`)
    style.setProperty('--vh', `${this.views.clientHeight / 100}px`)
  }
}
